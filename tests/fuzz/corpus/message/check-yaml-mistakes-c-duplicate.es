---
topic: feelings
audience: [teens]
channels: [linea]
topic: friends
---
# Puedes pedir ayuda

Hay quien te escucha.
