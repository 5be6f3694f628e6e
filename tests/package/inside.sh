#!/bin/sh
# SPDX-License-Identifier: MIT
# inside.sh GIVEN, on the newborn system: the packages of the folder GIVEN are installed, used, and purged.
set -eu

given=$1
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
cd /

fail() {
    printf 'install: %s\n' "$*" >&2
    exit 1
}

apt_get() {
    apt-get -qq -y -o Dpkg::Use-Pty=0 "$@" >/tmp/apt.log 2>&1 || {
        tail -n 20 /tmp/apt.log >&2
        fail "apt-get $* failed"
    }
}

[ ! -e /usr/bin/cc ] || fail 'this system is not newborn: it has a compiler'
apt_get install --no-install-recommends "$given"/chasqui_*.deb "$given"/chasqui-speech_*.deb

echo 'install: the user, its folder, and nothing that starts by itself'
for group in video render input audio; do
    id -nG chasqui | grep -qw "$group" || fail "the user chasqui is not in the group $group"
done
[ "$(stat -c '%U:%G' /var/lib/chasqui)" = chasqui:chasqui ] || fail '/var/lib/chasqui is not the kiosk user'\''s'
[ "$(stat -c '%U:%a' /etc/chasqui/kiosk.yaml)" = root:644 ] || fail 'kiosk.yaml is not root'\''s alone to write'
[ ! -e /etc/systemd/system/multi-user.target.wants/chasqui.service ] || fail 'the service was enabled by itself'
# What the service runs in, for whoever doesn't choose another way to the screen.
for package in cage seatd xwayland; do
    dpkg-query -W -f '${Recommends}' chasqui | tr ',' '\n' | grep -qx " *$package" || fail "nothing brings $package"
done
[ -e /usr/share/bash-completion/completions/chasquictl ] || fail 'no completion'

echo 'install: the programs run'
chasqui --version
chasquictl check --release --date=2026-12-01 /usr/share/chasqui/content/colombia >/tmp/checked 2>&1 || {
    cat /tmp/checked
    fail 'the content that came with it is not in order'
}
chasqui render --pack /usr/share/chasqui/content/peru --out /tmp/pictures --size 1024x600 --lang es \
    --screen 'attract/*' >/tmp/rendered
[ -s "$(sed -n '1s/^[^ ]* //p' /tmp/rendered)" ] || fail 'render drew nothing'
# As the service's user, with its own folder: what is installed is found without an option, and a PIN set by root is the kiosk's.
printf '8391\n8391\n' | chasquictl pin --store /var/lib/chasqui >/tmp/pin 2>&1 || {
    cat /tmp/pin
    fail 'no PIN can be set'
}
[ "$(find /var/lib/chasqui -mindepth 1 ! -user chasqui | wc -l)" -eq 0 ] || fail 'what chasquictl pin wrote is not the kiosk'\''s'
status=0
setpriv --reuid=chasqui --regid=chasqui --init-groups chasqui run >/tmp/said 2>&1 || status=$?
{ [ "$status" -eq 3 ] && grep -q 'no display' /tmp/said; } || {
    cat /tmp/said
    fail "without a display it ended with $status"
}
echo 'vol: 3' >>/etc/chasqui/kiosk.yaml
setpriv --reuid=chasqui --regid=chasqui --init-groups chasqui run >/tmp/said 2>&1 || true
grep -q "^/etc/chasqui/kiosk.yaml:$(wc -l </etc/chasqui/kiosk.yaml):1: warning: there is no setting vol" /tmp/said || {
    cat /tmp/said
    fail 'a wrong key is not named with its line'
}
status=0
/usr/libexec/chasqui/chasqui-session >/tmp/said 2>&1 || status=$?
{ [ "$status" -eq 3 ] && grep -q 'cage is not installed' /tmp/said; } || {
    cat /tmp/said
    fail 'the session does not say that cage is missing'
}

echo 'install: purge'
mkdir -p /etc/chasqui/trusted.d
echo x >/etc/chasqui/trusted.d/school.pub
uid=$(id -u chasqui)
gid=$(id -g chasqui)
rm -rf "$given" /tmp/pictures
apt_get purge chasqui chasqui-speech
! getent passwd chasqui || fail 'the user is still there'
! getent group chasqui || fail 'the group is still there'
# A newborn system knows the name from nowhere else. What dpkg and apt write down of their work is theirs.
find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /var/log -o -path /var/cache/apt \) -prune -o \
    \( -name '*chasqui*' -o -uid "$uid" -o -gid "$gid" \) -print >/tmp/left
[ ! -s /tmp/left ] || {
    cat /tmp/left
    fail 'purge left something'
}
# passwd(5)'s tools keep the state before their last change in /etc/passwd- and its like.
if grep -rlI --exclude='*-' chasqui /etc /lib/systemd /usr/lib/systemd /var/lib/systemd 2>/dev/null; then
    fail 'purge left its name in a file'
fi
echo 'install: nothing is left'
