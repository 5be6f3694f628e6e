#!/bin/sh
# SPDX-License-Identifier: MIT
# recommendations.sh CONTENT: in CONTENT/README.md and its Spanish twin, the table of recommendations has no empty cell and
# every item it names is in both campaigns; both tables name the same.
set -eu
content=$1
status=0

# Of what stands in code marks, only items are small letters and hyphens.
items() {
    cut -d'|' -f3 | tr '\140' '\n' | grep -x '[a-z0-9]*-[a-z0-9-]*' | sort -u
}

for readme in README.md README.es.md; do
    table=$(grep '^| ' "$content/$readme" | tail -n +2)
    [ "$(printf '%s\n' "$table" | wc -l)" -ge 14 ] || { echo "$readme: the table has lost rows"; status=1; }
    if printf '%s\n' "$table" | grep -n '|  *|'; then
        echo "$readme: a cell is empty"
        status=1
    fi
    for id in $(printf '%s\n' "$table" | items); do
        for country in colombia peru; do
            found=
            for file in "$content/$country"/*/"$id".es.*; do
                [ -e "$file" ] && found=$file
            done
            [ -n "$found" ] || { echo "$readme: $country has no $id"; status=1; }
        done
    done
done
[ "$(grep '^| ' "$content/README.md" | items)" = "$(grep '^| ' "$content/README.es.md" | items)" ] || {
    echo "the two tables name different items"
    status=1
}
exit $status
