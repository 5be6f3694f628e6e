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

# without WHAT HAVE: lines of the first list that the second lacks
without() {
    lacking=$(printf '%s\n' "$1" | grep -vxF -e "$2" || :)
    [ -z "$lacking" ] || printf '%s\n' "$lacking"
}
# cases_of SUITE: the codes that its cases expect
cases_of() {
    sed -n -e 's/.*\[\([a-z0-9-]*\)\]$/\1/p' -e 's/.*"code": "\([a-z0-9-]*\)".*/\1/p' tests/"$1"/*/expected | sort -u
}
told=$(sed -n '/^\.Sh DIAGNOSTICS/,/^\.Sh SEE/s/^\.It Sy \([a-z0-9-]*\)$/\1/p' packaging/man/chasqui-pack.5)
in_check=$(cases_of check)
in_packs=$(cases_of packs)

bad=$({
    without "$codes" "$told" | sed 's,^,packaging/man/chasqui-pack.5: does not tell ,'
    without "$told" "$codes" | sed 's,.*,packaging/man/chasqui-pack.5: tells &\, which no reader gives,'
    without "$(without "$codes" "$of_import")" "$in_check" | sed 's,^,tests/check: no case expects ,'
    without "$of_import" "$in_packs" | sed 's,^,tests/packs: no case expects ,'
})
[ -z "$bad" ] || {
    printf '%s\n' "$bad"
    exit 1
}
