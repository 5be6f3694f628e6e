---
topic: feelings
audience: [teens]
channels: [linea]
---
# Título

141\. Línea

141. Línea

1. Uno
5. Cinco

- a
  - b
    - c
      - d
        - e
          - f
