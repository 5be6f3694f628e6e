---
topic: feelings
audience: [teens]
channels: [linea]
---
Hay quien te escucha.
