# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2164,SC2016  # names and set -e are run.sh's
# The adults of a place come from a stick, and nothing of a card that isn't in order does.
date=2026-11-22
mkdir stick
cp -R "$here/../check/base-site" stick/escuela
cp -R stick/escuela good
site() { capped site "$@" --store store --date $date; }

say 'none yet'
site show
say 'a stick with a card beside a pack'
cp -R pack stick/pack
run inspect --store store stick | grep -v '^  '
run inspect --store store --lines stick | grep '^site'
rm -r stick/pack
say 'photos that the card does not name stay on the stick'
cp stick/escuela/pictures/rosa.svg stick/escuela/pictures/fiesta.svg
site set stick/escuela
find store/site -type f | LC_ALL=C sort
site show
say 'asked first, and told in lines'
sed -i 's/204/112/' stick/escuela/site.yaml
# answered WORD: as whoever listens does
answered() {
    site set --ask --lines stick/escuela <&3 | while IFS= read -r line; do
        printf '%s\n' "$line"
        case $line in ready*) echo "$1" >&3 ;; esac
    done
    grep -c 112 store/site/site.yaml || :
}
mkfifo answers
exec 3<>answers
answered no
answered yes
find store/staging | LC_ALL=C sort

# with WHAT COMMAND...: the card as it was first, and something done to it
with() {
    say "$1"
    shift
    rm -rf stick/escuela
    cp -R good stick/escuela
    (cd stick/escuela && "$@")
    site set stick/escuela
}
with 'a telephone number' sed -i 's/Dirección/llama al 987654321/' site.yaml
with 'out of date' sed -i 's/2027-03-31/2026-03-31/' site.yaml
with 'a photo that is not there' rm pictures/rosa.svg
with 'a photo that cannot be shown' sh -c 'printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect" >pictures/rosa.svg'
with 'a photo that is a link' ln -sf /etc/passwd pictures/rosa.svg
with 'a card that is a link' ln -sf /etc/passwd site.yaml
with 'a card that is a FIFO' sh -c 'rm site.yaml && mkfifo site.yaml'
with 'a card that is too large' truncate -s 3M site.yaml
with 'Latin-1' sed -i 's/Psic.*logo/Psic\xf3logo/' site.yaml
with 'no card' rm site.yaml
say 'a folder that is not there'
site set stick/nada
say 'the card that stood stands'
grep -c 112 store/site/site.yaml
say 'an import and a rollback leave it alone'
mkdir trust
cp red.pub trust
"$chasquictl" pack pack -o 1.chasqui --key red.key --date $date >/dev/null 2>&1
run import --store store --trust trust --date $date 1.chasqui | tail -n 1
grep -c 112 store/site/site.yaml
say 'and it is taken away'
site remove
site show
site remove
say 'usage'
site
site set
site show it
run site --trust=x show
