#!/bin/sh
# SPDX-License-Identifier: MIT
# keygen.sh CHASQUICTL WORK: a pair of keys: who may read which file, what is never written over, and passwords at a terminal.
set -eu

chasquictl=$1
work=$2
rm -rf "$work"
mkdir -p "$work"
cd "$work"
LC_ALL=C
export LC_ALL
bad=0

expect() {
    want=$1
    what=$2
    shift 2
    status=0
    "$@" >out 2>err </dev/null || status=$?
    [ "$status" = "$want" ] && return
    echo "$what: exit status $status, not $want"
    cat out err
    bad=1
}

umask 0
expect 0 'a pair' "$chasquictl" keygen red --no-password
[ "$(stat -c %a red.key) $(stat -c %a red.pub)" = '600 644' ] || {
    echo "modes: $(stat -c '%a %n' red.key red.pub)"
    bad=1
}
grep -qF "$(sed -n 2p red.pub)" out || {
    echo 'the public key is not shown'
    bad=1
}
! grep -qF "$(sed -n 2p red.key)" out err || {
    echo 'the secret key is shown'
    bad=1
}
cp red.key before
expect 2 'a key that is there' "$chasquictl" keygen red --no-password
rm red.pub
expect 2 'a secret key that is there' "$chasquictl" keygen red --no-password
cmp red.key before || bad=1
ln -s nowhere otra.key
expect 2 'a link that leads nowhere' "$chasquictl" keygen otra --no-password
# shellcheck disable=SC2015
if [ ! -L otra.key ] || [ -e nowhere ] || [ -e otra.pub ]; then
    echo 'a link was followed'
    bad=1
fi
touch media.pub
expect 2 'half a pair' "$chasquictl" keygen media --no-password
[ ! -e media.key ] || {
    echo 'half a pair was written'
    bad=1
}
mkdir sub
expect 0 'in a folder' "$chasquictl" keygen sub/red --no-password
expect 3 'in no folder' "$chasquictl" keygen no-existe/red --no-password
expect 2 'no name' "$chasquictl" keygen
expect 2 'a name that can not be shown' "$chasquictl" keygen "$(printf 'a\033[2J')" --no-password
expect 2 'a hidden name' "$chasquictl" keygen .red --no-password
expect 1 'no password' "$chasquictl" keygen sin
[ ! -e sin.key ] || {
    echo 'a key without a password was written'
    bad=1
}

# At a terminal: asked twice, nothing echoed, and nothing written when the two differ.
python3 - "$chasquictl" <<'EOP' || bad=1
import os, pty, sys, time
pid, fd = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], [sys.argv[1], "keygen", "terminal"])
seen = b""
def until(text):
    global seen
    while text not in seen:
        piece = os.read(fd, 1000)
        assert piece, seen
        seen += piece
until(b"new key: ")
os.write(fd, b"uno\n")
until(b"again: ")
os.write(fd, b"dos\n")
try:
    while piece := os.read(fd, 1000):
        seen += piece
except OSError:
    pass
status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
assert status == 1 and b"two different passwords" in seen, (status, seen)
assert b"uno" not in seen and b"dos" not in seen, seen
assert not os.path.exists("terminal.key")
EOP
exit "$bad"
