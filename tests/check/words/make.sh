#!/bin/sh
# SPDX-License-Identifier: MIT
set -eu
# The words that the program ships, with a sentence missing, a hole misspelt and a sentence nobody asks for.
mkdir words
sed -e '/^home:/d' -e '/^page-of:/s/{pages}/{hojas}/' "$CHECKOUT/assets/words/es.yaml" > words/qu.yaml
echo 'lema: Alguien te escucha' >> words/qu.yaml
