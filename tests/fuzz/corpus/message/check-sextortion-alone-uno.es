---
topic: pressure
audience: [teens]
channels: [linea]
---
# Sobre la sextorsión

La sextorsión se puede contar.
