#!/bin/sh
# SPDX-License-Identifier: MIT
# recommendations.sh CONTENT: the table of recommendations in CONTENT/README.md has no empty cell, and every item it names
# is in both campaigns.
set -eu
content=$1
table=$(grep '^| ' "$content/README.md" | tail -n +2)
status=0
[ "$(printf '%s\n' "$table" | wc -l)" -ge 12 ] || { echo "the table has lost rows"; status=1; }
if printf '%s\n' "$table" | grep -n '|  *|'; then
    echo "a cell is empty"
    status=1
fi
# Of what stands in code marks, only items are small letters and hyphens.
for id in $(printf '%s\n' "$table" | cut -d'|' -f3 | tr '\140' '\n' | grep -x '[a-z0-9]*-[a-z0-9-]*' | sort -u); do
    for country in colombia peru; do
        found=
        for file in "$content/$country"/*/"$id".es.*; do
            [ -e "$file" ] && found=$file
        done
        [ -n "$found" ] || { echo "$country has no $id"; status=1; }
    done
done
exit $status
