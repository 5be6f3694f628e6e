# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2164,SC2016  # names and set -e are run.sh's
# A folder whose MANIFEST is not, or no longer, that of its files.
date=2026-11-22
run pack pack -o out.chasqui --date $date
run pack pack --manifest-only --date $date
cp pack/MANIFEST good
zeros=$(printf '%064d' 0)

# with SED: the good MANIFEST changed
with() {
    say "$1"
    sed "$1" good >pack/MANIFEST
    run pack pack -o out.chasqui --date $date
}

with '1s/1$/2/'
with '1s/chasqui/kiosk/'
with '2d'
with '3s/ 1$/ 01/'
with '4s/  / /'
with '5s/$/ /'
with '5s,  .*,  ../../etc/passwd,'
with '5p'
with '4{h;d};5{G}'
with '2s/id .*/id otro/'
with '3s/[0-9]*$/77/'
with "5s/^.\\{64\\}/$zeros/"
with '6d'
with "/sol.svg/a $zeros  pictures/zz.png"

say 'more lines than a pack has files'
{
    head -n 3 good
    yes '' | head -n 100001
} >pack/MANIFEST
run pack pack -o out.chasqui --date $date

say 'cut in the middle of a line'
head -c 300 good >pack/MANIFEST
run pack pack -o out.chasqui --date $date
[ ! -e out.chasqui ]
