#!/bin/sh
# SPDX-License-Identifier: MIT
# days.sh CHASQUI CHASQUICTL WORK [WHAT]: some days of year.sh, which must be good; with WHAT (see days.c) lost or feigned,
# they must not be, and for that reason.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
what=${4-}
# Few tapes, so that what is kept of texts is known after two days; what grows then, grows.
YEAR_A_DAY=60 YEAR_EVERY=3 YEAR_TAPES=30
export YEAR_A_DAY YEAR_EVERY YEAR_TAPES
if [ -z "$what" ]; then
    exec sh "$here/year.sh" "$1" "$2" "$3" 24
fi
days=8
case $what in
memory) reason='grows: kiosk, heap' days=24 ;;
descriptors) reason='grows: descriptors' ;;
black) reason='the glass is black' ;;
stale) reason='was never shown' ;;
esac
if YEAR_LEAK=$what sh "$here/year.sh" "$1" "$2" "$3" $days >"$3.told" 2>&1; then
    echo "nothing was found: $what"
    cat "$3.told"
    exit 1
fi
cat "$3.told"
grep -q "$reason" "$3.told"
