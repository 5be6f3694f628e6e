---
topic: feelings
audience: [teens]
channels: [linea]
%easy: x
---
# Puedes pedir ayuda

Hay quien te escucha.
