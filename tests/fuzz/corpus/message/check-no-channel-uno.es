---
topic: feelings
audience: [teens]
---
# Puedes pedir ayuda

Hay quien te escucha.
