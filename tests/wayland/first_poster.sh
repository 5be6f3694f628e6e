#!/bin/sh
# SPDX-License-Identifier: MIT
# first_poster.sh wayland|x11 CHASQUI PACK WORK: starts the kiosk on a display server without a screen and waits until
# what the server shows is the picture that `chasqui render` makes of the loop's first poster, in every pixel.
# On failure WORK keeps both pictures, their difference and what the programs said.
set -eu

server=$1
chasqui=$2
pack=$3
work=$4
size=1280x720 # wlroots gives a headless output no other
look='--lang es --mm 476 --date 2026-12-01'
patience_s=30

fail() {
    printf 'first_poster: %s\n' "$*" >&2
    for said in "$work"/*.log; do
        [ -s "$said" ] && sed "s|^|${said##*/}: |" "$said" | tail -n 20 >&2
    done
    exit 1
}

needs() {
    command -v "$1" >/dev/null 2>&1 || fail "$1 is missing: apt-get install $2"
}

as_user=
server_pid=
kiosk_pid=
# Ends what was started, each with its group; after five seconds by force.
# shellcheck disable=SC2317  # called by trap
finish() {
    if [ -s "$runtime/kiosk" ]; then
        kiosk_pid=$(cat "$runtime/kiosk")
    fi
    for pid in $kiosk_pid $server_pid; do
        kill -s TERM -- "-$pid" 2>/dev/null || kill "$pid" 2>/dev/null || continue
        tries=50
        while [ "$tries" -gt 0 ] && [ -d "/proc/$pid" ]; do
            tries=$((tries - 1))
            sleep 0.1
        done
        kill -s KILL -- "-$pid" 2>/dev/null || kill -s KILL "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    rm -rf "$runtime"
}

# cage refuses root. nobody may read what root can, so that a checkout in root's home works too.
use_a_user() {
    [ "$(id -u)" -eq 0 ] || return 0
    as_user='setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=+dac_override --ambient-caps=+dac_override'
    chown 65534:65534 "$runtime"
}

start_wayland() {
    needs cage cage
    needs grim grim
    needs Xwayland xwayland
    use_a_user
    # shellcheck disable=SC2016,SC2086  # the variables are the inner shell's; several words each
    env -u DISPLAY -u WAYLAND_DISPLAY XDG_RUNTIME_DIR="$runtime" HOME="$runtime" WLR_BACKENDS=headless \
        WLR_LIBINPUT_NO_DEVICES=1 WLR_RENDERER=pixman SDL_VIDEODRIVER=wayland \
        setsid $as_user cage -- sh -c 'echo $$ >"$XDG_RUNTIME_DIR/kiosk"; exec "$@"' sh \
        "$chasqui" run --pack "$pack" $look >"$work/kiosk.log" 2>&1 &
    server_pid=$!
    show="$as_user env XDG_RUNTIME_DIR=$runtime WAYLAND_DISPLAY=wayland-0 grim -"
}

start_x11() {
    needs Xvfb xvfb
    needs import imagemagick
    : >"$runtime/display"
    setsid Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp -noreset 3>"$runtime/display" 2>"$work/server.log" &
    server_pid=$!
    tries=0
    until [ "$(wc -l <"$runtime/display")" -gt 0 ]; do
        tries=$((tries + 1))
        [ "$tries" -le 100 ] || fail 'Xvfb did not start'
        sleep 0.1
    done
    DISPLAY=:$(cat "$runtime/display")
    export DISPLAY
    # shellcheck disable=SC2086
    env -u WAYLAND_DISPLAY XDG_RUNTIME_DIR="$runtime" HOME="$runtime" SDL_VIDEODRIVER=x11 \
        setsid "$chasqui" run --pack "$pack" $look >"$work/kiosk.log" 2>&1 &
    kiosk_pid=$!
    show='import -window root png:-'
}

# How many pixels differ between what is shown now and the poster; fails when there is nothing to compare yet.
different_pixels() {
    $show >"$work/shown.png" 2>"$work/show.log" || return 1
    # compare ends with 1 when there is a difference, and tells how many on stderr.
    compare -metric AE "$work/poster.png" "$work/shown.png" "$work/difference.png" 2>"$work/count" || [ $? -eq 1 ] || return 1
    cut -d ' ' -f 1 "$work/count"
}

needs compare imagemagick
rm -rf "$work"
mkdir -p "$work"
runtime=$(mktemp -d)
chmod 700 "$runtime"
trap finish EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# shellcheck disable=SC2086
"$chasqui" render --pack "$pack" --out "$work/render" --size "$size" --screen 'attract/*' $look >"$work/rendered"
poster=$(sed -n '1s/^[^ ]* //p' "$work/rendered")
[ -s "$poster" ] || fail "render made no picture of a poster: $(cat "$work/rendered")"
cp "$poster" "$work/poster.png"
[ "$(identify -format '%k' "$work/poster.png")" -gt 16 ] || fail 'the poster is almost one colour: it proves nothing'

case $server in
wayland) start_wayland ;;
x11) start_x11 ;;
*) fail "no display server is called $server" ;;
esac
end=$(($(date +%s) + patience_s))
while [ "$(date +%s)" -lt "$end" ]; do
    kill -0 "${kiosk_pid:-$server_pid}" 2>/dev/null || fail 'the kiosk ended'
    different=$(different_pixels) || different='all'
    if [ "$different" = 0 ]; then
        echo "the first poster is on the $server screen, every pixel of it"
        exit 0
    fi
    sleep 0.2
done
fail "the first poster is not on the screen: $different pixels differ. See $work"
