---
picture: sol.svg
topic: feelings
audience: [children, teens]
channels: [linea, portal]
seconds: 8
easy: Puedes pedir ayuda.
discuss: ¿Quién te escucha?
---
# Puedes **pedir ayuda**

Hay quien te escucha.
