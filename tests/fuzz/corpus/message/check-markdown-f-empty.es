---
topic: feelings
audience: [teens]
channels: [linea]
---
# Título
