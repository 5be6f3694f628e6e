#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh SECONDS [TARGET...]: fuzzes each target (all of them without names) for so long, one after the other, and prints a line
# for each. Inputs that went somewhere new are kept in build-fuzz/corpus/TARGET, so the next run goes on from there; what was
# found lies in build-fuzz/found/TARGET. Exit status 1 when something was.
# run.sh merge BYTES [TARGET...]: takes the smallest of those inputs into the tree, up to so many bytes for each target.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
checkout=$(cd "$here/../.." && pwd)
build=${FUZZ_BUILD:-$checkout/build-fuzz}
max_len=65536 # bytes of an input

usage() {
    sed -n '3,6s/^# //p' "$0" >&2
    exit 2
}

all_targets() {
    for source in "$here"/targets/*.c; do
        basename "$source" .c
    done
}

# The last number behind a name in libFuzzer's output: "cov: 12" or "stat::name: 12".
number() {
    sed -n "s/.*$1: *\([0-9][0-9]*\).*/\1/p" "$2" | tail -n 1
}

fuzz() {
    target=$1 seconds=$2
    corpus=$build/corpus/$target found=$build/found/$target log=$build/found/$target.log
    mkdir -p "$corpus" "$found"
    before=$(find "$found" -type f | wc -l)
    set -- -max_total_time="$seconds" -timeout=25 -report_slow_units=4 -rss_limit_mb=1024 -max_len="$max_len" \
        -artifact_prefix="$found/" -print_final_stats=1
    [ ! -e "$here/words/$target.dict" ] || set -- "$@" -dict="$here/words/$target.dict"
    status=0
    ASAN_OPTIONS=quarantine_size_mb=32:malloc_context_size=6:allocator_release_to_os_interval_ms=-1 nice -n 19 "$build/fuzz/fuzz_$target" "$@" "$corpus" "$here/corpus/$target" \
        >"$log" 2>&1 || status=$?
    new=$(($(find "$found" -type f | wc -l) - before))
    # The last line that tells the coverage stands before the statistics.
    printf '%-12s %5s s %10s runs %6s edges %6s features %5s inputs  %s found\n' "$target" "$seconds" \
        "$(number stat::number_of_executed_units "$log")" "$(number cov "$log")" "$(number ft "$log")" \
        "$(find "$corpus" -type f | wc -l)" "$new"
    if [ "$status" -ne 0 ] || [ "$new" -gt 0 ]; then
        grep -m 4 -E 'ERROR:|SUMMARY:|runtime error|broken invariant' "$log" | cut -c 1-200 | sed 's/^/    /'
        find "$found" -type f -newer "$here/run.sh" | sed 's/^/    /' | tail -n 8
        return 1
    fi
}

merge() {
    target=$1 bytes=$2
    tree=$here/corpus/$target merged=$build/merged/$target
    rm -rf "$merged"
    mkdir -p "$merged"
    "$build/fuzz/fuzz_$target" -merge=1 -max_len=2048 "$merged" "$tree" "$build/corpus/$target" >/dev/null 2>&1
    # Files that somebody named stay; those with the name of their hash are chosen anew.
    find "$tree" -type f -name '[0-9a-f]*' | grep -E '/[0-9a-f]{12}$' | while read -r old; do rm "$old"; done
    kept=0
    find "$merged" -type f -size -3 -printf '%s %p\n' | sort -n | while read -r size file; do
        name=$(basename "$file" | cut -c 1-12)
        kept=$((kept + size))
        [ "$kept" -le "$bytes" ] || break
        cp "$file" "$tree/$name"
    done
    printf '%-12s %s inputs, %s bytes\n' "$target" "$(find "$tree" -type f | wc -l)" \
        "$(find "$tree" -type f -printf '%s\n' | awk '{ n += $1 } END { print n + 0 }')"
}

[ $# -ge 1 ] || usage
action=fuzz number=$1
shift
if [ "$number" = merge ]; then
    [ $# -ge 1 ] || usage
    action=merge number=$1
    shift
fi
case $number in
*[!0-9]* | '') usage ;;
esac
# shellcheck disable=SC2046  # names of C files have no spaces
[ $# -gt 0 ] || set -- $(all_targets)
bad=0
for target in "$@"; do
    [ -x "$build/fuzz/fuzz_$target" ] || {
        echo "run.sh: no target is called $target, or it isn't built: cmake --preset fuzz && cmake --build --preset fuzz" >&2
        exit 2
    }
    case $action in
    fuzz) fuzz "$target" "$number" || bad=1 ;;
    merge) merge "$target" "$number" || bad=1 ;;
    esac
done
exit "$bad"
