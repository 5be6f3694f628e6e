#!/bin/sh
# SPDX-License-Identifier: MIT
set -eu
long=$(awk 'BEGIN { for (i = 0; i < 250; i++) printf "mucho " }')
sed -i -e "s/^easy:.*/easy: $long/" -e "s/^discuss:.*/discuss: $long/" messages/uno.es.md
sed -i -e "s/es: L.nea.*/es: $long/" -e "s/es: Alguien.*/es: $long/" channels.yaml
sed -i -e "s/es: Base/es: $long/" -e "s/Nadie/$long/" pack.yaml
