# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2164,SC2016  # names and set -e are run.sh's
# Lists of keys, signed by minisign itself.
red=$(sed -n 's/.* //;1p' red.pub)
otra=$(sed -n 's/.* //;1p' otra.pub)
otra_key=$(sed -n 2p otra.pub)

# list KEY SERIAL LINE...: l.keys, signed with KEY
list() {
    key=$1
    serial=$2
    shift 2
    printf '# chasqui-keys 1\n# serial %s\n' "$serial" >l.keys
    [ $# = 0 ] || printf '%s\n' "$@" >>l.keys
    minisign -S -H -s "$key.key" -m l.keys >/dev/null
    run trust --trust t apply l.keys
}

run trust --trust t add red.pub
say 'what is wrong with a list'
list red 5 'añade algo'
list red 5 "add $otra_key ../otra"
list red 1001
list red 18446744073709551615
list red 5 "revoke $red es la que firma"
list red 5 "add $otra_key red"
sed 's/keys 1/keys 2/' l.keys >m.keys
minisign -S -H -s red.key -m m.keys >/dev/null
run trust --trust t apply m.keys
{
    printf '# chasqui-keys 1\n# serial 5\n'
    for i in $(seq 100 355); do printf 'revoke 0000000000000%s x\n' "$i"; done
    printf 'revoke 1111111111111111 x\n'
} >m.keys
minisign -S -H -s red.key -m m.keys >/dev/null
run trust --trust t apply m.keys
say 'a rotation'
list red 5 "add $otra_key otra" '' '# why' 'revoke 0123456789abcdef se vendió el equipo'
run trust --trust t
say 'the same again, and one before it'
list red 5 "add $otra_key otra"
list red 4
say 'the new key does away with the old'
list otra 6 "revoke $red ya no se usa"
list red 7 "revoke $otra venganza"
run trust --trust t
say 'a line that was cut off'
# shellcheck disable=SC2238
head -c 60 t/lists >short
cp short t/lists
run trust --trust t
