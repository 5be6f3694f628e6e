---
topic: feelings
audience: [teens]
channels: [linea, portal]
---
# Puedes pedir ayuda

Entra a https\://otra.example.com/x, a www.otra.example, o a otra-ayuda.org. Escribe a ayuda@otra.com o busca @ayuda_ya.

Aquí falta un espacio.es fácil de ver. Aquí también.Pero no es un enlace.
