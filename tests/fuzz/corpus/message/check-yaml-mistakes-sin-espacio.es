---
topic: feelings
audience: [teens]
channels:[linea]
---
# Hola

Texto.
