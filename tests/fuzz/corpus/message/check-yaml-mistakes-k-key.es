---
topic: feelings
audience: [teens]
channels: [linea]
? [a, b]
: c
---
# Puedes pedir ayuda

Hay quien te escucha.
