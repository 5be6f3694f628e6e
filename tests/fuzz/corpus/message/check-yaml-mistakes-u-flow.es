---
topic: feelings
audience: [teens]
channels: {linea: a: b}
---
# Puedes pedir ayuda

Hay quien te escucha.
