// SPDX-License-Identifier: MIT
// Nothing of what differs between two texts is left out of what is shown of them.
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "pack/plan_pieces.h"

#define LONG 20000

static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_fini(&arena);
    return 0;
}

// "palabra 0 palabra 1 ...", of so many bytes or a little more.
static struct slice words(size_t bytes)
{
    struct slice text = SLICE_NONE;
    char *out = arena_alloc(&arena, bytes + 32);
    size_t n = 0;
    for (unsigned i = 0; n < bytes; i++)
        n += (size_t)snprintf(out + n, 32, "%spalabra %u", n ? " " : "", i);
    text.p = out;
    text.n = n;
    return text;
}

// What all pieces of a side say, without the marks between them.
static struct slice joined(struct slice before, struct slice after, bool side, size_t *n)
{
    struct plan_pieces pieces = plan_pieces(before, after);
    struct slice all = SLICE_NONE, old, now;
    *n = 0;
    while (plan_next_piece(&pieces, &arena, &old, &now)) {
        struct slice piece = side ? now : old;
        assert_true(old.n <= PLAN_PIECE + 8 && now.n <= PLAN_PIECE + 8);
        ++*n;
        if (slice_starts(piece, SLICE("\xE2\x80\xA6 ")))
            piece = slice_from(piece, 4);
        if (slice_ends(piece, SLICE(" \xE2\x80\xA6")))
            piece.n -= 4;
        if (piece.n)
            all = arena_format(&arena, "%.*s%s%.*s", SLICE_ARG(all), all.n ? " " : "", SLICE_ARG(piece));
    }
    return all;
}

static void short_texts_stand_as_they_are(void **state)
{
    size_t n;
    (void)state;
    assert_true(slice_is(joined(SLICE("de 8 a 17"), SLICE("de 8 a 18"), false, &n), "de 8 a 17"));
    assert_int_equal(n, 1);
    assert_true(slice_is(joined(SLICE_NONE, SLICE("de 8 a 18"), true, &n), "de 8 a 18"));
    assert_int_equal(n, 1);
}

static void what_differs_far_behind_is_shown(void **state)
{
    size_t n;
    (void)state;
    struct slice head = words(LONG), tail = words(LONG);
    struct slice before =
        arena_format(&arena, "%.*s Cuelga cuando quieras. %.*s", SLICE_ARG(head), SLICE_ARG(tail));
    struct slice after =
        arena_format(&arena, "%.*s Ve con la persona que espera. %.*s", SLICE_ARG(head), SLICE_ARG(tail));
    struct slice old = joined(before, after, false, &n);
    assert_int_equal(n, 1);
    assert_true(slice_find(old, SLICE("Cuelga cuando quieras.")) >= 0);
    struct slice now = joined(before, after, true, &n);
    assert_true(slice_find(now, SLICE("Ve con la persona que espera.")) >= 0);
    assert_true(now.n < 300); // and no more than stands around it
    // At both ends, too.
    assert_true(
        slice_ends(joined(head, arena_format(&arena, "%.*s 0", SLICE_ARG(head)), true, &n), SLICE(" 0")));
    assert_true(
        slice_starts(joined(head, arena_format(&arena, "No %.*s", SLICE_ARG(head)), true, &n), SLICE("No ")));
}

static void what_is_new_is_shown_whole(void **state)
{
    size_t n;
    (void)state;
    struct slice text = words(LONG);
    assert_true(slice_eq(joined(SLICE_NONE, text, true, &n), text));
    assert_true(n >= LONG / PLAN_PIECE);
    assert_true(slice_eq(joined(text, SLICE_NONE, false, &n), text));
    // One side longer than the other.
    assert_true(slice_eq(joined(SLICE("Nada"), text, true, &n), text));
    assert_true(slice_is(joined(SLICE("Nada"), text, false, &n), "Nada"));
}

// A letter of several bytes is never cut in two, and what is no text ends too.
static void letters_stay_whole(void **state)
{
    size_t n;
    struct plan_pieces pieces;
    struct slice old, now;
    char *text = arena_alloc(&arena, 3 * 1000);
    (void)state;
    for (size_t i = 0; i < 1000; i++)
        memcpy(text + 3 * i, "\xE4\xB8\x80", 3);
    pieces = plan_pieces(SLICE_NONE, (struct slice){text, 3000});
    for (n = 0; plan_next_piece(&pieces, &arena, &old, &now); n++)
        assert_int_equal(utf8_valid_prefix(now), now.n);
    assert_int_equal(n, 5);
    memset(text, '\x80', 3000);
    pieces = plan_pieces((struct slice){text, 3000}, (struct slice){text, 2999});
    while (plan_next_piece(&pieces, &arena, &old, &now))
        continue;
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(short_texts_stand_as_they_are),
        TEST(what_differs_far_behind_is_shown),
        TEST(what_is_new_is_shown_whole),
        TEST(letters_stay_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
