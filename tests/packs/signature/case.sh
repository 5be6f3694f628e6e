# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2164,SC2016  # names and set -e are run.sh's
# What is wrong with a signature: of a folder that was signed by minisign, and of a list of keys.
date=2026-11-22
run pack pack --manifest-only --date $date
say 'nobody signed it'
run pack pack -o out.chasqui --date $date
say 'something else stands there'
echo firma >pack/MANIFEST.minisig
run pack pack -o out.chasqui --date $date
say 'a signature that is not prehashed: the algorithm is Ed where ED should stand'
{
    echo 'untrusted comment: old'
    echo 'RWQD1fH/7a1D9fD+18osYaWUblHCsk6dNTc6Ds206hrb4oNgFKCzFuxlUdrMxlPnUoLOwaAQX+LfWVCvxUbZu3a3gDyICEgMrwE='
    echo 'trusted comment: x y'
    echo '579ufhwjxpHt2hj55gSwYUlOuN7hl2FoVkJcdFfY4TQWxY58v7nzCBAwmal+N52Eb2RhJrBBtIZXhMXVp4n5CA=='
} >pack/MANIFEST.minisig
run pack pack -o out.chasqui --date $date
[ ! -e out.chasqui ]

# A signature over other bytes, by a key that is trusted.
run pack pack -o out.chasqui --key red.key --date $date
mkdir unpacked
python3 -m zipfile -e out.chasqui unpacked
printf '# chasqui-keys 1\n# serial 1\n' >l.keys
mv unpacked/MANIFEST.minisig l.keys.minisig
say 'signed by nobody who is trusted here'
run trust --trust t add otra.pub
run trust --trust t apply l.keys
say 'signed by somebody, but not this'
run trust --trust t add red.pub
run trust --trust t apply l.keys
say 'signed with a key that was revoked'
run trust --trust t revoke "$(sed -n 's/.* //;1p' red.pub)" 'se perdió la portátil'
run trust --trust t apply l.keys
say 'no signature'
rm l.keys.minisig
run trust --trust t apply l.keys
run trust --trust t
