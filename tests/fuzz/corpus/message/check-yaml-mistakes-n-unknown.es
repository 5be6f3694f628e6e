---
topic: feelings
audience: [teens]
chanels: [linea]
channels: [linea]
colour: red
---
# Puedes pedir ayuda

Hay quien te escucha.
