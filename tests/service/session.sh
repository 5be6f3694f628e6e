#!/bin/sh
# SPDX-License-Identifier: MIT
# session.sh SESSION: what the service starts says what a machine lacks, and becomes cage or the kiosk with what they need. The
# machine is a folder, and the programs only tell how they were started.
set -eu

session=$(CDPATH='' cd -- "$(dirname -- "$1")" && pwd -P)/chasqui-session
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
cd "$work"
export LC_ALL=C
unset LIBSEAT_BACKEND WATCHDOG_PID WLR_RENDERER SDL_VIDEODRIVER NOTIFY_SOCKET RUNTIME_DIRECTORY
bad=0
as_user=
[ "$(id -u)" -ne 0 ] || as_user='setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=+dac_override --ambient-caps=+dac_override'

complain() {
    echo "session.sh: $*"
    sed 's/^/    /' said
    bad=1
}

# start WANTED-STATUS [VARIABLE=VALUE]... [OPTION]...: what it says is in the file `said`.
start() {
    wanted=$1
    shift
    status=0
    # shellcheck disable=SC2086  # several words
    $as_user env PATH="$work/bin" "$@" >said 2>&1 || status=$?
    [ "$status" -eq "$wanted" ] || complain "$*: ended with $status instead of $wanted"
}

says() {
    grep -qF -- "$1" said || complain "nothing says: $1"
}
says_not() {
    ! grep -qF -- "$1" said || complain "something says: $1"
}

mkdir -p bin whole/sys/class/drm/card0-HDMI-A-1 whole/dev/input whole/run whole/usr/share/fonts/truetype/dejavu
for program in cage chasqui; do
    cat >bin/$program <<X
#!/bin/sh
echo "I am $program"
for word in "\$@"; do echo "word: \$word"; done
echo "runtime: \${XDG_RUNTIME_DIR-} home: \${HOME-} video: \${SDL_VIDEODRIVER-} renderer: \${WLR_RENDERER-} watchdog: \${WATCHDOG_PID-none}/\${WATCHDOG_USEC-none} seat: \${LIBSEAT_BACKEND-none}"
echo "cursors: \${XCURSOR_PATH-none}"
X
done
echo '#!/bin/sh' >bin/Xwayland
chmod 755 bin/*
echo connected >whole/sys/class/drm/card0-HDMI-A-1/status
echo x >whole/dev/input/event0
echo x >whole/run/seatd.sock
chmod 666 whole/run/seatd.sock
echo x >whole/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf
echo 'volume: 10' >plain.yaml

# A machine that has everything: silence, and cage.
start 0 WATCHDOG_PID=1 WATCHDOG_USEC=9 RUNTIME_DIRECTORY=/run/x "$session" --config plain.yaml --root whole
says 'I am cage'
says_not 'chasqui-session:'
says_not 'word: -r'
says_not 'word: -s'
printf 'word: --\nword: chasqui\nword: run\nword: --config\nword: plain.yaml\n' >wanted
grep '^word' said | cmp -s - wanted || complain 'cage was started with other words'
says 'runtime: /run/x home: /run/x video: x11 renderer: pixman watchdog: none/9 seat: seatd'

# No arrow: the theme's one cursor is a clear pixel.
mkdir -m 777 runtime
start 0 RUNTIME_DIRECTORY="$work/runtime" "$session" --config plain.yaml --root whole
says "cursors: $work/runtime/icons"
for name in left_ptr default; do
    [ "$(od -An -N4 -c "runtime/icons/default/cursors/$name" | tr -d ' ')" = Xcur ] || complain "$name is no cursor"
    [ "$(wc -c <"runtime/icons/default/cursors/$name")" -eq 68 ] || complain "$name has another size"
done

# cage's -r turns to the left.
for row in 90:3 180:2 270:1; do
    echo "rotation: ${row%:*}" >turned.yaml
    start 0 "$session" --config turned.yaml --root whole
    [ "$(grep -cx 'word: -r' said)" -eq "${row#*:}" ] || complain "rotation: ${row%:*} gives cage another number of -r"
done

echo 'session: kmsdrm' >bare.yaml
start 0 WATCHDOG_PID=1 "$session" --config bare.yaml --root whole
says 'I am chasqui'
says 'video: kmsdrm'
says 'watchdog: none'
says_not 'chasqui-session:'
start 0 "$session" --config bare.yaml --root whole --session=cage
says 'I am cage'
start 0 "$session" --config turned.yaml --root whole --session=kmsdrm
says 'I am chasqui'
says "can't be turned"

# What is missing is said. Without touch there are still posters; without these there is nothing.
mkdir -p naked
start 3 "$session" --config none.yaml --root naked
says 'there are no letters'
says 'knows of no screen'
says_not 'I am'
rm bin/Xwayland
start 3 "$session" --config none.yaml --root whole
says 'install xwayland'
mv bin/cage cage
start 3 "$session" --config none.yaml --root whole
says 'cage is not installed'
mv cage bin/cage
echo '#!/bin/sh' >bin/Xwayland
chmod 755 bin/Xwayland

echo disconnected >whole/sys/class/drm/card0-HDMI-A-1/status
rm whole/dev/input/event0
start 0 "$session" --config none.yaml --root whole
says 'no screen is plugged in'
says 'nothing to touch'
says 'I am cage'
start 0 LC_ALL=es_PE.UTF-8 "$session" --config none.yaml --root whole
says 'no hay ninguna pantalla conectada'

# Nobody hands over the screen.
rm whole/run/seatd.sock
start 0 "$session" --config none.yaml --root whole
says 'install seatd'
says 'seat: none'
says 'I am cage'
start 0 "$session" --config bare.yaml --root whole
says_not seatd
echo x >whole/run/seatd.sock
chmod 666 whole/run/seatd.sock

# The known trap: the keys are there, and whoever starts it may not read them. (With the rights of root nothing is forbidden.)
echo x >whole/dev/input/event0
chmod 0 whole/dev/input/event0
chmod 0 whole/run/seatd.sock
if [ -n "$as_user" ]; then
    chmod -R a+rX .
    chmod 0 whole/dev/input/event0 whole/run/seatd.sock
    cp "$session" bin/chasqui-session
    session=$work/bin/chasqui-session
    with_rights=$as_user
    as_user="$(command -v setpriv) --reuid=65534 --regid=65534 --clear-groups"
fi
start 0 "$session" --config none.yaml --root whole
says 'usermod -aG video chasqui'
start 0 "$session" --config bare.yaml --root whole
says 'usermod -aG input chasqui'
says 'I am chasqui'
as_user=${with_rights-}

start 2 "$session" --session=gnome
start 2 "$session" --config plain.yaml too many
start 0 "$session" --help
says '--session=cage|kmsdrm'
if [ -n "$as_user" ]; then
    as_user=
    start 3 "$session" --config none.yaml --root whole
    says 'refuses to run as root'
fi
exit "$bad"
