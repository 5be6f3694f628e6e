---
topic: feelings
audience: [teens]
channels:
	- linea
---
# Puedes pedir ayuda

Hay quien te escucha.
