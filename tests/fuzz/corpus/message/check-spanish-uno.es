---
picture: sol.svg
topic: feelings
audience: [children, teens]
channels: [linea, portal]
easy: Llama al 555 0199.
discuss: ¿Qué pasó el 31/12/2026, en 1999 o el 2026-11-22? ¿Y entre los 10-12 años, de 9.00-18.00?
---
# Puedes **pedir ayuda**

Llama al 01 8000 555 111 o al 1-4-2. También al 018000555112.

Marca 5**55** y ya está; hay ayuda las 24 horas, 24/7.
