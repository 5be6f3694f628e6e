// title: Un secreto
// neutral: yes
// topic: pressure
// audience: [teens]
// channels: [linea]

::secreto:: Alguien pide un secreto. ¿Qué ayuda? {
  =Contarlo. #Sí, contarlo te cuida.
  ~Esperar. #Se entiende. Contarlo también te puede ayudar.
}
