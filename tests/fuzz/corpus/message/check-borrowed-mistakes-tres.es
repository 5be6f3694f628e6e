---
topic: friends
audience: [teens]
channels: [patio]
---
# Hola

Llama al 01 8000 555 111.
