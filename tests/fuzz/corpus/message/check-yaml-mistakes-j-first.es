---
topic: feelings
audience: [teens]
channels: [linea]
easy: @todos pueden pedir ayuda
---
# Puedes pedir ayuda

Hay quien te escucha.
