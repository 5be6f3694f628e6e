#!/bin/sh
# SPDX-License-Identifier: MIT
# import.sh VERSION COLOUR: a small pack is sealed and imported, in the folder that year.sh made. Its poster is of that colour.
set -eu
cd "$YEAR_WORK"
sed "s/^version: .*/version: $1/
s/^valid_until: .*/valid_until: 2029-12-31/
s/^id: .*/id: aviso/
s|^loop: .*|loop: [message/uno, help]|" "$YEAR_BASE/pack.yaml" >week/pack.yaml
cat >week/pictures/sol.svg <<END
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 90" width="160" height="90">
<rect width="160" height="90" fill="$2"/>
</svg>
END
sed "s/^# .*/# Semana número **$1**/;s/^seconds: .*/seconds: 60/" "$YEAR_BASE/messages/uno.es.md" >week/messages/uno.es.md
"$YEAR_CHASQUICTL" pack week -o week.chasqui --key red.key --date 2027-01-04 >>"$YEAR_IMPORTS" 2>&1
"$YEAR_CHASQUICTL" import --store store --trust trust --date 2027-01-04 week.chasqui >>"$YEAR_IMPORTS" 2>&1
