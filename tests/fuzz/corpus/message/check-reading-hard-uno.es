---
picture: sol.svg
topic: feelings
audience: [children, professionals]
channels: [linea, portal]
seconds: 8
easy: Puedes pedir ayuda.
discuss: ¿Quién te escucha?
---
# Puedes **pedir ayuda**

Considerando la multiplicidad de circunstancias comunicacionales contemporáneas, las instituciones educativas correspondientes
recomiendan a cualquier estudiante la inmediata conversación con personas adultas responsables, independientemente de la
complejidad, características o antigüedad de la situación experimentada.
