// title: Título
// topic: pressure
// audience: [teens]
// channels: [linea]

::a:: ¿Línea vacía? {

=Sí. #Sí.

~No. #Bueno.
}

::b:: Una llave suelta } aquí. {=Sí. #Sí. ~No. #Bueno.}

::c:: Dos {=Sí. #Sí. ~No. #Bueno.} llaves {=a}

::d:: Texto sin respuestas.

::e:: {=Sí. #Sí. ~No. #Bueno.}
