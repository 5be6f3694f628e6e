#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# completion.sh CHECKOUT CHASQUI CHASQUICTL: what bash completes is what --help tells, neither more nor less.
set -euo pipefail

completions=$1/packaging/completion
chasqui=$2
chasquictl=$3
bad=0
export LC_ALL=C

# shellcheck source=/dev/null
. "$completions/chasqui"
# shellcheck source=/dev/null
. "$completions/chasquictl"

# The options in a help text, where their descriptions are: "  -o, --output=FILE ..." or "  --help, --version".
told() {
    sed -n 's/^  *-/-/p' | sed 's/  .*//' | grep -oE -- '--[a-z][a-z-]*' | LC_ALL=C sort -u
}

listed() {
    tr ' ' '\n' | sed 's/=$//' | LC_ALL=C sort -u
}

# same WHAT TOLD LISTED
same() {
    [ -n "$2" ] || {
        echo "$1: its help tells no option, which can't be"
        bad=1
    }
    diff <(echo "$2") <(echo "$3") >/dev/null || {
        echo "$1: --help tells [${2//$'\n'/ }], completion has [${3//$'\n'/ }]"
        bad=1
    }
}

same chasqui "$("$chasqui" --help | told)" "$(for command in run render replay; do _chasqui_options "$command"; done | listed)"
same chasquictl "$("$chasquictl" --help | told)" "$(_chasquictl_options '' | listed)"
# shellcheck disable=SC2154  # the completion's own
for subcommand in $_chasquictl_subcommands; do
    same "chasquictl $subcommand" "$("$chasquictl" "$subcommand" --help | told)" "$(_chasquictl_options "$subcommand" | listed)"
done
same 'the subcommands' "$("$chasquictl" --help | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p' | LC_ALL=C sort)" \
    "$(echo "$_chasquictl_subcommands" | listed)"

# What one command takes and another refuses is offered where it is taken. The program looks at that before the value.
for command in run render replay; do
    for option in $(for each in run render replay; do _chasqui_options "$each"; done | tr ' ' '\n' | LC_ALL=C sort -u); do
        value=()
        [[ $option == *= ]] && value=(x)
        offered=no
        [[ " $(_chasqui_options "$command") " == *" $option "* ]] && offered=yes
        said=$("$chasqui" "$command" "${option%=}" "${value[@]}" --help 2>&1 || true)
        taken=yes
        [[ $said == *'this option is not for this command'* ]] && taken=no
        [ "$offered" = "$taken" ] || {
            echo "chasqui $command $option: offered: $offered, taken: $taken"
            bad=1
        }
    done
done
exit "$bad"
