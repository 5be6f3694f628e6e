#!/bin/sh
# SPDX-License-Identifier: MIT
# installed.sh CHASQUI WRITE_INDEX CONTENT WORK: out of its index a pack shows exactly what its files show, in every scene of every
# tape; an index that is damaged, cut or missing is told, and the files are read.
set -eu

chasqui=$1 write_index=$2 content=$3 work=$4
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
rm -rf "$work"
mkdir -p "$work"
cd "$work"
bad=0
export LC_ALL=C

fail() {
    echo "$*"
    bad=1
}

for pack in colombia peru; do
    cp -R "$content/$pack" "$pack"
    "$write_index" "$pack" >/dev/null
    for tape in "$here/$pack"/*.tape; do
        case $tape in *year*) continue ;; esac # the same scenes, 200,000 times
        "$chasqui" replay "$tape" --pack "$content/$pack" --dump >files 2>&1 || fail "$tape: it ends badly"
        "$chasqui" replay "$tape" --pack "$pack" --installed --dump >index 2>&1 || fail "$tape: it ends badly with the index"
        cmp files index || fail "$tape: $pack differs out of its index"
    done
done

tape=$here/colombia/help.tape
[ -f "$tape" ] || tape=$(find "$here/colombia" -name '*.tape' ! -name '*year*' | sort | head -n 1)
"$chasqui" replay "$tape" --pack "$content/colombia" --dump >files 2>told
# told_and_same WHAT
told_and_same() {
    "$chasqui" replay "$tape" --pack colombia --installed --dump >index 2>told || fail "$1: it ends badly"
    cmp files index || fail "$1: another content"
    [ "$(cat told)" = "chasqui: colombia: its index is missing, damaged, or of another version; its files are read" ] || {
        fail "$1: it says"
        cat told
    }
}
cp colombia/INDEX whole
printf 'X' | dd of=colombia/INDEX bs=1 seek=500 conv=notrunc 2>/dev/null
told_and_same 'a damaged index'
head -c 1000 whole >colombia/INDEX
told_and_same 'a cut index'
printf 'X' | cat whole - >colombia/INDEX
told_and_same 'an index with more behind it'
: >colombia/INDEX
told_and_same 'an empty index'
rm colombia/INDEX
ln -s ../whole colombia/INDEX
told_and_same 'a link'
rm colombia/INDEX
told_and_same 'no index'
[ "$bad" = 0 ] && rm -rf "$work"
exit "$bad"
