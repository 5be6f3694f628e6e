---
topic: feelings
audience: [teens]
channels: [linea] portal
---
# Puedes pedir ayuda

Hay quien te escucha.
