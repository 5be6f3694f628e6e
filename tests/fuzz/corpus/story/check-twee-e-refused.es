:: StoryTitle
Título

:: StoryData
{"ifid": "D674C58C-DEFA-4F70-B7A2-27742230C0FC", "start": "A"}

:: Chasqui
topic: friends
audience: [teens]
channels: [linea]
sin dos puntos

:: A
(set: $a to 1) <<if true>> <b>x</b> $variable [img[x.png]]

# Encabezado

[[Sin cierre->B

[[->B]]
[[Afuera->https://x.example.org]]
[[Nada->Ninguno]]
[[uno->B]] en medio
[[B]]

:: B [help]
Dos.
