// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "content/regions.h"
#include "programs/app.h"
#include "support/campaign.h"
#include "system/setup.h"

static struct setup a_setup(void)
{
    struct setup setup = setup_defaults();
    memcpy(setup.country, "CO", sizeof "CO");
    memcpy(setup.region, "CO-ANT", sizeof "CO-ANT");
    memcpy(setup.language, "en", sizeof "en");
    memcpy(setup.access, "text-150,contrast,low-reach", sizeof "text-150,contrast,low-reach");
    setup.mm = 476;
    setup.idle_s = 45;
    setup.volume = 50;
    setup.facilitate = true;
    setup.always = false;
    for (int day = 0; day < SETUP_DAYS; day++)
        setup.hours[day] = (struct setup_day){420, 1080};
    setup.hours[6] = (struct setup_day){0, 0};
    return setup;
}

static struct state start(const struct setup *setup)
{
    struct app_options options = {.volume = APP_DEFAULT_VOLUME, .setup = setup, .date = {2026, 11, 27}};
    struct state state;
    app_setup_fill(setup, &options);
    assert_true(app_start(&options, &test_campaign, 1, &state));
    return state;
}

static void what_was_set_is_what_the_core_has(void **unused)
{
    (void)unused;
    struct setup setup = a_setup();
    struct state state = start(&setup);
    assert_int_equal(state.settings.country, CO);
    assert_int_equal(state.settings.region, region_find(SLICE("CO-ANT")));
    assert_int_equal(state.settings.volume, 50);
    assert_int_equal(state.config.idle_ms, 45000);
    assert_int_equal(state.settings.access.text_size, TEXT_SIZE_LARGE);
    assert_int_equal(state.settings.hours[0].from, 14);
    assert_int_equal(state.settings.hours[0].to, 36);
    assert_true(state.settings.hours[6].from >= state.settings.hours[6].to);
    assert_false(state.config.first_run);
}

static void what_nobody_changed_comes_back_as_it_was(void **unused)
{
    (void)unused;
    struct setup setup = a_setup(), back = a_setup();
    struct state state = start(&setup);
    app_setup_take(&state.settings, &test_campaign, &back);
    assert_memory_equal(&setup, &back, sizeof setup);
}

static void a_day_is_rather_too_long_than_too_short(void **unused)
{
    (void)unused;
    struct setup setup = a_setup();
    setup.hours[2] = (struct setup_day){435, 1065}; // 7:15 to 17:45
    struct state state = start(&setup);
    assert_int_equal(state.settings.hours[2].from, 14);
    assert_int_equal(state.settings.hours[2].to, 36);
}

// A kiosk that ends because of two letters is a black screen.
static void a_country_that_is_none_is_left_out(void **unused)
{
    (void)unused;
    char path[] = "/tmp/chasqui-settings-XXXXXX";
    struct app_options options = {.config = path};
    struct setup setup;
    int fd = mkstemp(path);
    assert_true(fd >= 0 && write(fd, "country: UK\nvolume: 30\n", 23) == 23 && close(fd) == 0);
    assert_int_equal(app_setup_read_config(&options, &setup), 1);
    assert_string_equal(setup.country, "");
    assert_int_equal(setup.volume, 30);
    memcpy(setup.country, "PE", sizeof "PE");
    assert_int_equal(app_setup_read_kept(path, &setup), 1);
    assert_string_equal(setup.country, "PE");
    unlink(path);
}

static void who_set_nothing_is_asked(void **unused)
{
    (void)unused;
    struct setup setup = setup_defaults();
    struct state state = start(&setup);
    assert_true(state.config.first_run);
    // One country's packs alone leave nothing to ask but the rest.
    struct campaign one = test_campaign;
    struct app_options options = {.volume = APP_DEFAULT_VOLUME, .setup = &setup, .date = {2026, 11, 27}};
    one.n_countries = 1;
    assert_true(app_start(&options, &one, 1, &state));
    assert_int_equal(state.at.screen, SCREEN_OPERATOR);
}

// Nobody stands there to read that content has lost a language; whoever names a pack does.
static void a_language_that_was_set_may_go_and_come_back(void **unused)
{
    (void)unused;
    struct setup setup = a_setup(), back;
    snprintf(setup.language, sizeof setup.language, "qu");
    struct state state = start(&setup);
    assert_int_equal(state.language, 0);
    back = setup;
    app_setup_take(&state.settings, &test_campaign, &back);
    assert_string_equal(back.language, "qu");
    struct app_options options = {.country = "CO", .language = "sq", .setup = &setup, .date = {2026, 11, 27}};
    assert_true(app_start(&options, &test_campaign, 1, &state));
    options.n_packs = 1;
    assert_false(app_start(&options, &test_campaign, 1, &state));
}

static void the_command_line_rules(void **unused)
{
    (void)unused;
    struct setup setup = a_setup();
    struct app_options options = {.country = "PE", .language = "es", .mm = 300, .volume = 20};
    app_setup_fill(&setup, &options);
    assert_string_equal(options.country, "PE");
    assert_string_equal(options.language, "es");
    assert_int_equal(options.mm, 300);
    assert_int_equal(options.volume, 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_set_is_what_the_core_has),
        cmocka_unit_test(what_nobody_changed_comes_back_as_it_was),
        cmocka_unit_test(a_day_is_rather_too_long_than_too_short),
        cmocka_unit_test(a_country_that_is_none_is_left_out),
        cmocka_unit_test(who_set_nothing_is_asked),
        cmocka_unit_test(a_language_that_was_set_may_go_and_come_back),
        cmocka_unit_test(the_command_line_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
