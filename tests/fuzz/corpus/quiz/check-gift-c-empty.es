// title: Título
// topic: pressure
// audience: [teens]
// channels: [linea]

