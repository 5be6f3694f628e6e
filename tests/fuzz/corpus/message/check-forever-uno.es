---
topic: pressure
audience: [teens]
channels: [linea]
---
# Cuidado

Lo que subes queda en internet para siempre.
