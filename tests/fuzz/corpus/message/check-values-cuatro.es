---
topic: feelings
audience: [teens]
channels: [linea]
picture: elefante.png
---
# Puedes pedir ayuda

Hay quien te escucha.
