# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2164,SC2016  # names and set -e are run.sh's
# A signed pack whose folder isn't what was signed.
date=2026-11-22
mkdir trust
cp red.pub trust
run pack pack -o base.chasqui --key red.key --date $date
unzip -qo base.chasqui -d good
import() { capped import --store store --trust trust --date $date "$@"; }
with() {
    say "$1"
    shift
    rm -rf pack
    cp -R good pack
    (cd pack && "$@")
    import pack
}
with 'a number was changed' sed -i 's/555 111/555 999/' channels.yaml
with 'a file was taken out' rm messages/uno.en.md
with 'a file was put in' cp messages/uno.en.md messages/dos.en.md
with 'something that no pack has was put in' sh -c 'echo x >autorun.inf'
with 'the MANIFEST was changed' sed -i 's/version 1/version 2/' MANIFEST
with 'the MANIFEST is gone' rm MANIFEST
with 'the signature was changed' sed -i '4s/^./x/' MANIFEST.minisig
with 'the signature was cut' sh -c 'head -n 2 MANIFEST.minisig >x && mv x MANIFEST.minisig'
with 'its files are there in another order, with notes' sh -c 'touch README.txt .hidden; mv pack.yaml x; mv x pack.yaml'
run list --store store
say 'signed by somebody else'
run pack pack -o otra.chasqui --key otra.key --date $date
import otra.chasqui
say 'by a key that is revoked'
cp otra.pub trust
sed -n 's/.* //;1s/$/ se perdió/p' otra.pub >trust/revoked
import otra.chasqui
say 'nothing is believed where the list of revoked keys is damaged'
echo x >trust/revoked
import otra.chasqui
# sign_again COMMAND...: done in the pack, which is signed as it then is
sign_again() {
    (
        cd pack
        "$@"
        {
            sed -n '1,3p' MANIFEST
            find . -type f ! -name 'MANIFEST*' ! -name '.hidden' ! -name 'README*' | LC_ALL=C sort | sed 's,^\./,,' |
                xargs sha256sum
        } >../x
        mv ../x MANIFEST
        minisign -S -H -s ../red.key -m MANIFEST >/dev/null
    )
    import pack
}
rm trust/revoked
sed -i 's/^version: .*/version: 2/' pack/pack.yaml
sed -i 's/^# version .*/# version 2/' pack/MANIFEST
say 'signed, and in order'
sign_again true | grep -v '^[+~-]'
sed -i 's/^version: .*/version: 3/' pack/pack.yaml
sed -i 's/^# version .*/# version 3/' pack/MANIFEST
say 'signed, and with errors'
sign_again sed -i 's/^languages: .*/languages: [es]/' pack.yaml
say 'signed, and of no country'
sign_again sed -i 's/^languages: .*/languages: [es, en]/;/^country:/d' pack.yaml
say 'a MANIFEST of another pack'
sed -i 's/^# id .*/# id otro/' pack/MANIFEST
sign_again sed -i 's/^publisher:.*/&\ncountry: CO/' pack.yaml
say 'a channel that is only told how to be reached'
sed -i 's/^# id .*/# id base/' pack/MANIFEST
sign_again sed -i 's|^  value: https.*|  how: {es: Pregunta en la entrada, en: Ask at the entrance}|' channels.yaml | grep portal
