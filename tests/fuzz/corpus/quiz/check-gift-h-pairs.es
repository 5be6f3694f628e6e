// title: Título
// topic: pressure
// audience: [teens]
// channels: [linea]

::a:: Une. {=uno -> 1 =dos -> 2 =tres -> 3}

::b:: Une. {=uno -> 1 =dos =tres -> 3 ####Bien.}

::c:: Une. {=uno -> 1 = -> 2 =tres -> 3 ####Bien.}

::d:: Une. {=uno -> 1 #Sí =dos -> 2 =tres -> 3 ####Bien.}
