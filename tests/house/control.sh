#!/bin/sh
# SPDX-License-Identifier: MIT
# control.sh HOUSE_SH SDL_PROGRAM SPEAKING_PROGRAM: a house with one breach of every rule. Each must be found, at its line, and nothing
# that only looks like one.
set -eu

house=$1
sdl_program=$2
speaking_program=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0

# expect RULE, with the lines it must print on stdin.
expect() {
    rule=$1
    shift
    cat >expected
    status=0
    sh "$house" "$rule" "$work/bad" "$@" >all 2>&1 || status=$?
    if [ "$status" -ne 1 ]; then
        echo "$rule: ended with $status instead of 1"
        failed=1
    fi
    sed 's/^\([^ ]*: [^ ]* *[^ ]*\).*/\1/' all >found
    if ! diff -u expected found; then
        echo "$rule: found something else than it should"
        failed=1
    fi
}

mkdir -p bad/src/base bad/src/core bad/src/content bad/src/text bad/src/paint bad/src/attic bad/tests
echo '# SPDX-License-Identifier: MIT' >bad/CMakeLists.txt
cat >bad/src/core/a.c <<'C'
// SPDX-License-Identifier: MIT
// strcpy(a, b) in a comment is no call
#include "base/slice.h"
#include "paint/frame.h"
#include <SDL.h>
#include "../base/slice.h"
/* nor is system("x")
   malloc(3) here */
const char *text = "free(x) \" time(0)";
void f(void) { strcpy(a, b); x->free(y); my_free(y); }
long g(void) { return time (0) + rand(); }
void h(void) { free(p); }
C
cat >bad/src/content/b.h <<'C'
#include "core/state.h"
void *p = malloc(4), *q = SDL_malloc(4); free(p);
C
cat >bad/src/text/c.c <<'C'
// SPDX-License-Identifier: MIT
#include "content/model.h"
C
cat >bad/src/paint/d.c <<'C'
// SPDX-License-Identifier: MIT
#include <SDL.h>
#include "scene/scene.h"
void *p = malloc(time(0));
C
cat >bad/src/base/e.c <<'C'
// SPDX-License-Identifier: MIT
void *p = malloc(4);
C
awk 'BEGIN { for (i = 1; i <= 501; i++) print "// SPDX-License-Identifier: MIT" }' >bad/src/base/long.c
awk 'BEGIN { for (i = 1; i <= 500; i++) print "// SPDX-License-Identifier: MIT" }' >bad/src/base/whole.c
echo '// SPDX-License-Identifier: MIT' >bad/src/attic/f.c
echo 'Build it with make.' >bad/README.md

expect includes <<'X'
src/attic/f.c:1: src/attic is
src/content/b.h:1: src/content includes
src/core/a.c:4: src/core includes
src/core/a.c:5: <SDL.h> outside
src/core/a.c:6: "../base/slice.h" climbs
src/text/c.c:2: src/text includes
X
expect size <<'X'
src/base/long.c: over 500
X
expect banned <<'X'
src/content/b.h:2: malloc(): src/content
src/core/a.c:10: strcpy(): does
src/core/a.c:11: time(): src/core
src/core/a.c:11: rand(): src/core
src/core/a.c:12: free(): src/core
X
expect licence <<'X'
src/content/b.h:1: its first
LICENSE: is missing
content/LICENSE: is missing
packaging/debian/copyright: is missing
X
expect readme <<'X'
README.md: does not
README.md: does not
X
status=0
sh "$house" no-sdl "$work/bad" "$sdl_program" >found 2>&1 || status=$?
if [ "$status" -ne 1 ] || ! grep -q 'needs libSDL2' found; then
    echo "no-sdl: a program with SDL passed for one without"
    failed=1
fi
status=0
sh "$house" no-gpl "$work/bad" "$speaking_program" >found 2>&1 || status=$?
if [ "$status" -ne 1 ] || ! grep -q 'needs libespeak' found; then
    echo "no-gpl: a program with eSpeak NG passed for one without"
    failed=1
fi
exit "$failed"
