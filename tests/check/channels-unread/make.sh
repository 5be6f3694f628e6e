#!/bin/sh
# SPDX-License-Identifier: MIT
# A colon in a name, as anybody would write it: no channel is known any more, and that is all there is to say.
set -eu
sed 's/es: Línea de ayuda/es: Línea: de ayuda/' channels.yaml >new
mv new channels.yaml
printf -- '---\ntopic: feelings\naudience: [teens]\nchannels: [linea, otra]\n---\n# Hola\n\nLlama al 555 0100 o entra a ayuda.example.org.\n' >messages/dos.es.md
printf '# Hello\n\nCall 555 0100.\n' >messages/dos.en.md
