// title: Un secreto
// topic: pressure
// audience: [teens]
// channels: [linea]

::secreto:: Alguien pide un secreto. ¿Qué ayuda? {
  =Contarlo. #Sí, contarlo te cuida.
  ~Llamar al 018000555111. #Se entiende. Contarlo también te puede ayudar.
}

::otra:: ¿Y si pasa otra vez? {
  =Contarlo. #Sí, contarlo te cuida.
  ~Usar el PORTAL DE AYUDA. #Se entiende. Contarlo también te puede ayudar.
}
