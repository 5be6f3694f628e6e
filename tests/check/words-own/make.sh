#!/bin/sh
# SPDX-License-Identifier: MIT
set -eu
mkdir words
cp "$CHECKOUT/assets/words/es.yaml" words/es.yaml
