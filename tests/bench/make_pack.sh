#!/bin/sh
# SPDX-License-Identifier: MIT
# make_pack.sh N DIR: a pack of N messages in two languages, with quizzes, stories and a picture, that checks clean. Its messages
# are as long as real ones; every tenth quotes a channel's number, so that every rule has work to do.
set -eu

n=$1
dir=$2
[ ! -e "$dir" ] || {
    echo "make_pack.sh: $dir is already there" >&2
    exit 2
}
cp -R "$(dirname "$0")/../check/base" "$dir"
sed -i '/^loop:/d' "$dir/pack.yaml"

awk -v n="$n" -v dir="$dir" '
function write_message(id, lang, fields, title, first, point, number,    path, i) {
    path = dir "/messages/" id "." lang ".md"
    printf "---\n%s---\n# %s\n\n", fields, title > path
    printf "%s%s\n\n", first, number > path
    for (i = 1; i <= 4; i++)
        printf "- **Paso:** %s\n", point > path
    printf "\n%s\n\n%s\n", first, first > path
    close(path)
}
BEGIN {
    topic[0] = "feelings"; topic[1] = "friends"; topic[2] = "pressure"; topic[3] = "family"; topic[4] = "action"
    for (i = 1; i <= n; i++) {
        id = sprintf("m%05d", i)
        quote = i % 10 == 0
        fields = "picture: sol.svg\ntopic: " topic[i % 5] "\naudience: [children, teens]\nchannels: [linea, portal]\nseconds: 8\n" \
            "easy: \"Si algo te hace sentir mal, cuéntale a un adulto. No es tu culpa.\"\n"
        write_message(id, "es", fields, "Alguien te puede **escuchar**",
            "Si alguien te presiona por internet, la responsabilidad es de esa persona. Puedes contarlo aunque haya pasado hace tiempo, y aunque te hayan pedido guardar el secreto. Hay personas que saben cómo ayudarte.",
            "Piensa en un adulto que te escucha y dile que te pasó algo. Si no te escucha, busca a otro.",
            quote ? " Llama al 01 8000 555 111." : "")
        write_message(id, "en", "easy: \"If something makes you feel bad, tell an adult. It is not your fault.\"\n",
            "Someone can **listen to you**",
            "If someone puts pressure on you on the internet, it is that person who is responsible. You can tell someone even if it happened a while ago, and even if you were asked to keep it secret. There are people who know how to help you.",
            "Think of an adult who listens to you and say that something happened. If they do not listen, find another.",
            quote ? " Call 01 8000 555 111." : "")
    }
}'
