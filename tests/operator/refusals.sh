#!/bin/sh
# SPDX-License-Identifier: MIT
# refusals.sh CHASQUI OUT [WxH [MM]]: the screen of every refusal, in Spanish and in English, as pictures OUT/CODE.LANG.png.
# Their sentences come from src/base/codes/import.def; {holes} stay as they are written there.
set -eu
if [ $# -lt 2 ]; then
    echo "usage: tests/operator/refusals.sh BUILD/chasqui OUT [WxH [MM]]" >&2
    exit 2
fi
chasqui=$(realpath "$1")
out=$2
size=${3:-1920x1080}
mm=${4:-476}
root=$(dirname "$(realpath "$0")")/../..
codes=$root/src/base/codes/import.def
mkdir -p "$out"
out=$(realpath "$out")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -e "$codes" ] || {
    echo "there is no $codes yet" >&2
    exit 1
}

# CODE TAB EN TAB ES: of every DIAG_CODE its strings, those that stand side by side as one.
# shellcheck disable=SC2016  # awk's $
awk '
    /^[ \t]*\/\// { next }
    { all = all $0 "\n" }
    END {
        n = split(all, entry, "DIAG_CODE\\(")
        for (i = 2; i <= n; i++) {
            text = entry[i]; field = 0; value[1] = value[2] = value[3] = ""
            gap = ","
            while (match(text, /"([^"\\]|\\.)*"/)) {
                between = substr(text, 1, RSTART - 1)
                if (index(between, ",") || field == 0) field++
                piece = substr(text, RSTART + 1, RLENGTH - 2)
                gsub(/\\"/, "\"", piece)
                value[field] = value[field] piece
                text = substr(text, RSTART + RLENGTH)
            }
            if (field >= 3) printf "%s\t%s\t%s\n", value[1], value[2], value[3]
        }
    }' "$codes" >"$work/codes"

tab=$(printf '\t')
while IFS=$tab read -r code en es; do
    printf 'pack\t0\ta\ta\t1\tCO\ta\ta\ta\ta\tnew\t1\t1 0 0 0\nbegin\tplan\nrefused\t%s\t%s\t%s\n' "$code" "$en" "$es" >"$work/desk"
    for lang in es en; do
        "$chasqui" render --pack "$root/content/colombia" --desk "$work/desk" --screen operator/refused --lang "$lang" \
            --size "$size" --mm "$mm" --date 2026-11-27 --out "$work/pictures" >"$work/told"
        [ -s "$work/told" ] || {
            echo "$code: nothing was drawn" >&2
            exit 1
        }
        mv "$work/pictures/operator.refused.png" "$out/$code.$lang.png"
    done
done <"$work/codes"
