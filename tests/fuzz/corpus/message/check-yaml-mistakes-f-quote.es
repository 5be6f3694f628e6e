---
topic: feelings
audience: [teens]
channels: [linea]
easy: "Puedes pedir ayuda
---
# Puedes pedir ayuda

Hay quien te escucha.
