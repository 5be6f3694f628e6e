---
topic: pressure
audience: [teens]
channels: [linea]
easy: No es tu culpa. Nunca es tu culpa. La culpa no es tuya.
discuss: ¿Por qué alguien siente que es su culpa?
---
# Tú tienes la culpa

Es tu culpa. Fue tu culpa. Debiste decir que no. Nada de esto es tu culpa, ni fue tu culpa.

Quizá sientes que es tu culpa: no eres culpable. **Eres** culpable.
