# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2164,SC2016  # names and set -e are run.sh's
# What nobody signed may bring messages, quizzes and stories, and nothing that a child relies on.
date=2026-11-22
mkdir trust
cp red.pub trust
import() { capped import --store store --trust trust --date $date "$@"; }
cp -R "$here/../check/borrowed/pack" escuela
rm -r escuela/stories escuela/quizzes 2>/dev/null || :
sed -i '/^loop:/d' escuela/pack.yaml

say 'before any signed pack is here'
import escuela
run pack pack -o base.chasqui --key red.key --date $date
import base.chasqui
say 'never'
import --unsigned=never escuela
say 'messages'
import escuela
say 'the same again'
import escuela
say 'a bit more of it, in the same version'
echo 'Más.' >>escuela/messages/dos.es.md
import escuela
say 'and in the next'
sed -i 's/^version: .*/version: 2/' escuela/pack.yaml
import escuela

cp -R escuela good
# with WHAT COMMAND...: version 3, and something in it
with() {
    say "$1"
    shift
    rm -rf escuela
    cp -R good escuela
    sed -i 's/^version: .*/version: 3/' escuela/pack.yaml
    (cd escuela && "$@")
    import escuela
}
with 'channels' cp ../pack/channels.yaml .
with 'sentences of the program' sh -c 'mkdir words && echo x: y >words/qu.yaml'
with 'a recording' sh -c 'mkdir sounds && echo x >sounds/dos.es.wav'
with 'the poster of quick exit' sed -i '/^channels:/d;s/^topic: .*/&\nneutral: yes/' messages/dos.es.md
with 'the name of a signed pack' sed -i 's/^id: .*/id: base/' pack.yaml
with 'another country' sed -i 's/^country: .*/country: PE/' pack.yaml
with 'a number that is no channel of ours' sed -i 's/555 111/555 999/' messages/dos.es.md
with 'notes of somebody' sh -c 'mkdir fotos && echo x >fotos/a.jpg && echo x >notas.txt && echo x >messages/Dos.es.md'
with 'a MANIFEST without its signature' sh -c 'echo x >MANIFEST'
with 'one poster that stays' sh -c 'sed -i "2i seconds: 60" messages/dos.es.md'
with 'one poster again and again' sh -c 'echo "loop: [message/dos, message/dos]" >>pack.yaml'
run list --store store
say 'a signed pack takes the name of an unsigned one'
rm -rf escuela
cp -R pack escuela
sed -i 's/^id: .*/id: escuela/' escuela/pack.yaml
run pack escuela -o escuela.chasqui --key red.key --date $date
import escuela.chasqui
run list --store store
rm -rf escuela

cp -R good escuela
say 'more than fits, however it is divided'
mkdir escuela/pictures
for name in a b c d; do truncate -s 17M escuela/pictures/$name.png; done
import escuela
rm -r escuela/pictures
say 'more than belongs in a loop'
i=0
while [ $i -lt 200 ]; do
    cp escuela/messages/dos.es.md "escuela/messages/m-$i.es.md"
    i=$((i + 1))
done
import escuela
run inspect --store store --trust trust escuela
say 'one fewer'
rm escuela/messages/m-0.es.md
sed -i 's/^id: .*/id: escuela-0/' escuela/pack.yaml
import escuela | grep -v '^+\|warning'
say 'and no more besides'
sed -i 's/^id: .*/id: escuela-1/' good/pack.yaml
import good
say 'the unsigned ones fill up'
"$chasquictl" remove --store store --date $date escuela-0 >/dev/null
i=0
while [ $i -le 8 ]; do
    i=$((i + 1))
    sed -i "s/^id: .*/id: escuela-$i/" good/pack.yaml
    "$chasquictl" import --store store --trust trust --date $date good >out 2>&1 || break
done
cat out
run list --store store | sed -n '/^[*]/,$p'
say 'one of them in another version'
sed -i 's/^id: .*/id: escuela-1/;s/^version: .*/version: 4/' good/pack.yaml
import good
say 'a signed one, until those fill up, too'
i=0
while [ $i -le 32 ]; do
    i=$((i + 1))
    sed -i "s/^id: .*/id: otra-$i/" pack/pack.yaml
    "$chasquictl" pack pack -o otra.chasqui --key red.key --date $date >/dev/null 2>&1
    "$chasquictl" import --store store --trust trust --date $date otra.chasqui >out 2>&1 || break
done
cat out
run list --store store | sed -n '/^[*]/,$p' | grep -c ' signed'
say 'unless one is removed'
run remove --store store --date $date escuela-7
import otra.chasqui | tail -2
