#!/bin/sh
# SPDX-License-Identifier: MIT
set -eu
{
    printf '// title: Mucho\n// topic: pressure\n// audience: [teens]\n// channels: [linea]\n\n'
    awk 'BEGIN {
        for (i = 1; i <= 41; i++) printf "::p%d:: Pregunta {=S\303\255. #S\303\255. ~No. #Bueno.}\n\n", i
    }'
} > quizzes/uno.es.gift
{
    printf '// title: Largo\n// topic: pressure\n// audience: [teens]\n// channels: [linea]\n\n::a:: '
    awk 'BEGIN { for (i = 0; i < 80; i++) printf "mucho " }'
    printf '{=S\303\255. #S\303\255. ~No. #Bueno.}\n'
} > quizzes/dos.es.gift
