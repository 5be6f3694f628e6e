#!/bin/sh
# SPDX-License-Identifier: MIT
# codes.sh CHECKOUT: every code of src/base/codes is told in chasqui-pack(5) and has a case here that brings it about (or in
# tests/packs, those of import.def); the manual tells no code that isn't there.
set -eu
cd "$1"

# codes_of FIND-TEST...: the codes of these files
codes_of() {
    find src/base/codes -name '*.def' "$@" -exec sed -n 's/^DIAG_CODE([A-Z0-9_]*, "\([^"]*\)".*/\1/p' {} + | sort -u
}

# Tapes are not part of a pack: tests/tapes looks after their codes; nor is what the operator confirmed: see test_confirmed.
codes=$(codes_of ! -name tape.def ! -name confirmed.def)
of_import=$(codes_of -name import.def)
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
    suite=check
    ! printf '%s\n' "$of_import" | grep -qx -- "$code" || suite=packs
    grep -qE "(\[$code\]\$|\"code\": \"$code\")" tests/$suite/*/expected || {
        echo "tests/$suite: no case expects $code"
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
exit "$bad"
