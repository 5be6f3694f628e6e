---
topic: feelings
audience: [teens]
  channels: [linea]
seconds:8
---
# Puedes pedir ayuda

Hay quien te escucha.
