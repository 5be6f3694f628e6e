---
topic: feelings
audience: [teens]
channels: [portal]
---
# Puedes pedir ayuda

Hay quien te escucha.
