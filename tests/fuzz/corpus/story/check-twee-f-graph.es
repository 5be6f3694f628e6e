:: StoryTitle
Título

:: StoryData
{"ifid": "D674C58C-DEFA-4F70-B7A2-27742230C0FC", "start": "A"}

:: Chasqui
topic: friends
audience: [teens]
channels: [linea]

:: A
Uno.

[[1->B]]
[[2->B]]
[[3->C]]
[[4->C]]
[[5->D]]
[[6->D]]
[[7->E]]

:: B [help]
Dos.

[[Volver->A]]

:: C

:: D
Sin salida.

:: E
Da vueltas.

[[F]]

:: F
Da vueltas.

[[E]]

:: Isla [help]
Nadie llega.
