:: StoryData
{"ifid": "x", start: "A"}

:: A [help]
Uno.
