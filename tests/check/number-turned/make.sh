#!/bin/sh
# SPDX-License-Identifier: MIT
set -eu
# U+200F, U+061C and U+200E: beside digits, where they turn them round, and away from digits.
head='---\ntopic: feelings\naudience: [teens]\nchannels: [linea]\n'
printf '%b---\n# Hola\n\nMarca 01 8000 555 1\342\200\2171\n' "$head" > messages/a.es.md
printf '%b---\n# Hola\n\nMarca \330\23411\n' "$head" > messages/b.es.md
printf '%beasy: "Son \\u200E22"\n---\n# Hola\n\nBien.\n' "$head" > messages/c.es.md
printf '%b---\n# Hola\n\nToma 1**&#x200F;**8 vasos.\n' "$head" > messages/d.es.md
printf '%b---\n# Hola\n\nUna\342\200\217 pausa de 8 minutos.\n' "$head" > messages/e.es.md
