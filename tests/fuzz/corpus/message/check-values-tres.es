---
topic: sentimientos
audience: [teens]
channels: [linea, linea]
picture: sool.svg
---
# Puedes pedir ayuda

Hay quien te escucha.
