---
topic: [feelings, friends]
audience: teens
channels: [linia, portal, nadie, otra-cosa]
seconds: 900
neutral: quizá
---
# Puedes pedir ayuda

Hay quien te escucha.
