// title: Título
// topic: pressure
// audience: [teens]
// channels: [linea]

::a:: [html]<p>¿<font>Uno</font>?</p> <img src\="x.png"> <a href\="x">y</a> &foo; <b {=Sí. #Sí. ~No. #Bueno.}
