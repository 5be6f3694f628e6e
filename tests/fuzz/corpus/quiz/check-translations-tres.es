// title: Dos
// topic: pressure
// audience: [teens]
// channels: [linea]

::a:: ¿Uno? {
  =Sí. #Sí.
  ~No. #Se entiende.
}
