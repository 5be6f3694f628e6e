---
topic: feelings
audience: [teens]
channels: [linea]
---
# Título

Texto.

# Otro

## Más abajo

- # Adentro

Texto
---
