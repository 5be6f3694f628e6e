---
topic: pressure
audience: [teens]
channels: [linea]
discuss: ¿Por qué lo hiciste?
---
# No tuviste la culpa

Deberías haber dicho que no. ¿Por qué no dijiste nada? Te lo buscaste.
