---
topic: feelings
audience: [teens]
channels: [linea]
---
# Título

<b>Negrita</b> y `código` y [un enlace](https://x.example.org) y ![dibujo](x.png) y ~~tachado~~ y &foo; fin.

| a | b |
|---|---|
| c | d |

***
