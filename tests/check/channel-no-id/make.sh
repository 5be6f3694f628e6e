#!/bin/sh
# SPDX-License-Identifier: MIT
# One channel's id can't be read: it may be the one that items name. An item that names only channels that are there is
# judged as ever.
set -eu
sed 's/- id: linea/- id: Línea/' channels.yaml >new
mv new channels.yaml
printf -- '---\ntopic: feelings\naudience: [teens]\nchannels: [portal]\n---\n# Hola\n\nLlama al 01 8000 555 111.\n' >messages/dos.es.md
printf '# Hello\n\nOne.\n' >messages/dos.en.md
printf -- '---\ntopic: feelings\naudience: [teens]\nchannels: [linea]\n---\n# Hola\n\nLlama al 01 8000 555 111.\n' >messages/tres.es.md
printf '# Hello\n\nOne.\n' >messages/tres.en.md
