---
topic: feelings
audience: [teens]
channels: [linea]
easy: "Mira C:\quizá"
---
# Puedes pedir ayuda

Hay quien te escucha.
