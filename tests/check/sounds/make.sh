#!/bin/sh
# SPDX-License-Identifier: MIT
set -eu
mkdir sounds
wav() {
    # A header of PCM with so many bits, and one second of silence.
    printf 'RIFF\144\126\000\000WAVEfmt \020\000\000\000\001\000\001\000\104\254\000\000\210\130\001\000\002\000'
    printf '%b\000data\100\126\000\000' "$1"
    head -c 22080 /dev/zero
}
wav '\0020' >sounds/uno.es.wav
wav '\0010' >sounds/uno.en.wav
wav '\0020' >sounds/nadie.es.wav
wav '\0020' >sounds/uno.fr.wav
printf 'ID3\004' >sounds/uno.es-PE.wav
