# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2164,SC2016  # names and set -e are run.sh's
# A folder of trusted keys with something wrong in it, and keys that can't be added.
red=$(sed -n 's/.* //;1p' red.pub)
say 'no folder'
run trust --trust t
say 'keys that are left out'
mkdir t
cp red.pub t/red.pub
cp red.pub t/roja.pub
echo 'no es una clave' >t/notas.pub
cp otra.pub "t/$(printf 'x\033[2J').pub"
run trust --trust t
rm t/roja.pub t/notas.pub t/x*
say 'keys that are not added'
run trust --trust t add red.pub
run trust --trust t add red.key
cp otra.pub "$(printf 'y\033').pub"
run trust --trust t add "$(printf 'y\033').pub"
cp otra.pub t2.pub
mkdir otro
cp otra.pub otro/red.pub
run trust --trust t add otro/red.pub
run trust --trust t add no-existe.pub
say 'revoked'
run trust --trust t revoke "$red" 'se la robaron'
run trust --trust t revoke "$red" 'se la robaron'
run trust --trust t revoke 12345 nada
run trust --trust t
rm t/red.pub
run trust --trust t add red.pub
run trust --trust t
say 'a revocation that can not be read'
echo "$red" >t/revoked
run trust --trust t
echo 'red fue robada' >>t/revoked
run trust --trust t
rm t/revoked
mkdir t/revoked
run trust --trust t
