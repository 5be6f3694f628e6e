---
topic: rest
audience: [teens]
channels: []
neutral: yes
---
# Una pausa

Toma un vaso de agua.
