#!/bin/sh
# SPDX-License-Identifier: MIT
set -eu
mkdir words
sed 's/^home: .*/home: Llama al 01 8000 555 111, en 2026/' "$CHECKOUT/assets/words/es.yaml" > words/qu.yaml
