// SPDX-License-Identifier: MIT
// What tests of the pack room share: an arena with diagnostics, and what was found last.
#ifndef CHASQUI_TESTS_PACK_TEST_H
#define CHASQUI_TESTS_PACK_TEST_H

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "pack/minisign.h"

struct pack_test {
    struct arena arena;
    struct diags diags;
};

static inline void pack_test_init(struct pack_test *test)
{
    arena_init(&test->arena);
    diags_init(&test->diags, &test->arena);
}

static inline void pack_test_fini(struct pack_test *test)
{
    arena_fini(&test->arena);
}

// Forgets what was found and read so far.
static inline void pack_test_again(struct pack_test *test)
{
    arena_reset(&test->arena);
    diags_init(&test->diags, &test->arena);
}

// The code of the only diagnostic, "" for none, "several" for more.
static inline const char *pack_test_code(const struct pack_test *test)
{
    if (test->diags.count == 0)
        return "";
    return test->diags.count == 1 ? diag_code_name(test->diags.list[0].code) : "several";
}

// A pair of keys that is the same on every run.
static inline void pack_test_key(uint8_t number, struct minisign_secret *secret,
                                 struct minisign_public *public)
{
    uint8_t seed[32] = {number};
    assert_true(sodium_init() >= 0);
    *secret = (struct minisign_secret){.id = {number, 2, 3, 4, 5, 6, 7, 8}};
    crypto_sign_seed_keypair(public->key, secret->key, seed);
    memcpy(public->id, secret->id, sizeof public->id);
}

#endif
