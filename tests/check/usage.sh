#!/bin/sh
# SPDX-License-Identifier: MIT
# usage.sh CHASQUICTL WORK: the command line itself: what `new` writes checks clean, what a single file shows, and the exit
# statuses that scripts rely on (0 done, 1 errors in the input, 2 wrong usage, 3 the machine).
set -eu

chasquictl=$1
work=$2
here=$(cd "$(dirname "$0")" && pwd)
rm -rf "$work"
mkdir -p "$work"
cd "$work"
unset LC_ALL LC_MESSAGES LANG || :
bad=0

# expect STATUS WHAT COMMAND...: output goes to out and err.
expect() {
    want=$1
    what=$2
    shift 2
    status=0
    "$@" >out 2>err || status=$?
    [ "$status" = "$want" ] && return
    echo "$what: exit status $status, not $want"
    cat out err
    bad=1
}

# says FILE TEXT
says() {
    grep -qF -- "$2" "$1" && return
    echo "$1 does not say: $2"
    cat "$1"
    bad=1
}

silent() {
    [ -s "$1" ] || return 0
    echo "$1 should be empty:"
    cat "$1"
    bad=1
}

expect 0 'new' "$chasquictl" new --country PE --date 2026-11-22 mi-escuela
says out 'mi-escuela: written'
says mi-escuela/pack.yaml 'id: mi-escuela'
says mi-escuela/pack.yaml 'country: PE'
says mi-escuela/channels.yaml 'valid_until: 2027-11-22'
expect 0 'a new pack' "$chasquictl" check --date 2026-11-22 mi-escuela
silent out
says err 'mi-escuela: in order: 2 messages, 1 quiz, 1 story, 1 channel, languages es en'
# Nobody has compared its channel's sources yet.
expect 1 'a new pack, before it goes out' "$chasquictl" check --release --date 2026-11-22 mi-escuela
says out '[release-sources]'
says out '[release-confirmed]'
says out '[release-reviewed]'
says out '[channel-no-emergency]'
! grep -q '[0-9][0-9][0-9]' mi-escuela/messages/* mi-escuela/quizzes/* || {
    echo 'the template has a number in a text'
    bad=1
}

expect 2 'new in a folder that is not empty' "$chasquictl" new mi-escuela
says err "isn't empty"
mkdir 'Nombre con espacios'
expect 0 'new in an empty folder' "$chasquictl" new --date 2024-02-29 'Nombre con espacios'
says 'Nombre con espacios/pack.yaml' 'id: mi-paquete'
says 'Nombre con espacios/channels.yaml' 'valid_until: 2025-02-28'
expect 0 'a country still to be chosen' "$chasquictl" check --date 2024-02-29 'Nombre con espacios'
says out '[country-placeholder]'
expect 3 'new below nothing' "$chasquictl" new nada/aqui
expect 2 'new on a file' "$chasquictl" new mi-escuela/pack.yaml
expect 2 'a country that is none' "$chasquictl" new --country Peru otra
[ ! -e otra ] || {
    echo 'new made a folder although it was refused'
    bad=1
}

# One file: only what is wrong in it, named from wherever one stands.
cp -R "$here/base" roto
printf -- '---\ntopic: feelings\naudience: [teens]\nchannels: [linea]\n---\n# Menores\n\nTexto.\n' >roto/messages/dos.es.md
printf '# Two\n\nCall 555 0100.\n' >roto/messages/dos.en.md
expect 1 'a pack with errors' "$chasquictl" check --date 2026-11-22 roto
says out 'roto/messages/dos.es.md:6:3: error: '
says err '2 errors in 2 files'
expect 1 'a file with errors' "$chasquictl" check --date 2026-11-22 roto/messages/dos.en.md
says out 'roto/messages/dos.en.md:3:6: error: '
says err '1 error in 1 file'
expect 0 'a file in order' "$chasquictl" check --date 2026-11-22 roto/messages/uno.es.md
silent out
says err 'roto/messages/uno.es.md: in order'
expect 1 'a folder in a pack' "$chasquictl" check --date 2026-11-22 roto/messages
says err '2 errors in 2 files'
expect 0 'another folder in it' "$chasquictl" check --date 2026-11-22 roto/quizzes/
(cd roto/messages && expect 1 'a file beside one' "$chasquictl" check --date 2026-11-22 dos.es.md &&
    says out '../messages/dos.es.md:6:3: error: ' && rm out err && exit "$bad") || bad=1
cp -R "$here/base-es" lleno
awk 'BEGIN {
    print "---\ntopic: feelings\naudience: [teens]\nchannels: [linea]\n---\n# Hola\n"
    for (i = 0; i < 50; i++) print "menores menores menores menores menores menores menores menores menores menores\n"
}' >lleno/messages/a.es.md
cp lleno/messages/a.es.md lleno/messages/b.es.md
cp lleno/messages/a.es.md lleno/messages/c.es.md
expect 1 'more problems than are kept' "$chasquictl" check --date 2026-11-22 lleno
says err '1500 errors in 2 files'
says err '(500 more are not shown: mend these first)'
expect 1 'one file of so many' "$chasquictl" check --date 2026-11-22 lleno/messages/uno.es.md
says err 'lleno has more than 1000 problems; mend those first'
expect 1 'two packs' "$chasquictl" check --date 2026-11-22 mi-escuela roto
says err 'mi-escuela: in order'
says err '2 errors in 2 files'
expect 1 'JSON' "$chasquictl" check --format=json --date 2026-11-22 roto
says out ' {"path": "roto/messages/dos.en.md", "line": 3, "column": 6, "severity": "error", "code": "number-unknown", "message": "'
expect 0 'JSON of nothing' "$chasquictl" check --format=json --date 2026-11-22 mi-escuela
says out '[]'

# The report: a picture's <desc> is counted, nouns in every language, a number word with its noun.
cp -R mi-escuela contada
sed -i 's,<desc>[^<]*</desc>,<desc>Two older girls\, a boy and his mother.</desc>,' contada/pictures/puerta.svg
printf -- '---\ntopic: family\naudience: [families]\nchannels: [oficina-de-la-escuela]\npicture: puerta.svg\n---\n# Tres niñas\n\n%s\n' \
    'Su papá, su mamá y un niño la esperan.' >contada/messages/familia.es.md
expect 0 'a report' "$chasquictl" report contada
silent err
says out 'message/familia                             70     ·     ·  |     2     1     ·     1     ·     ·  |     3     1     ·     1     1     ·'
expect 0 'a report for a spreadsheet' "$chasquictl" report --format=csv contada
says out 'pack,item,language,audience,words,ease,ease_asked,pictures,pictures_described,shown_girl,shown_boy,'
says out 'mi-escuela,message/familia,es,families,9,,70,1,1,2,1,0,1,0,0,3,1,0,1,1,0'
! grep -q 'message/familia,en' out || {
    echo 'a language without a file is in the report'
    bad=1
}
sed -i '/<desc>/d' contada/pictures/puerta.svg
expect 0 'a picture that says nothing' "$chasquictl" report contada
says out "pictures don't say whom they show"
expect 1 'a report of what is broken' "$chasquictl" report roto
says err 'roto has problems'
expect 2 'a report of nothing' "$chasquictl" report
expect 2 'a report of what is not there' "$chasquictl" report no-existe
expect 2 'a report in no format' "$chasquictl" report --format=json contada

expect 1 'a folder that is no pack' "$chasquictl" check roto/../.
says out '[pack-yaml-missing]'
printf x >suelto
expect 2 'a file in no pack' "$chasquictl" check suelto
expect 2 'nothing there' "$chasquictl" check no-existe
says err 'no-existe: there is no such file or folder'
expect 2 'no argument' "$chasquictl" check
expect 2 'an unknown option' "$chasquictl" check --frmat=json roto
says err "chasquictl check: '--frmat=json' isn't an option here"
expect 2 'unknown letters' "$chasquictl" check --release -xy roto
says err "chasquictl check: '-x' isn't an option here"
expect 2 'a format that is none' "$chasquictl" check --format=xml roto
expect 2 'a date that is none' "$chasquictl" check --date 2026-02-30 roto
expect 2 'an option without its value' "$chasquictl" check roto --date
expect 2 'no subcommand' "$chasquictl"
expect 2 'an unknown subcommand' "$chasquictl" chek roto
expect 0 'help' "$chasquictl" --help
says out 'Usage: chasquictl'
expect 0 'help of check' "$chasquictl" check --help
says out '--release'
expect 0 'help of new' "$chasquictl" new --help
expect 0 'version' "$chasquictl" --version
says out 'chasquictl 0.'
if [ -w /dev/full ]; then
    status=0
    "$chasquictl" --help >/dev/full 2>err || status=$?
    [ "$status" = 3 ] || {
        echo "a full disk: exit status $status, not 3"
        bad=1
    }
fi

# The operator's PIN and the counts.
mkdir estado
# shellcheck disable=SC2317  # expect runs it
typed() {
    printf '%s\n' "$1" | "$chasquictl" pin --store estado
}
expect 0 'a PIN' typed 2580
says out 'the PIN is set'
! grep -rq 2580 estado || {
    echo 'the PIN is kept as it was typed'
    bad=1
}
expect 1 'a PIN that anybody would try' typed 1234
says err 'anybody would try that first'
expect 1 'a PIN of letters' typed abcd
expect 1 'no PIN' typed ''
expect 2 'a PIN where others can read it' "$chasquictl" pin --store estado 2580
expect 0 'no PIN any more' "$chasquictl" pin --store estado --remove
[ -z "$(ls estado)" ] || {
    echo 'pin --remove left something'
    bad=1
}
expect 3 'a PIN below nothing' "$chasquictl" pin --store nada </dev/null
expect 0 'no counts' "$chasquictl" stats --store estado
says out 'nothing has been counted yet'
printf '2026-11 colombia/message/uno opened 12 clear <10 not-clear 0\nunknown peru/quiz/dos opened <10 clear 0 not-clear 0\n' \
    >estado/counts.txt
expect 0 'counts' "$chasquictl" stats --store estado
says out 'date not known'
expect 0 'counts for a spreadsheet' "$chasquictl" stats --store=estado --format=csv
says out 'month,item,opened,clear,not_clear'
says out '2026-11,colombia/message/uno,12,<10,0'
says out ',peru/quiz/dos,<10,0,0'
expect 2 'counts in no format' "$chasquictl" stats --format=json
expect 3 'counts of nothing' "$chasquictl" stats --store nada

# The reader's language.
LC_ALL=es_PE.UTF-8
export LC_ALL
expect 0 'help in Spanish' "$chasquictl" check --help
says out 'Uso: chasquictl check'
expect 1 'problems in Spanish' "$chasquictl" check --date 2026-11-22 roto
says out 'no es el número de ningún canal'
says err '2 errores en 2 archivos'
expect 0 'order in Spanish' "$chasquictl" check --date 2026-11-22 mi-escuela
says err 'mi-escuela: en orden: 2 mensajes, 1 cuestionario, 1 historia, 1 canal, idiomas es en'
expect 2 'nothing there, in Spanish' "$chasquictl" check nohay
says err 'nohay: no existe ese archivo o carpeta'
expect 0 'counts in Spanish' "$chasquictl" stats --store estado
says out 'fecha desconocida'
expect 2 'wrong usage in Spanish' "$chasquictl" check
says err 'nombra la carpeta'

exit "$bad"
