---
topic: feelings
audience: [teens]
channels: [linea]
easy: "a\u202Eb"
---
# Puedes pedir ayuda

Hay quien te escucha.
