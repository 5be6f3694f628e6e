---
topic: feelings
audience: [children, teens]
channels: [linea]
---
# Hola ☎ Ђ ا

Un lugar 𒀀 donde 𓀀 alguien escucha.

- Comillas “así” y ’así’, — y … y ꞌ
