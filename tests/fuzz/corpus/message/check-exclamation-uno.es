---
picture: sol.svg
topic: feelings
audience: [children, teens]
channels: [linea, portal]
---
# ¡Puedes **pedir ayuda**!

¡Hay quien te escucha!
