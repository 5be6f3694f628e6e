#!/bin/sh
# SPDX-License-Identifier: MIT
# codes.sh CHECKOUT: every code of src/base/codes is told in chasqui-pack(5) and has a case here that brings it about; the
# manual tells no code that isn't there. The codes of settings are told in chasqui-settings(5).
set -eu
cd "$1"

# Tapes and settings are not part of a pack: tests/tapes and unit/system/test_settings look after their codes.
codes=$(find src/base/codes -name '*.def' ! -name tape.def ! -name settings.def -exec sed -n 's/^DIAG_CODE([A-Z0-9_]*, "\([^"]*\)".*/\1/p' {} + |
    sort -u)
[ -n "$codes" ] || {
    echo "src/base/codes: no codes found"
    exit 1
}
bad=0
for code in $codes; do
    grep -qx "\.It Sy $code" packaging/man/chasqui-pack.5 || {
        echo "packaging/man/chasqui-pack.5: does not tell $code"
        bad=1
    }
    grep -qE "(\[$code\]\$|\"code\": \"$code\")" tests/check/*/expected || {
        echo "tests/check: no case expects $code"
        bad=1
    }
done
told=$(sed -n '/^\.Sh DIAGNOSTICS/,/^\.Sh SEE/s/^\.It Sy \([a-z0-9-]*\)$/\1/p' packaging/man/chasqui-pack.5)
for code in $told; do
    printf '%s\n' "$codes" | grep -qx -- "$code" || {
        echo "packaging/man/chasqui-pack.5: tells $code, which no reader gives"
        bad=1
    }
done
codes=$(sed -n 's/^DIAG_CODE([A-Z0-9_]*, "\([^"]*\)".*/\1/p' src/base/codes/settings.def)
for code in $codes; do
    grep -qx "\.It Sy $code" packaging/man/chasqui-settings.5 || {
        echo "packaging/man/chasqui-settings.5: does not tell $code"
        bad=1
    }
done
exit "$bad"
