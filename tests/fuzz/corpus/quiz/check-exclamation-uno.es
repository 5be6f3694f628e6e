// title: Los secretos
// topic: pressure
// audience: [teens]
// channels: [linea]

::secreto:: ¡Alguien te pide un secreto! {
  =¡Contarlo! #¡Gracias por contarlo!
  ~Esperar. #¡Hay que contarlo!
}

::parejas:: ¿Quién ayuda? {
  =Hoy! -> La línea
  =Siempre -> Tu escuela!
  ####Bien. ¡Eso ayuda!
}
