#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh [--build DIR] [OPTION OF bench.py]... [ROW]...: Chasqui beside feh and Chromium; README.md tells the rest.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
root=$(CDPATH='' cd -- "$here/../.." && pwd -P)
build=$root/build
if [ "${1:-}" = --build ]; then
    build=$(CDPATH='' cd -- "$2" && pwd -P)
    shift 2
fi
work=$build/bench

# tool:package
for need in Xvfb:xvfb feh:feh chromium:chromium convert:imagemagick cc:build-essential python3:python3; do
    command -v "${need%%:*}" >/dev/null 2>&1 || {
        echo "bench: ${need%%:*} is missing: apt-get install ${need#*:}" >&2
        exit 3
    }
done
for header in Xlib.h extensions/XTest.h; do
    [ -e "/usr/include/X11/$header" ] || {
        echo "bench: X11/$header is missing: apt-get install libx11-dev libxtst-dev" >&2
        exit 3
    }
done
for program in chasqui chasquictl; do
    [ -x "$build/$program" ] || {
        echo "bench: $build/$program is not built: cmake --preset default && cmake --build --preset default" >&2
        exit 3
    }
done

mkdir -p "$work"
cc -O2 -o "$work/fbprobe" "$here/fbprobe.c" -lX11 -lXtst
sh "$here/make_posters.sh" "$work/posters"
for pack in loop still; do
    # A pack with an error shows fewer posters than the peers do.
    "$build/chasquictl" check "$work/posters/$pack" >"$work/check" || {
        cat "$work/check" >&2
        exit 1
    }
done
export PYTHONDONTWRITEBYTECODE=1
exec python3 "$here/bench.py" --work "$work" --chasqui "$build/chasqui" --chasquictl "$build/chasquictl" "$@"
