// title: Título
// topic: pressure
// audience: [teens]
// channels: [linea]

::a:: Escribe. {}

::b:: ¿Cuánto? {#5:1}

::c:: ¿Capital? {=Lima =lima}

::d:: ¿Cierto? {true#a#b}

::e:: ¿Marca? {Sí =Sí. #Sí. ~No. #Bueno.}
