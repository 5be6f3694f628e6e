---
topic: feelings
audience: [teens]
channels: [linea]
easy: Recuerda: puedes pedir ayuda
---
# Puedes pedir ayuda

Hay quien te escucha.
