#!/bin/sh
# SPDX-License-Identifier: MIT
set -eu
{
    printf -- '---\ntopic: feelings\naudience: [teens]\nchannels: [linea]\n---\n# T\303\255tulo\n\n'
    awk 'BEGIN { for (i = 0; i < 250; i++) printf "mucho "; print ""; for (i = 0; i < 70; i++) printf "\n- punto\n" }'
} > messages/uno.es.md
{
    printf -- '---\ntopic: feelings\naudience: [teens]\nchannels: [linea]\n---\n# T\303\255tulo\n\n'
    awk 'BEGIN { for (i = 0; i < 30000; i++) print "mucho mucho mucho" }'
} > messages/dos.es.md
