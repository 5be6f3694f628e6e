#!/bin/sh
# SPDX-License-Identifier: MIT
set -eu
{
    printf ':: StoryTitle\nMucho\n\n:: Chasqui\ntopic: friends\naudience: [teens]\nchannels: [linea]\n\n:: Start\n'
    awk 'BEGIN {
        for (i = 0; i < 250; i++) printf "mucho "
        print "\n\n[[p1]]\n"
        for (i = 1; i <= 100; i++) printf ":: p%d\nSigue.\n\n[[p%d]]\n\n", i, i + 1
        print ":: p101 [help]\nFin."
    }'
} > stories/uno.es.twee
