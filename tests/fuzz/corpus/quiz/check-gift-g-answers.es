// title: Título
// topic: pressure
// audience: [teens]
// channels: [linea]

::a:: ¿Vacía? {=Sí. #Sí. ~ #Bueno. ~No. #Bueno.}

::b:: ¿Una? {~%100%Sí. #Sí.}

::c:: ¿Muchas? {=1 #a ~2 #a ~3 #a ~4 #a ~5 #a ~6 #a ~7 #a ~8 #a ~9 #a}

::d:: ¿Doble? {=Sí. #Sí. ~Sí. #Bueno.}

::e:: ¿Peso? {~%47%Sí. #Sí. ~%53%No. #Bueno.}

::f:: ¿Peso con igual? {=%50%Sí. #Sí. ~No. #Bueno.}

::g:: ¿Ninguna? {~Sí. #Sí. ~No. #Bueno.}

::h:: ¿Suma? {~%50%Sí. #Sí. ~%25%No. #Bueno. ~Tal vez. #Bueno.}

::i:: ¿Sin comentario? {=Sí. ~No. #Bueno.}

::j:: ¿Cierto? {T#Solo uno.}
