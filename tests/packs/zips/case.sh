# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2164,SC2016  # names and set -e are run.sh's
# .chasqui files that no honest program wrote. Each is refused by its own reason, within two seconds and 256 MB.
mkdir trust
cp red.pub trust
echo text >t
head -c 300000 /dev/zero >big

# zip WHAT <SCRIPT: made, imported
zip() {
    say "$1"
    "$tools/zip_make" hostile.chasqui
    capped import --store store --trust trust --date 2026-11-22 hostile.chasqui
}

zip 'not even a ZIP' </dev/null
echo nothing >hostile.chasqui
capped import --store store --trust trust hostile.chasqui
zip 'out of the folder' <<'S'
../../etc/passwd t
S
zip 'out of the folder, further down' <<'S'
messages/../../x t
S
zip 'absolute' <<'S'
/etc/passwd t
S
zip 'a drive' <<'S'
C:/x t
S
zip 'backslashes' <<'S'
messages\x5cx.es.md t
S
zip 'a control character' <<'S'
messages/\x1b[2J.es.md t
S
zip 'NUL' <<'S'
pack.yaml\x00.exe t
S
zip 'not UTF-8' <<'S'
messages/\xe1.es.md t
S
zip 'an empty part' <<'S'
messages//x t
S
zip 'no name at all' <<'S'
 t
S
zip 'twice the same' <<'S'
pack.yaml t
pack.yaml t
S
zip 'the same but for capitals' <<'S'
pack.yaml t
PACK.yaml t
S
zip 'a link' <<'S'
pack.yaml t attr=0120777
S
zip 'a device' <<'S'
pack.yaml - attr=020666
S
zip 'a FIFO' <<'S'
messages/x.es.md - attr=010644
S
zip 'a folder with contents' <<'S'
messages/ t
S
zip 'a password' <<'S'
pack.yaml t flags=1
S
zip 'bzip2' <<'S'
pack.yaml t method=12
S
zip 'stored, and yet of two sizes' <<'S'
pack.yaml t size=100
S
zip 'a bomb' <<'S'
sounds/x.es.wav - zeros=100000000
S
zip 'many small bombs' <<'S'
messages/a.es.md - zeros=1000000
messages/b.es.md - zeros=1000000
messages/c.es.md - zeros=1000000
S
zip 'it says 1 MB, and unpacks to more' <<'S'
pack.yaml - zeros=5000000 size=1000
S
zip 'it says more than it unpacks to' <<'S'
pack.yaml t deflate=1 size=1000
S
zip 'deflated, but it is not' <<'S'
pack.yaml big method=8 size=300001
S
zip 'another name inside' <<'S'
pack.yaml t local=pack.yamL
S
zip 'a wrong sum' <<'S'
pack.yaml t crc=1
S
zip 'bytes that are shared' <<'S'
pack.yaml t
README.txt t at=0
messages/a.es.md t at=0
S
zip 'contents outside the file' <<'S'
pack.yaml t at=4000000000
S
zip 'a text of 4 GiB' <<'S'
pack.yaml t size=4294967295 packed=4294967295
S
zip 'a recording of 4 GiB' <<'S'
sounds/x.es.wav t size=4294967294 packed=4294967294
S
i=0
while [ $i -lt 25 ]; do
    echo "sounds/x$i.es.wav t size=200000000 packed=200000000"
    i=$((i + 1))
done | zip 'many large ones'
i=0
while [ $i -lt 120 ]; do
    echo "messages/x$i.es.md t size=1000000 packed=1000000"
    i=$((i + 1))
done | zip 'many long texts'
zip 'a million files' <<'S'
many 1000000
S
zip 'a million files that say they are few' <<'S'
many 1000000
end count=7
S
zip 'a hundred thousand and one, but for their number' <<'S'
many 100001
end count=65000
S
zip 'more in the directory than is said' <<'S'
pack.yaml t
messages/a.es.md t
end count=1
S
zip 'less' <<'S'
pack.yaml t
end count=2
S
zip 'folders in folders' <<'S'
a/b/c/d/e/f/g/h t
S
say 'a folder inside a file of a pack that is in order'
(
    cd pack
    find . -type f | sed 's,^\./,,;s,.*,& pack/&,'
    echo 'varios/notas.txt t'
) | zip 'notes of somebody'
[ ! -e store/current ] || cat store/current
find store -type f | LC_ALL=C sort
