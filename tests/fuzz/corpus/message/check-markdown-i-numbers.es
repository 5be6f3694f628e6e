---
topic: feelings
audience: [teens]
channels: [linea]
---
# Título

1. Uno
5. Cinco
