---
topic: action
audience: [teens]
channels: [linea]
easy: ¡Denuncia ya!
---
# La denuncia ya está hecha

Cuéntalo antes de que sea tarde. Nunca es tarde para contarlo.
