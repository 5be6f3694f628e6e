#!/bin/sh
# SPDX-License-Identifier: MIT
# inside.sh CHECKOUT, on the newborn system: the README's two commands, then one again.
set -eu

checkout=$1
unset DISPLAY WAYLAND_DISPLAY
cd /

fail() {
    printf 'fresh: %s\n' "$*" >&2
    exit 1
}

# Runs setup.sh from another folder, keeps what it said in /tmp/said, and says how long it took.
setup() {
    start=$(date +%s)
    status=0
    sh "$checkout/packaging/setup.sh" "$@" >/tmp/said 2>&1 </dev/null || status=$?
    sed 's/^/    /' /tmp/said
    [ "$status" -eq 0 ] || fail "setup.sh $* ended with $status"
    printf 'fresh: setup.sh %s took %s s\n' "$*" "$(($(date +%s) - start))"
}

gallery_is_whole() {
    gallery=$checkout/build/gallery
    [ -s "$gallery/index.html" ] || fail "$gallery/index.html was not written"
    sed -n 's/.*<img [^>]*src="\([^"]*\)".*/\1/p' "$gallery/index.html" >/tmp/pictures
    [ -s /tmp/pictures ] || fail 'the index shows no picture'
    while IFS= read -r picture; do
        [ "$(head -c 8 "$gallery/$picture" | od -An -tx1 | tr -d ' \n')" = 89504e470d0a1a0a ] ||
            fail "$picture is in the index and is no PNG"
    done </tmp/pictures
    for campaign in colombia peru; do
        for lang in es en; do
            for size in 1920x1080 1080x1920; do
                grep -q "$campaign/$lang-$size/" /tmp/pictures || fail "no picture of $campaign, $lang, $size"
            done
        done
    done
    printf 'fresh: %s pictures\n' "$(wc -l </tmp/pictures)"
}

[ ! -e /usr/bin/cc ] || fail 'this system is not newborn: it has a compiler'

echo 'fresh: setup.sh run, on a system with nothing'
setup run
grep -q 'no display' /tmp/said || fail 'it did not say why there is no window'
gallery_is_whole

echo 'fresh: setup.sh test'
# But for what takes long and needs nothing that the others don't.
setup test --exclude-regex '^(walk/(colombia|peru|touches)|year/|packs/fault-|unit/(programs/test_office|pack/test_install)$)'
grep -q '^100% tests passed' /tmp/said || fail 'no line says that all tests passed'

echo 'fresh: setup.sh test, once more'
mkdir /tmp/watch
for tool in apt-get apt dpkg; do
    printf '#!/bin/sh\necho %s "$@" >>/tmp/watched\nexec /usr/bin/%s "$@"\n' "$tool" "$tool" >/tmp/watch/"$tool"
    chmod +x /tmp/watch/"$tool"
done
cksum /var/lib/dpkg/status /var/log/apt/history.log >/tmp/before
PATH=/tmp/watch:$PATH setup test --tests-regex '^unit/base/'
grep -q '^100% tests passed' /tmp/said || fail 'no line says that the tests passed'
! grep '^apt' /tmp/watched 2>/dev/null || fail 'a second run called apt again'
cksum /var/lib/dpkg/status /var/log/apt/history.log | cmp - /tmp/before || fail 'a second run changed the packages'
echo 'fresh: both commands work on a newborn system'
