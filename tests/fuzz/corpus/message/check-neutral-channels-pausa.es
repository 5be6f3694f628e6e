---
topic: rest
audience: [teens]
channels: [linea]
neutral: yes
---
# Una pausa

Toma un vaso de agua.
