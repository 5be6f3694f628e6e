#!/bin/sh
# SPDX-License-Identifier: MIT
# minisign.sh CHASQUICTL WORK: minisign itself verifies what we sign, signs with our keys and opens them; we take what it signs,
# and its keys. (Debian's package.)
set -eu

chasquictl=$1
work=$2
here=$(cd "$(dirname "$0")" && pwd)
command -v minisign >/dev/null || {
    echo 'minisign is not installed; skipped'
    exit 77
}
rm -rf "$work"
mkdir -p "$work"
cd "$work"
cp -R "$here/../check/base" pack
date=2026-11-22
LC_ALL=C
export LC_ALL

must() {
    "$@" >out 2>&1 && return
    echo "$* failed:"
    cat out
    exit 1
}
must_not() {
    ! "$@" >out 2>&1 || {
        echo "$* should have failed"
        exit 1
    }
}
unpack() {
    rm -rf unpacked
    mkdir unpacked
    python3 -m zipfile -e "$1" unpacked
}
# apply KEY SERIAL: a list of keys that minisign signs, and we take or not
apply() {
    printf '# chasqui-keys 1\n# serial %s\n' "$2" >l.keys
    minisign -S -H -s "$1.key" -m l.keys -t 'una lista' >/dev/null
    "$chasquictl" trust --trust t apply l.keys
}

# Keys without a password: ours, and theirs.
must "$chasquictl" keygen red --no-password
must minisign -G -W -p suya.pub -s suya.key
for key in red suya; do
    must "$chasquictl" pack pack -o $key.chasqui --key $key.key --date $date
    unpack $key.chasqui
    must minisign -V -H -p $key.pub -m unpacked/MANIFEST
    grep -q 'Trusted comment: chasqui base 1' out || {
        cat out
        exit 1
    }
    must "$chasquictl" trust --trust t add $key.pub
done
must apply red 1
must apply suya 2
must_not minisign -V -H -p red.pub -m unpacked/MANIFEST

# minisign makes the same public key of our secret one.
must minisign -R -s red.key -p again.pub
[ "$(sed -n 2p again.pub)" = "$(sed -n 2p red.pub)" ]

# A folder that minisign signed.
must "$chasquictl" pack pack --manifest-only --date $date
must minisign -S -H -s suya.key -m pack/MANIFEST
must "$chasquictl" pack pack -o suya2.chasqui --date $date
unpack suya2.chasqui
must minisign -V -H -p suya.pub -m unpacked/MANIFEST
cmp pack/MANIFEST unpacked/MANIFEST
(cd pack && sha256sum --check --strict --quiet MANIFEST)
# The MANIFEST of today stays, with its signature; a change does away with both.
must "$chasquictl" pack pack --manifest-only --date $date
[ -e pack/MANIFEST.minisig ]
sed -i 's/^version: .*/version: 2/' pack/pack.yaml
must_not "$chasquictl" pack pack -o no.chasqui --date $date
grep -q '\[manifest-id\]' out
must "$chasquictl" pack pack --manifest-only --date $date
[ ! -e pack/MANIFEST.minisig ]
# An old signature, not prehashed.
must minisign -S -l -s suya.key -m pack/MANIFEST
must_not "$chasquictl" pack pack -o no.chasqui --date $date
grep -q '\[signature-legacy\]' out
[ ! -e no.chasqui ]
rm pack/MANIFEST.minisig

# Keys with a password, each opened by the other. scrypt wants 1 GiB for each, as minisign has it.
free=$(awk '/^MemAvailable/ { print int($2 / 1024) }' /proc/meminfo)
[ "$free" -gt 1300 ] || {
    echo 'less than 1300 MiB free: keys with a password are left out'
    exit 0
}
printf 'cajón\n' >password
must "$chasquictl" keygen guardada <password
must minisign -S -H -s guardada.key -m pack/MANIFEST <password
must minisign -V -H -p guardada.pub -m pack/MANIFEST
cat password password >twice
must minisign -G -p suya-guardada.pub -s suya-guardada.key <twice
must "$chasquictl" pack pack -o guardada.chasqui --key suya-guardada.key --date $date <password
unpack guardada.chasqui
must minisign -V -H -p suya-guardada.pub -m unpacked/MANIFEST
must_not "$chasquictl" pack pack -o no.chasqui --key guardada.key --date $date </dev/null
[ ! -e no.chasqui ]
