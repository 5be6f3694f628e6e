---
topic: friends
audience: [teens]
channels: [linia, portal, escuela]
---
# Hola

Texto.
