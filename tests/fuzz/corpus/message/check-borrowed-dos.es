---
topic: friends
audience: [teens]
channels: [linea, portal]
---
# Hola

Llama al 01 8000 555 111, o entra en https://ayuda.example.org/reportar.
