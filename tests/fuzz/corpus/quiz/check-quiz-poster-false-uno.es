// title: Una prueba
// topic: feelings
// audience: [children]
// channels: [linea]

::a:: Contarlo no sirve. {F#Muchas personas lo creen.#Sirve, y mucho.}
