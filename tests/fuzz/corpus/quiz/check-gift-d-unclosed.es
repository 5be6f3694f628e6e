// title: Título
// topic: pressure
// audience: [teens]
// channels: [linea]

::a:: ¿Sin cerrar? {=Sí. #Sí. ~No. #Bueno.
