---
topic: feelings
audience: [teens]
channels: [linea]
easy: {es: No, no es tu culpa}
---
# Puedes pedir ayuda

Hay quien te escucha.
