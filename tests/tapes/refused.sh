#!/bin/sh
# SPDX-License-Identifier: MIT
# What `chasqui replay` says and returns when something is wrong. refused.sh CHASQUI, from the project's root.
set -u
chasqui=$1
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
head='chasqui-tape 1\nseed 1\ndate 2026-11-22\n'
failed=0

# try STATUS WORDS ARGUMENT...: runs replay; its status and a part of what it prints must be these.
try()
{
    status=$1 words=$2
    shift 2
    printed=$(LC_ALL=C "$chasqui" replay "$@" 2>&1)
    got=$?
    case $printed in
    *"$words"*) ;;
    *) got="$got, without \"$words\"" ;;
    esac
    if [ "$got" != "$status" ]; then
        echo "replay $*: status $got instead of $status: $printed" >&2
        failed=1
    fi
}

tape()
{
    printf '%b' "$1" >"$folder/a.tape"
}

co=--pack=content/colombia
tape "$head"
try 0 'hash ' "$folder/a.tape" $co
try 0 '== attract/message/no-es-tu-culpa' "$folder/a.tape" $co --dump
try 2 'needs a tape' $co
try 2 'needs a tape' "$folder/a.tape"
try 2 'the date stands in the tape' "$folder/a.tape" $co --date=2026-01-01
try 2 'one word too many' "$folder/a.tape" b.tape $co
try 2 'not for this command' "$folder/a.tape" $co --out=x
try 1 'no such file' "$folder/none.tape" $co
try 1 'no such file' "$folder" $co
try 1 'none' "$folder/a.tape" --pack="$folder/none"
tape ''
try 1 'file-empty' "$folder/a.tape" $co
tape 'chasqui-tape 1\nseed \0361\n'
try 1 'a.tape:2:6: error: this looks like Latin-1' "$folder/a.tape" $co
tape "${head}jump\nwait x\n"
try 1 'a.tape:4:1: error: there is no step jump' "$folder/a.tape" $co
try 1 'a.tape:5:6: error: x doesn' "$folder/a.tape" $co
tape "${head}act open message/none\n"
try 1 'a.tape:4:10: error: there is no message/none for open' "$folder/a.tape" $co
tape "${head}country PE\n"
try 1 '[tape-unknown-country]' "$folder/a.tape" $co
tape "${head}content 0000000000000000\n"
try 1 '[tape-content]' "$folder/a.tape" $co
tape "${head}wait 1000\nexpect screen home\nexpect hash 0123456789abcdef\n"
try 1 'a.tape:5:1: error: the screen home is expected, and attract/message/no-es-tu-culpa stands' "$folder/a.tape" $co
try 1 'a.tape:6:1: error: the state 0123456789abcdef is expected' "$folder/a.tape" $co
try 1 'hash ' "$folder/a.tape" $co
head -c 1100000 /dev/zero | tr '\0' '#' >"$folder/a.tape"
try 1 '[file-too-large]' "$folder/a.tape" $co
exit $failed
