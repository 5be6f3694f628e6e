---
topic: feelings
audience: [teens]
channels: [linea]
---
# Este título es tan largo que no cabe en ningún cartel por grande que sea la pantalla en la que se muestre

Texto.
