// title: Te sientes mal
// topic: pressure
// audience: [teens]
// channels: [linea]

::secreto:: ¿Qué está mal aquí? {
  =Contarlo. #Ganas puntos: tu puntaje sube. ¡Gracias por contarlo!
  ~Esperar. #Mal. Te equivocaste, la respuesta incorrecta es esta.
  ~Callar. #¡Hay que contarlo!
  ####Sentirse mal es normal.
}
