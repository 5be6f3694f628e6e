---
topic: feelings
audience: [teens]
channels: [linea, portal]
easy: "Llama: 01-8000-555-111."
---
# Llama al 018000555111

Llama al 01 8000 555 111 (24 horas), al 01 (8000) 555-111 o entra a https://ayuda.example.org/reportar, o sea
ayuda.example.org. Tod@s pueden, chic@s también.
