:: StoryTitle
Título

:: StoryData
{"ifid": "x", "start": "Nadie"}

:: Chasqui
topic: friends
audience: [teens]
channels: [linea]

:: A [help]
Uno.
