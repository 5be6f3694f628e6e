# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2164,SC2016  # names and set -e are run.sh's
# Folders that are no pack, or hold what no pack has.
mkdir trust
cp red.pub trust
"$chasquictl" pack pack -o base.chasqui --key red.key --date 2026-11-22 >/dev/null 2>&1
"$chasquictl" import --store store --trust trust --date 2026-11-22 base.chasqui >/dev/null
cp -R "$here/../check/borrowed/pack" good
sed -i '/^loop:/d' good/pack.yaml

# with WHAT COMMAND...: done in a copy of a pack that is in order
with() {
    say "$1"
    shift
    rm -rf pack
    cp -R good pack
    (cd pack && "$@")
    capped import --store store --trust trust --date 2026-11-22 pack
}

say 'nothing there'
capped import --store store --trust trust nowhere
say 'a device, a FIFO'
capped import --store store --trust trust /dev/null
mkfifo fifo
capped import --store store --trust trust fifo
say 'an empty folder'
mkdir empty
capped import --store store --trust trust empty
with 'a link for a file' ln -sf /etc/passwd messages/dos.es.md
with 'a link for a folder' sh -c 'rm -r messages && ln -s /etc messages'
with 'a FIFO for a file' sh -c 'rm messages/dos.es.md && mkfifo messages/dos.es.md'
with 'a link beside the others' ln -s pack.yaml otro.yaml
with 'capitals' sh -c 'mkdir Messages && cp pack.yaml PACK.YAML'
with 'a name of control characters' sh -c 'echo x >"messages/$(printf "\033[2J").es.md"'
with 'a picture that claims 60000 x 60000' sh -c 'mkdir pictures && printf "\211\120\116\107\015\012\032\012\000\000\000\015\111\110\104\122\000\000\352\140\000\000\352\140\010\002\000\000\000\017\260\342\025\000\000\000\013\111\104\101\124\170\234\143\140\200\001\000\000\012\000\001\177\200\164\136\000\000\000\000\111\105\116\104\256\102\140\202" >pictures/x.png'
with 'half a picture' sh -c 'mkdir pictures && printf "\211\120\116\107\015\012\032\012\000\000\000\015\111\110\104\122\000\000\000\144\000\000\000\144\010\002\000\000\000\377\200\002\003\000\000\000\012\111\104\101\124\170\234\355\301\061\001\000\000\000\302\034\155\121\237\000\000\000\000\111\105\116\104\256\102\140\202" >pictures/x.png'
with 'two halves of a picture: the first is named' sh -c 'mkdir pictures && printf "\211\120\116\107\015\012\032\012\000\000\000\015\111\110\104\122\000\000\000\144\000\000\000\144\010\002\000\000\000\377\200\002\003\000\000\000\012\111\104\101\124\170\234\355\301\061\001\000\000\000\302\034\155\121\237\000\000\000\000\111\105\116\104\256\102\140\202"  | tee pictures/x.png >pictures/y.png'
with 'what systems leave behind' sh -c 'mkdir ".Trash-1000" "System Volume Information" && ln -s / ".Trash-1000/x" && echo x >Thumbs.db && echo x >messages/._dos.es.md'
run list --store store
