// SPDX-License-Identifier: MIT
// Which generation is loaded. The packs of this store have no index: their files are read.
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "content/check.h"
#include "content/pack.h"
#include "pack/store.h"
#include "programs/content.h"
#include "unit/programs/shell.h"
#include "system/files.h"
#include "system/setup.h"

#define HASH "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

struct fixture {
    char store[64];
    struct app_options options;
    struct content content;
};

// Generation `number` is this pack alone, and the current one.
static void install(const struct fixture *f, int number, const char *folder)
{
    run("cd '%s' && printf 'chasqui-generation 1\\nmade 2026-11-27 import\\npack %s peru %d " HASH
        " unsigned\\n' >generations/%d && echo %d >current",
        f->store, folder, number, number, number);
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    if (!f)
        return -1;
    snprintf(f->store, sizeof f->store, "/tmp/chasqui-content-XXXXXX");
    if (!mkdtemp(f->store))
        return -1;
    f->options = (struct app_options){.store = f->store, .date = {2026, 11, 27}};
    run("mkdir '%s/packs' '%s/generations' '%s/packs/empty-1'", f->store, f->store, f->store);
    run("cp -r " CONTENT_DIR "/peru '%s/packs/peru-1'", f->store);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    content_free(&f->content);
    run("rm -rf '%s'", f->store);
    free(f);
    return 0;
}

static uint64_t loaded(struct fixture *f)
{
    int status = 0;
    content_free(&f->content);
    assert_true(content_load(&f->options, &f->content, &status));
    return f->content.generation;
}

static void what_is_installed_is_loaded(void **state)
{
    struct fixture *f = *state;
    install(f, 1, "peru-1");
    assert_int_equal(loaded(f), 1);
    assert_false(f->content.fell_back);
    assert_int_equal(f->content.campaign->n_packs, 1);
}

static void without_anything_what_came_with_the_program_is(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(loaded(f), 0);
    assert_true(f->content.campaign->n_packs > 0);
}

// What was taken out on purpose isn't fallen back to, and what is shown then takes its place, however little that is.
static void what_was_taken_out_is_gone(void **state)
{
    struct fixture *f = *state;
    install(f, 1, "peru-1");
    assert_int_equal(loaded(f), 1);
    assert_false(f->content.nothing);
    run("cd '%s' && printf 'chasqui-generation 1\\nmade 2026-11-27 remove peru\\nnothing\\n' >generations/2 "
        "&& "
        "echo 2 >current",
        f->store);
    assert_true(content_is_old(&f->options, &f->content, 0));
    assert_int_equal(loaded(f), 0);
    assert_true(f->content.nothing);
    assert_false(f->content.fell_back);
    assert_false(content_is_old(&f->options, &f->content, 0));
}

// Loads in a folder without content/, on a machine where nothing is installed.
static void load_far_from_content(struct fixture *f)
{
    char *here = getcwd(NULL, 0);
    assert_non_null(here);
    assert_int_equal(chdir(f->store), 0);
    loaded(f);
    assert_int_equal(chdir(here), 0);
    free(here);
}

static void never_black(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i < 2; i++) {
        f->options.country = i == 0 ? NULL : "PE-LIM";
        load_far_from_content(f);
        const struct campaign *campaign = f->content.campaign;
        assert_int_equal(f->content.generation, 0);
        assert_true(app_is_last_resort(campaign));
        assert_int_equal(campaign->n_countries, 1);
        const struct country *country = &campaign->countries[0];
        assert_true(slice_is(country->code, i == 0 ? COUNTRY_NONE : "PE"));
        assert_int_equal(country->n_langs, 2);
        assert_true(country->n_loop >= 3 && country->n_channels >= 3);
        // A number would be wrong in some country.
        for (uint16_t k = 0; k < country->n_channels; k++)
            assert_int_equal(country->channels[k]->value.n, 0);
        for (size_t k = 0; k < country->n_items; k++)
            assert_true(!country->items[k]->left_out && country->items[k]->langs_present == 3);
    }
}

// What is built in keeps the rules that every pack does; it has no country, and leaves quick exit's poster to the program.
static void what_is_built_in_keeps_the_rules(void **state)
{
    struct fixture *f = *state;
    char folder[80];
    struct arena arena;
    struct tree tree;
    struct diags diags;
    snprintf(folder, sizeof folder, "%s/built-in", f->store);
    run("cp -r " ASSETS_DIR "/last-resort '%s' && cp -r " ASSETS_DIR "/pictures '%s'", folder, folder);
    arena_init(&arena);
    diags_init(&diags, &arena);
    assert_true(files_read_tree(folder, pack_wants, pack_cap, &arena, &tree));
    struct pack *pack = pack_read(&tree, &arena, &diags);
    assert_non_null(pack);
    struct check_options check = {.today = f->options.date, .tree = &tree};
    check_pack(pack, &check, &arena, &diags);
    for (size_t i = 0; i < diags.count; i++) {
        diag_print(stderr, &diags.list[i], DIAG_EN);
        assert_true(diags.list[i].code == DIAG_COUNTRY_PLACEHOLDER ||
                    diags.list[i].code == DIAG_NEUTRAL_MISSING);
    }
    arena_fini(&arena);
}

// A Peruvian child must never see a Colombian number, and no black screen either.
static void what_is_for_other_countries_is_passed_over(void **state)
{
    struct fixture *f = *state;
    struct setup setup = setup_defaults();
    memcpy(setup.country, "BO", sizeof "BO");
    f->options.setup = &setup;
    f->options.country = setup.country;
    install(f, 1, "peru-1");
    for (int i = 0; i < LIMIT_TRIES + 1; i++) { // which is no fault of what is installed
        loaded(f);
        assert_true(app_is_last_resort(f->content.campaign));
        assert_true(slice_is(f->content.campaign->countries[0].code, "BO"));
        assert_true(f->content.elsewhere);
        assert_false(content_is_old(&f->options, &f->content, 0));
    }
    memcpy(setup.country, "CO", sizeof "CO"); // what came with the program is for it
    assert_int_equal(loaded(f), 0);
    assert_false(app_is_last_resort(f->content.campaign));
    memcpy(setup.country, "PE", sizeof "PE");
    assert_int_equal(loaded(f), 1);
    assert_false(f->content.elsewhere);
    // So too what stands in the line that starts the kiosk; only what is no country's code is refused.
    struct state unused;
    f->options.country = "BO";
    assert_int_equal(loaded(f), 0);
    assert_true(app_start(&f->options, f->content.campaign, 1, &unused));
    f->options.country = "Bolivia";
    loaded(f);
    assert_false(app_start(&f->options, f->content.campaign, 1, &unused));
    f->options.country = "PE";
    f->options.language = "qu";
    assert_int_equal(loaded(f), 1);
    assert_true(app_start(&f->options, f->content.campaign, 1, &unused));
}

// Nobody stands at a kiosk to read why; whoever names a pack does.
static void a_pack_that_is_named_is_that_or_nothing(void **state)
{
    struct fixture *f = *state;
    int status = 0;
    f->options.packs[0] = "nowhere";
    f->options.n_packs = 1;
    assert_false(content_load(&f->options, &f->content, &status));
    assert_int_equal(status, APP_INPUT);
}

static void what_can_not_be_shown_is_passed_over(void **state)
{
    struct fixture *f = *state;
    install(f, 1, "peru-1");
    install(f, 2, "empty-1");
    assert_int_equal(loaded(f), 1);
    assert_true(f->content.fell_back);
    assert_false(content_is_old(&f->options, &f->content, 0)); // 2 isn't tried again and again
}

static void what_kills_the_program_is_given_up(void **state)
{
    struct fixture *f = *state;
    install(f, 1, "peru-1");
    run("cp -r '%s/packs/peru-1' '%s/packs/peru-2'", f->store, f->store);
    install(f, 2, "peru-2");
    for (int i = 0; i < LIMIT_TRIES; i++)
        assert_int_equal(loaded(f), 2);
    assert_int_equal(loaded(f), 1);
    assert_true(f->content.fell_back);
}

static void a_new_generation_is_noticed(void **state)
{
    struct fixture *f = *state;
    install(f, 1, "peru-1");
    assert_int_equal(loaded(f), 1);
    assert_false(content_is_old(&f->options, &f->content, 0));
    install(f, 2, "peru-1");
    assert_true(content_is_old(&f->options, &f->content, 0));
    assert_false(content_is_old(&f->options, &f->content, 2)); // it was refused
    install(f, 3, "peru-1");
    assert_int_equal(loaded(f), 3);
    assert_true(store_mark_bad(f->store, 3)); // a file of it was found rotten
    assert_true(content_is_old(&f->options, &f->content, 0));
    assert_int_equal(loaded(f), 2);
    assert_false(content_is_old(&f->options, &f->content, 0));
    f->options.packs[f->options.n_packs++] = CONTENT_DIR "/peru";
    assert_false(content_is_old(&f->options, &f->content, 0)); // --pack shows that alone
}

static void the_first_poster_waits_for_a_country(void **state)
{
    struct fixture *f = *state;
    loaded(f); // the campaigns of two countries
    assert_null(content_first_poster(&f->options, f->content.campaign));
    assert_null(content_first_poster(&f->options, NULL));
    f->options.country = "PE";
    const struct item *item = content_first_poster(&f->options, f->content.campaign);
    assert_non_null(item);
    assert_true(slice_is(item->pack->country, "PE"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(what_is_installed_is_loaded),
        TEST(without_anything_what_came_with_the_program_is),
        TEST(what_was_taken_out_is_gone),
        TEST(never_black),
        TEST(what_is_built_in_keeps_the_rules),
        TEST(what_is_for_other_countries_is_passed_over),
        TEST(a_pack_that_is_named_is_that_or_nothing),
        TEST(what_can_not_be_shown_is_passed_over),
        TEST(what_kills_the_program_is_given_up),
        TEST(a_new_generation_is_noticed),
        TEST(the_first_poster_waits_for_a_country),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
