#!/bin/sh
# SPDX-License-Identifier: MIT
# reproducible.sh CHASQUICTL WORK: the same folder and key give the same file, whatever the clock, the umask, the time zone, the
# language, the order on disk and what lies about; what is in it is what MANIFEST says; and what is refused leaves nothing.
set -eu

chasquictl=$1
work=$2
here=$(cd "$(dirname "$0")" && pwd)
rm -rf "$work"
mkdir -p "$work"
cd "$work"
cp "$here"/keys/* .
cp -R "$here/../check/base" one
date=2026-11-22
bad=0

fail() {
    echo "$*"
    bad=1
}

# refused STATUS WHAT ARGUMENT...
refused() {
    want=$1
    what=$2
    shift 2
    status=0
    "$chasquictl" "$@" >out 2>err </dev/null || status=$?
    [ "$status" = "$want" ] || {
        fail "$what: exit status $status, not $want"
        cat out err
    }
    # shellcheck disable=SC2015
    if [ -e no.chasqui ] || [ -e no.chasqui.new ]; then
        fail "$what: left a file"
    fi
}

mkdir one/sounds
printf 'RIFF$\000\000\000WAVEfmt \020\000\000\000\001\000\001\000@\037\000\000\200>\000\000\002\000\020\000data\000\000\000\000' >one/sounds/uno.es.wav
"$chasquictl" pack one -o one.chasqui --key red.key --date $date >out 2>&1 || {
    cat out
    exit 1
}

# Another copy of it, on another day, written in another order, with litter and notes.
mkdir two
(cd one && find . -type d | sort -r) | (cd two && xargs mkdir -p)
(cd one && find . -type f | sort -r) | while read -r file; do cat "one/$file" >"two/$file"; done
find two -exec touch -d 2001-02-03T04:05:06 {} +
chmod -R go-rwx two
chmod 400 two/pack.yaml
echo notes >two/README.md
echo litter >two/messages/._uno.es.md
echo litter >two/Thumbs.db
echo 'an old one' >two/MANIFEST
echo 'an old one' >two/MANIFEST.minisig
(umask 077 && LC_ALL=es_PE.UTF-8 TZ=Pacific/Kiritimati "$chasquictl" pack two/ -o two.chasqui --key red.key --date $date >/dev/null 2>&1)
cmp one.chasqui two.chasqui || fail 'the same folder gave another file'
(umask 0 && TZ=America/Bogota "$chasquictl" pack two -o two.chasqui --key red.key --date 2026-12-01 >/dev/null 2>&1)
cmp one.chasqui two.chasqui || fail 'the same folder gave another file on another day'
"$chasquictl" pack one -o otra.chasqui --key otra.key --date $date >/dev/null 2>&1
! cmp -s one.chasqui otra.chasqui || fail 'another key gave the same file'

# What is in it: exactly what MANIFEST names, MANIFEST and its signature first, the rest by path; all of it plain.
python3 - one.chasqui <<'EOP' || bad=1
import hashlib, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
names = [i.filename for i in z.infolist()]
manifest = z.read("MANIFEST").decode("ascii").splitlines()
assert manifest[:3] == ["# chasqui-manifest 1", "# id base", "# version 1"], manifest[:3]
listed = [line[66:] for line in manifest[3:]]
assert names == ["MANIFEST", "MANIFEST.minisig"] + listed, names
assert listed == sorted(listed) and len(set(listed)) == len(listed)
for info in z.infolist():
    assert info.compress_type == zipfile.ZIP_STORED and info.date_time == (1980, 1, 1, 0, 0, 0), info
    assert info.external_attr >> 16 == 0o100644, oct(info.external_attr >> 16)
for line in manifest[3:]:
    assert hashlib.sha256(z.read(line[66:])).hexdigest() == line[:64], line
assert b"trusted comment: chasqui base 1\n" in z.read("MANIFEST.minisig")
EOP
mkdir unpacked
python3 -m zipfile -e one.chasqui unpacked
(cd unpacked && sha256sum --check --strict --quiet MANIFEST) || fail 'sha256sum does not find MANIFEST in order'
rm unpacked/MANIFEST unpacked/MANIFEST.minisig
diff -r one unpacked || fail 'what was unpacked is not what was packed'

# Refused: what check refuses, what is no key, what is no folder, a disk that is full.
cp -R one spoiled
echo 'Llama al 555 0100.' >>spoiled/messages/uno.es.md
refused 1 'a pack with errors' pack spoiled -o no.chasqui --key red.key --date $date
grep -q 'spoiled/messages/uno.es.md:.*\[number-unknown\]' out || fail 'the errors are not named'
refused 1 'a key that is none' pack one -o no.chasqui --key red.pub --date $date
refused 3 'a key that is not there' pack one -o no.chasqui --key no-existe.key --date $date
refused 3 'a folder that is not there' pack no-existe -o no.chasqui --key red.key --date $date
refused 3 'a folder to write to that is not there' pack one -o no-existe/no.chasqui --key red.key --date $date
refused 2 'no file to write' pack one --key red.key
refused 2 'two folders' pack one two -o no.chasqui --key red.key
refused 2 'a manifest and a file' pack one -o no.chasqui --manifest-only
refused 2 'a date that is none' pack one -o no.chasqui --key red.key --date 2026-13-01
mkdir taken
refused 3 'a folder in its place' pack one -o taken --key red.key --date $date
[ ! -e taken.new ] || fail 'a folder in its place: left a file'
(
    ulimit -f 8
    trap '' XFSZ
    refused 3 'no room' pack one -o no.chasqui --key red.key --date $date
    exit "$bad"
) || bad=1
exit "$bad"
