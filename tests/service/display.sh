#!/bin/sh
# SPDX-License-Identifier: MIT
# display.sh FILTER UNIT CHASQUI PACK WORK: the first poster, every pixel of it, as the service shows it: under cage through
# Xwayland, with no more system calls than UNIT lets through. Without a call that one of them needs the screen stays black.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
mkdir -p "$5"
python3 "$here/calls.py" "$2" >"$5.calls"
CHASQUI_UNDER="$1 $5.calls" exec "$here/../wayland/first_poster.sh" xwayland "$3" "$4" "$5"
