:: StoryTitle
Una amistad

:: StoryData
{"ifid": "D674C58C-DEFA-4F70-B7A2-27742230C0FC", "start": "Inicio"}

:: Chasqui
topic: friends
audience: [teens]
channels: [linea]

:: Inicio
Alguien te escribe.

[[¡Contarlo!->Fin]]

:: Fin [help]
Hay quien te escucha.
