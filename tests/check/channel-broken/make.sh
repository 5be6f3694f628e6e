#!/bin/sh
# SPDX-License-Identifier: MIT
# The channel is left out for errors of its own; whoever names it isn't told that it doesn't exist, nor that its number is
# nobody's.
set -eu
sed 's/  kind: phone/  kind: telefono/; s/needs: \[emergency, talk, report\]/needs: []/' channels.yaml >new
mv new channels.yaml
printf -- '---\ntopic: feelings\naudience: [teens]\nchannels: [linea]\n---\n# Hola\n\nLlama al 01 8000 555 111.\n' >messages/dos.es.md
printf '# Hello\n\nCall 01 8000 555 111.\n' >messages/dos.en.md
