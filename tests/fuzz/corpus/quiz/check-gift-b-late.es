// title: Título
// topic: pressure
// audience: [teens]
// channels: [linea]

// title: Otro

::a:: ¿Uno? {=Sí. #Sí. ~No. #Bueno.}

// channels: [portal]

::b ¿Sin cierre?

::c ¿Sin cierre? {=Sí. #Sí. ~No. #Bueno.}
