---
topic: friends
audience: [children]
channels: [linea]
easy: No hables con extraños.
---
# Ten **cuidado** con los desconocidos

A veces es alguien que conoces, y no una persona desconocida.
