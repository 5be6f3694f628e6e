---
topic: feelings
audience: [teens]
channels: [portal]
---
# Puedes pedir ayuda

Llama al 01 8000 555 111.
