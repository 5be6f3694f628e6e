// title: Un secreto
// topic: pressure
// audience: [teens]
// channels: [linea]

::secreto:: Alguien pide un secreto. ¿Qué ayuda? {
  =Contarlo. #Sí. También en https\://ayuda.example.org/reportar se puede.
  ~Esperar. #Se entiende. Contarlo también te puede ayudar.
}
