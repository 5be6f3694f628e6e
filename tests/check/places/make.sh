#!/bin/sh
# SPDX-License-Identifier: MIT
set -eu
# Names and kinds of entries that must not be there.
mkdir messages/a-folder.es.md
ln -s uno.es.md messages/b-link.es.md
mkfifo messages/c-fifo.es.md
ln -s /etc/passwd pictures/d.svg
rm stories/uno.es.twee && rmdir stories && : > stories
mkdir more && echo x > more/x.txt
echo x > notas.docx
echo x > chanels.yaml
cp messages/uno.es.md messages/Uno.es.md
cp messages/uno.es.md messages/dos.ES-pe.md
cp messages/uno.es.md messages/tres.md
cp messages/uno.es.md messages/cuatro.es.txt
cp messages/uno.es.md messages/nueve.es.md.txt
cp messages/uno.es.md messages/cinco.fr.md
cp messages/uno.es.md "messages/seis$(printf '\033')[2J.es.md"
echo x > pictures/ocho.gif
mkdir words && echo 'x: y' > words/espanol-bonito-y-largo.yaml
mkdir sounds && : > sounds/uno.fr.wav
