#!/bin/sh
# SPDX-License-Identifier: MIT
# speak.sh CHASQUI-SPEAK: asks, says, plays and hushes; what is answered and what is heard must be right.
set -eu

speak=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export SDL_AUDIODRIVER=disk SDL_DISKAUDIOFILE="$work/heard" SDL_DISKAUDIODELAY=0
bad=0

# expect NAME ANSWERS: what it answers to the lines of stdin, however long it takes.
expect() {
    mkfifo "$work/lines"
    count=$(printf '%s' "$2" | wc -w)
    rm -f "$work/heard"
    "$speak" <"$work/lines" >"$work/answers" 2>/dev/null &
    pid=$!
    exec 3>"$work/lines"
    cat >&3
    # Its input stays open until it has answered all.
    while kill -0 "$pid" 2>/dev/null && [ "$(wc -w <"$work/answers")" -lt "$count" ]; do :; done
    exec 3>&-
    wait "$pid" || {
        echo "$1: ended with status $?"
        bad=1
    }
    rm -f "$work/lines"
    [ "$(tr '\n' ' ' <"$work/answers")" = "$2 " ] && return
    echo "$1: $2 was expected, and this came: $(tr '\n' ' ' <"$work/answers")"
    bad=1
}

# Bytes of sound that aren't silence.
loud() {
    tr -d '\000' <"$work/heard" | wc -c
}

wav() {
    # PCM, so many channels and bits, 8 kHz, and a loud sample 4000 times; a LIST before the format is passed over.
    printf 'RIFF\000\000\000\000WAVELIST\004\000\000\000INFOfmt \020\000\000\000\001\000%b\000' "$1"
    printf '\100\037\000\000\200\076\000\000\002\000%b\000data\100\037\000\000' "$2"
    head -c 8000 /dev/zero | tr '\000' 'p'
}
wav '\0001' '\0020' >"$work/good.wav"
wav '\0001' '\0010' >"$work/eight-bits.wav"
wav '\0003' '\0020' >"$work/three-channels.wav"
head -c 30 "$work/good.wav" >"$work/short.wav"
ln -s good.wav "$work/link.wav"

printf 'has es\nhas es-PE\nhas sr-Cyrl\nhas zz\n' | expect 'voices' 'yes es yes es-PE yes sr-Cyrl no zz'
printf 'say 1 es 100 Nadie tiene derecho a presionarte.\n' | expect 'a sentence' 'said 1'
[ "$(loud)" -gt 20000 ] || {
    echo 'a sentence: nothing was heard'
    bad=1
}
printf 'say 2 es 0 Nadie tiene derecho a presionarte.\n' | expect 'no volume' 'said 2'
[ "$(loud)" = 0 ] || {
    echo 'no volume: something was heard'
    bad=1
}
printf 'say 3 zz 100 Hola\nsay 4 es 101 Hola\nsay 5\n' | expect 'what can not be said' 'lost 3 lost 4 lost 5'
printf 'play 6 100 %s\n' "$work/good.wav" | expect 'a recording' 'said 6'
[ "$(loud)" -ge 8000 ] || {
    echo 'a recording: nothing was heard'
    bad=1
}
printf 'play 7 100 %s\n' "$work/eight-bits.wav" "$work/three-channels.wav" "$work/short.wav" "$work/link.wav" \
    "$work/none.wav" "$work" | expect 'what can not be played' 'lost 7 lost 7 lost 7 lost 7 lost 7 lost 7'
{
    head -c 20000 /dev/zero | tr '\000' a
    printf '\nnonsense\nsay\nhas es\n'
} | expect 'nonsense' 'lost  yes es'
printf 'say 8 es 100 Nadie tiene derecho.\nhush\nhas en\n' | expect 'hushed' 'yes en'
exit "$bad"
