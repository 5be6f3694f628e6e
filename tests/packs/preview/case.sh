# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2164,SC2016  # names and set -e are run.sh's
# What comes is seen before it is agreed to: also where nobody signed it, and its channels are another pack's.
chasqui=$(dirname "$chasquictl")/chasqui
[ -x "$chasqui" ] || exit 77
mkdir -p ours/messages drawn
cat >ours/pack.yaml <<END
chasqui: 1
id: escuela
version: 1
title:
  es: Mi escuela
publisher: Colegio
country: CO
languages: [es]
END
cat >ours/messages/saludo.es.md <<END
---
channels: [linea]
audience: [children]
topic: friends
---
# Hola

Aquí te escuchan.
END
drawn() {
    "$chasqui" render "$@" --out drawn --screen 'attract/*' --lang es --size 640x360 --date 2026-11-22 2>told |
        sed 's/ .*//'
}
say 'of both packs the posters that one brings'
drawn --pack ours --pack pack --of escuela
say 'in every language that it has, also beside one that looks the same'
cp -R ours both
sed -i 's/^languages: .*/languages: [es-419, es]/; s/^  es: .*/  es-419: Mi escuela\n  es: Mi escuela/' both/pack.yaml
sed 's/Aquí te escuchan/Aquí no/' ours/messages/saludo.es.md >both/messages/saludo.es-419.md
"$chasqui" render --pack pack --pack both --of escuela --out drawn --screen 'message/*' --size 640x360 --date 2026-11-22 |
    sed 's/.* drawn/drawn/'
say 'alone it has no channel to name'
drawn --pack ours --of escuela
say 'and the other is as it was'
drawn --pack pack --pack ours --of base
say 'an item whose name another pack has too, and the poster of quick exit'
cp -R ours third
sed -i 's/^id: .*/id: tercera/' third/pack.yaml
sed 's/^channels: .*/neutral: yes/; s/Aquí te escuchan/Nadie te va a creer/' ours/messages/saludo.es.md >third/messages/agua.es.md
"$chasqui" render --pack pack --pack ours --pack third --of tercera --out third-out --screen 'message/*' --size 640x360 --date 2026-11-22 \
    2>told | LC_ALL=C sort
