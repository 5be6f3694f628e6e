:: StoryTitle
Tres

:: StoryData
{"ifid": "D674C58C-DEFA-4F70-B7A2-27742230C0FC", "start": "A"}

:: Chasqui
topic: friends
audience: [teens]
channels: [linea]

:: A
Uno.

[[Seguir->B]]

:: B
Dos.

[[Seguir->C]]

:: C [help]
Tres.
