#!/bin/sh
# SPDX-License-Identifier: MIT
# house.sh RULE CHECKOUT [FILE...]: the rules of the house that a compiler doesn't know (src/README.md tells them).
# Every breach is one line, PATH:LINE: what, and how to mend it. Exit status 1 when there is one.
#
#   includes   a floor includes itself and the floors below it; SDL only where pixels and sounds are made
#   size       no file in src over 500 lines
#   banned     functions that don't know how long their buffer is; memory, clocks and chance outside their floors
#   licence    every source names its licence
#   readme     README.md, once it is there, tells the two commands
#   no-sdl     none of the programs FILE... needs SDL to start, itself or through a library
#   no-gpl     none of the programs FILE... needs eSpeak NG, whose licence would be theirs
set -eu

rule=$1
checkout=$2
shift 2
cd "$checkout"

max_lines=500

# The sources of a folder, one per line. (xargs ends with 123 when its command ends with 1: hence `|| exit 1` at the end.)
sources() {
    find "$@" -type f \( -name '*.c' -o -name '*.h' -o -name '*.def' \) | LC_ALL=C sort
}

# C without comments and string literals, each line still on its own line.
# shellcheck disable=SC2016  # awk's $
strip_c='
function strip(line,    out, c, two, i, n) {
    out = ""; n = length(line)
    for (i = 1; i <= n; i++) {
        c = substr(line, i, 1); two = substr(line, i, 2)
        if (in_comment) { if (two == "*/") { in_comment = 0; i++; out = out " " } continue }
        if (quote != "") {
            if (c == "\\") i++
            else if (c == quote) { quote = ""; out = out c }
            continue
        }
        if (two == "//") break
        if (two == "/*") { in_comment = 1; i++; continue }
        if (c == "\"" || c == "\047") quote = c
        out = out c
    }
    quote = ""
    return out
}
FNR == 1 { in_comment = 0; quote = "" }'

# Which floors a floor may include. system stands beside the stairs; pack stands on it and on content, and paint leans on it.
check_includes() {
    # shellcheck disable=SC2016  # the variables are awk's
    sources src | xargs awk '
        BEGIN {
            below["base"]    = " base "
            below["system"]  = " base system "
            below["content"] = " base content "
            below["pack"]    = " base system content pack "
            below["core"]    = " base content core "
            below["text"]    = " base text "
            below["scene"]   = " base content core text scene "
            below["paint"]   = " base system content core text scene paint "
            below["voice"]   = " base voice "
            below["programs"] = " base content core text scene paint system pack voice programs "
        }
        function breach(what) { printf "%s:%d: %s\n", FILENAME, FNR, what; bad = 1 }
        FNR == 1 {
            split(FILENAME, part, "/"); floor = part[2]
            if (!(floor in below)) breach("src/" floor " is no floor of the house: give it a place in tests/house/house.sh and src/CMakeLists.txt")
        }
        /^[ \t]*#[ \t]*include/ {
            name = $0
            sub(/^[ \t]*#[ \t]*include[ \t]*/, "", name)
            angle = name ~ /^</
            sub(/^[<"]/, "", name); sub(/[>"].*/, "", name)
            if (name ~ /(^|\/)SDL/ && floor != "paint" && floor != "programs")
                breach("<" name "> outside src/paint: hand the floor what it needs through a struct of functions")
            if (angle) next
            if (name ~ /\.\./) { breach("\"" name "\" climbs out of its folder: write it from src, as in \"base/slice.h\""); next }
            n = split(name, part, "/")
            if (n > 1 && index(below[floor], " " part[1] " ") == 0)
                breach("src/" floor " includes \"" name "\", which is not below it: turn the dependency round, or move what both need down")
        }
        END { exit bad }'
}

check_size() {
    sources src | xargs awk -v max="$max_lines" '
        FNR == max + 1 { printf "%s: over %d lines: split off the part that changes for another reason\n", FILENAME, max; bad = 1 }
        END { exit bad }'
}

check_banned() {
    # shellcheck disable=SC2016
    sources src | xargs awk "$strip_c"'
        function breach(word, what) { printf "%s:%d: %s(): %s\n", FILENAME, FNR, word, what; bad = 1 }
        FNR == 1 {
            split(FILENAME, part, "/"); floor = part[2]
            heap = floor == "base" || floor == "system" || floor == "paint" || floor == "voice"
            world = floor == "system" || floor == "paint"
        }
        {
            line = strip($0)
            while (match(line, /[A-Za-z_][A-Za-z0-9_]*[ \t]*\(/)) {
                word = substr(line, RSTART, RLENGTH)
                sub(/[ \t]*\($/, "", word)
                before = RSTART > 1 ? substr(line, RSTART - 1, 1) : ""
                line = substr(line, RSTART + RLENGTH)
                # A member of a struct (x.free(), x->time()) is its own function.
                if (before == "." || before == ">") continue
                if (word ~ /^(strcpy|strcat|stpcpy|sprintf|vsprintf|gets)$/)
                    breach(word, "does not know how long the buffer is: use a slice, or snprintf and look at what it returns")
                else if (word ~ /^(strncpy|strncat)$/)
                    breach(word, "may leave no NUL, silently: use a slice, or snprintf")
                else if (word ~ /^(strtok|strtok_r)$/)
                    breach(word, "writes into its input: use slice_cut")
                else if (word ~ /^(atoi|atol|atoll|atof|scanf|sscanf|fscanf)$/)
                    breach(word, "overflows silently: parse digits with a cap")
                else if (word ~ /^(system|popen|alloca)$/)
                    breach(word, word == "alloca" ? "takes stack by a length: use an arena" : "starts a shell: use posix_spawn with a fixed path")
                else if (!heap && word ~ /^(malloc|calloc|realloc|reallocarray|strdup|strndup|asprintf|vasprintf)$/ ||
                         # content gives back what libunistring and libfyaml hand it
                         !heap && floor != "content" && word == "free")
                    breach(word, "src/" floor " takes no memory of its own: use the arena it is given")
                else if (!world && word ~ /^(time|clock|clock_gettime|gettimeofday|localtime|localtime_r|SDL_GetTicks|SDL_GetTicks64|SDL_GetPerformanceCounter)$/)
                    breach(word, "src/" floor " has no clock: time is an event, and the date an option")
                else if (!world && word ~ /^(rand|srand|random|srandom|rand_r|drand48|lrand48|getrandom|getentropy|arc4random)$/)
                    breach(word, "src/" floor " has no chance: random numbers come from the seed in the state")
            }
        }
        END { exit bad }'
}

check_licence() {
    bad=0
    for file in $(find src tests packaging cmake .ci -type f \
        \( -name '*.c' -o -name '*.h' -o -name '*.def' -o -name '*.sh' -o -name '*.py' -o -name '*.cmake' \
        -o -name CMakeLists.txt -o -path .ci/run -o -path packaging/debian/rules \) 2>/dev/null | LC_ALL=C sort) CMakeLists.txt; do
        head -n 3 "$file" | grep -q 'SPDX-License-Identifier: MIT$' && continue
        echo "$file:1: its first lines have no \`SPDX-License-Identifier: MIT\`"
        bad=1
    done
    for file in LICENSE content/LICENSE packaging/debian/copyright; do
        [ -s "$file" ] && continue
        echo "$file: is missing"
        bad=1
    done
    return "$bad"
}

check_readme() {
    bad=0
    [ -e README.md ] || return 0
    for command in 'sh packaging/setup.sh run' 'sh packaging/setup.sh test'; do
        grep -qF "$command" README.md && continue
        echo "README.md: does not tell the command \`$command\`"
        bad=1
    done
    return "$bad"
}

# none_needs LIBRARY WHAT FILE...
none_needs() {
    library=$1 what=$2 bad=0
    shift 2
    [ $# -gt 0 ] || {
        echo "$rule: no program was named"
        return 1
    }
    for program in "$@"; do
        needed=$(ldd "$program") || {
            echo "$program: ldd can't read it"
            bad=1
            continue
        }
        for found in $(printf '%s\n' "$needed" | sed -n "s/^[ \t]*\(${library}[^ ]*\).*/\1/p"); do
            echo "$program: needs $found, so $what"
            bad=1
        done
    done
    return "$bad"
}

check_no_sdl() {
    none_needs libSDL 'it does not start where there is no SDL: whoever calls SDL belongs in src/paint' "$@"
}

check_no_gpl() {
    none_needs libespeak 'it is under the GPL as a whole: whoever speaks belongs in src/voice and chasqui-speak' "$@"
}

case $rule in
includes) check_includes || exit 1 ;;
size) check_size || exit 1 ;;
banned) check_banned || exit 1 ;;
licence) check_licence || exit 1 ;;
readme) check_readme || exit 1 ;;
no-sdl) check_no_sdl "$@" || exit 1 ;;
no-gpl) check_no_gpl "$@" || exit 1 ;;
*)
    echo "house.sh: no rule is called $rule" >&2
    exit 2
    ;;
esac
