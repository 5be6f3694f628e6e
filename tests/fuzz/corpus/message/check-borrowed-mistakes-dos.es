---
topic: friends
audience: [teens]
channels: [linea]
---
# Hola

Llama al 01 8000 555 112.
