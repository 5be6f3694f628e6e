# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2164,SC2016  # names and set -e are run.sh's
# Going back changes numbers as an import does: what changes is told before it is agreed to.
date=2026-11-22
mkdir trust
cp red.pub trust
pack() { "$chasquictl" pack "$1" -o "$2" --key red.key --date $date >/dev/null 2>&1; }
import() { "$chasquictl" import --store store --trust trust --date $date "$1" >/dev/null 2>&1; }
pack pack 1.chasqui
sed -i 's/^version: 1/version: 2/' pack/pack.yaml
sed -i 's/01 8000 555 111/01 8000 555 222/' pack/channels.yaml pack/messages/* pack/quizzes/* pack/stories/*
pack pack 2.chasqui
mkdir otro
cp -R pack/. otro
sed -i 's/^id: base/id: otro/' otro/pack.yaml
sed -i 's/^- id: linea$/- id: otra-linea/; s/^- id: portal$/- id: otro-portal/' otro/channels.yaml
sed -i 's/\blinea\b/otra-linea/; s/\bportal\b/otro-portal/' otro/messages/* otro/quizzes/* otro/stories/*
pack otro 3.chasqui
import 1.chasqui
import 2.chasqui
import 3.chasqui
say 'no'
echo no | run rollback --ask --lines --store store --date $date 1
say 'yes'
echo yes | run rollback --ask --lines --store store --date $date 1
say 'a generation that is not there'
echo yes | run rollback --ask --lines --store store --date $date 9
cat store/current
