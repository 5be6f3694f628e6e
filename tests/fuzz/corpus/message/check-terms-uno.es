---
topic: pressure
audience: [teens]
channels: [linea]
easy: Nadie debe ver PORNOGRAFÍA   INFANTIL.
discuss: ¿Qué es el turismo sexual infantil?
---
# Los menores y la ley

Los hermanos menores también. Hay pedófilos y depredadores; hablan de prostitución infantil y de
material autogenerado.

> Una **niña prostituta** y un *menor
> de edad*.
