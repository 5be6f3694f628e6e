// SPDX-License-Identifier: MIT
// What the operator's rooms say of what lies on the desk, and what Help says of what was noted there.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "scene/view_operator.h"
#include "support/campaign.h"
#include "support/fixed_metrics.h"

static const char *const keys[] = {
#define WORD(name, key, holes) key,
#include "content/words.def"
#undef WORD
};
static const char *const word_holes[] = {
#define WORD(name, key, holes) holes,
#include "content/words.def"
#undef WORD
};

struct desktop {
    struct arena arena;
    struct scene scene;
    struct state state;
    struct words words;
    struct pack pack;
    struct channel channel[N_CH];
    const struct channel *channels[N_CH];
    struct country country;
    struct desk desk;
    struct view_input input;
    struct ui ui;
};

// Every sentence is its key between two brackets, with what fills it behind.
static struct slice sentence(struct arena *arena, int word)
{
    struct slice rest = slice_of(word_holes[word]), hole, text = arena_format(arena, "<%s>", keys[word]);
    // Lines break at hyphens.
    for (char *p = (char *)text.p; *p; p++)
        *p = (char)(*p == '-' ? '_' : *p);
    while (rest.n) {
        slice_cut(rest, ' ', &hole, &rest);
        text = arena_format(arena, "%.*s {%.*s}", SLICE_ARG(text), SLICE_ARG(hole));
    }
    return text;
}

static void begin(struct desktop *on)
{
    memset(on, 0, sizeof *on);
    arena_init(&on->arena);
    desk_init(&on->desk);
    scene_clear(&on->scene, 14000, 8000);
    on->words.for_operator = true;
    for (int word = 0; word < WORD_COUNT; word++)
        on->words.text[word] = sentence(&on->arena, word);
    // Installed, and not built into the program.
    on->pack = test_pack;
    on->pack.root = SLICE("/pack");
    for (int i = 0; i < N_CH; i++) {
        on->channel[i] = test_channel[i];
        on->channel[i].pack = &on->pack;
        on->channels[i] = &on->channel[i];
    }
    on->country = test_countries[CO];
    on->country.channels = on->channels;
    on->state = (struct state){.today = {2026, 11, 27}};
    on->input = (struct view_input){.state = &on->state,
                                    .campaign = &test_campaign,
                                    .desk = &on->desk,
                                    .metrics = &fixed_metrics,
                                    .w = 14000,
                                    .h = 8000,
                                    .mm = 2000};
    on->ui = (struct ui){.in = &on->input,
                         .state = &on->state,
                         .country = &on->country,
                         .words = &on->words,
                         .arena = &on->arena,
                         .scene = &on->scene,
                         .room = SCENE_MAX_ITEMS - UI_BAR_ITEMS};
    theme_sizes(on->input.w, on->input.h, on->input.mm, &on->ui.sizes);
}

static void end(struct desktop *on)
{
    desk_fini(&on->desk);
    arena_fini(&on->arena);
}

// Its letters without the spaces: where lines break is no matter here.
static struct slice without_spaces(struct slice text, struct arena *arena)
{
    char *out = arena_alloc(arena, text.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] != ' ')
            out[n++] = text.p[i];
    return (struct slice){out, n};
}

// All texts of the scene in their order.
static bool is_told(struct desktop *on, const char *text, struct slice *all)
{
    *all = SLICE("");
    for (uint32_t i = 0; i < on->scene.n_items; i++)
        if (on->scene.items[i].kind == SCENE_TEXT)
            *all = arena_format(&on->arena, "%.*s%.*s", SLICE_ARG(*all),
                                SLICE_ARG(without_spaces(on->scene.items[i].text.text, &on->arena)));
    return slice_find(*all, without_spaces(slice_of(text), &on->arena)) >= 0;
}

static void says(struct desktop *on, const char *text)
{
    struct slice all;
    if (!is_told(on, text, &all))
        fail_msg("\"%s\" isn't in: %.*s", text, SLICE_ARG(all));
}

static void says_not(struct desktop *on, const char *text)
{
    struct slice all;
    if (is_told(on, text, &all))
        fail_msg("\"%s\" is in: %.*s", text, SLICE_ARG(all));
}

// ---- Help ----

static void who_confirmed_is_told_in_the_readers_language(void **unused)
{
    (void)unused;
    static const struct {
        const char *by;
        bool here;
        const char *told;
    } rows[] = {
        {"teacher", true, "<confirmed_dialled> 27 <month_11> 2026 <by_teacher>"},
        {"school coordinator", true, "<by_coordinator>"},
        {"staff", true, "<by_other>"},
        {"Ana", true, "<confirmed_dialled> 27 <month_11> 2026 Ana"},
        {"teacher", false, "<confirmed_dialled> 27 <month_11> 2026 teacher"}, // a pack's author wrote it
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct desktop on;
        begin(&on);
        on.channel[CH_LINE].confirmed =
            (struct confirmation){{2026, 11, 27}, SLICE("dialled"), slice_of(rows[i].by), rows[i].here};
        on.state.at = (struct place){.screen = SCREEN_CHANNEL, .index = CH_LINE};
        view_channel(&on.ui);
        says(&on, rows[i].told);
        end(&on);
    }
}

static void who_confirmed_is_left_out_where_a_language_has_no_word(void **unused)
{
    (void)unused;
    struct desktop on;
    begin(&on);
    on.words.text[WORD_BY_TEACHER] = SLICE("");
    on.channel[CH_LINE].confirmed =
        (struct confirmation){{2026, 11, 27}, SLICE("dialled"), SLICE("teacher"), true};
    on.state.at = (struct place){.screen = SCREEN_CHANNEL, .index = CH_LINE};
    view_channel(&on.ui);
    says(&on, "<free>");
    says_not(&on, "<confirmed_dialled>");
    end(&on);
}

// ---- Numbers to confirm ----

// Lines as the shell lays them, with | for TAB.
static void lay(struct desktop *on, const char *line)
{
    struct slice copy = arena_format(&on->arena, "%s", line);
    for (char *p = (char *)copy.p; *p; p++)
        *p = (char)(*p == '|' ? '\t' : *p);
    desk_line(&on->desk, copy);
}

static void the_menu_counts_what_is_wrong_apart(void **unused)
{
    (void)unused;
    static const struct {
        int channels; // of the sample, from its first
        const char *lines[3];
        const char *told;
    } rows[] = {
        {0, {NULL}, "<op_confirms_empty>"},
        {0, {"content|waits"}, "<op_confirms_wait>"},
        {1, {NULL}, "<op_confirms_one>"},
        {2, {"content|waits"}, "<op_confirms_count> 2"},
        {1, {"confirmed|families|106|2026-11-20|dialled|staff"}, "<op_confirms_none>"},
        {1, {"confirmed|families|106|2026-11-20|withdrawn|staff"}, "<op_wrong_one>"},
        {2,
         {"confirmed|families|106|2026-11-20|withdrawn|staff"},
         "<op_wrong_one>\u00A0\u00B7 <op_confirms_one>"},
        {1, {"confirmed|families|107|2026-11-20|withdrawn|staff"}, "<op_confirms_one>"}, // another number
        {2,
         {"confirmed|families|106|2026-11-20|withdrawn|staff",
          "confirmed|line|141|2026-11-20|withdrawn|staff"},
         "<op_wrong_count> 2"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct desktop on;
        begin(&on);
        on.country.n_channels = (uint16_t)rows[i].channels;
        for (size_t k = 0; k < 3 && rows[i].lines[k]; k++)
            lay(&on, rows[i].lines[k]);
        struct slice text = op_confirms_text(&on.ui);
        if (!slice_is(text, rows[i].told))
            fail_msg("row %zu says %.*s", i, SLICE_ARG(text));
        end(&on);
    }
}

static void the_room_says_when_new_numbers_can_be_confirmed(void **unused)
{
    (void)unused;
    struct desktop on;
    begin(&on);
    lay(&on, "content|waits");
    view_op_confirms(&on.ui);
    says(&on, "<op_confirms_wait>");
    end(&on);
    begin(&on);
    view_op_confirms(&on.ui);
    says_not(&on, "<op_confirms_wait>");
    says_not(&on, "<op_confirms_empty>");
    end(&on);
    begin(&on);
    on.country.n_channels = 0;
    view_op_confirms(&on.ui);
    says(&on, "<op_confirms_empty>");
    end(&on);
}

static void nothing_looks_noted_before_it_is(void **unused)
{
    (void)unused;
    static const struct {
        enum confirm_how how;
        enum confirm_by by;
        const char *told;
    } rows[] = {
        {CONFIRM_NOT, CONFIRM_BY_NOBODY, "<op_confirm_choose>"},
        {CONFIRM_DIALLED, CONFIRM_BY_TEACHER, "<op_confirm_save> <op_confirm_unsaved>"},
        {CONFIRM_WITHDRAWN, CONFIRM_BY_NOBODY, "<op_confirm_remove_text>"},
        {CONFIRM_WITHDRAWN, CONFIRM_BY_TEACHER, "<op_confirm_remove> <op_confirm_unsaved>"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct desktop on;
        begin(&on);
        on.state.at = (struct place){.screen = SCREEN_OPERATOR, .by = ROOM_CONFIRM, .index = CH_LINE};
        on.state.op.how = (uint8_t)rows[i].how;
        on.state.op.by = (uint8_t)rows[i].by;
        // The letters of the tests are wide: what doesn't fit is on a second page.
        for (on.state.at.page = 0; on.state.at.page < 2; on.state.at.page++)
            view_op_confirm(&on.ui);
        says(&on, rows[i].told);
        end(&on);
    }
}

// ---- What will change ----

static void plan(struct desktop *on, enum operator_task task)
{
    on->state.at = (struct place){.screen = SCREEN_OPERATOR, .by = ROOM_PLAN};
    on->state.op.task = (uint8_t)task;
    on->state.op.work = WORK_READY;
    view_op_plan(&on->ui);
}

// The colour of the fill that the item lies on.
static uint32_t color_under(const struct desktop *on, const char *text)
{
    uint32_t color = 0;
    for (uint32_t i = 0; i < on->scene.n_items; i++) {
        if (on->scene.items[i].kind == SCENE_FILL)
            color = on->scene.items[i].color;
        if (on->scene.items[i].kind == SCENE_TEXT &&
            slice_find(on->scene.items[i].text.text, slice_of(text)) >= 0)
            return color;
    }
    fail_msg("\"%s\" isn't there", text);
    return 0;
}

static void what_was_noted_as_wrong_is_named_when_it_comes(void **unused)
{
    (void)unused;
    static const struct {
        const char *change, *note;
        bool warns;
    } rows[] = {
        {"change|altered|channel|line|L|L|142|141", "confirmed|line|141|2026-11-20|withdrawn|staff", true},
        {"change|added|channel|line|L|L||141", "confirmed|line|141|2026-11-20|withdrawn|staff", true},
        {"change|added|channel|web|W|W||https://a.example/a/page/that/is/no/longer/there",
         "confirmed|web|https://a.example/a/page/that/is/no/longer/there|2026-11-20|withdrawn|staff", true},
        {"change|altered|channel|line|L|L|141|142", "confirmed|line|141|2026-11-20|withdrawn|staff", false},
        {"change|removed|channel|line|L|L|141|", "confirmed|line|141|2026-11-20|withdrawn|staff", false},
        {"change|altered|channel|line|L|L|142|141", "confirmed|line|141|2026-11-20|dialled|staff", false},
        {"change|altered|channel|other|L|L|142|141", "confirmed|line|141|2026-11-20|withdrawn|staff", false},
    };
    static const enum operator_task tasks[] = {TASK_IMPORT, TASK_ROLLBACK};
    for (size_t i = 0; i < 2 * sizeof rows / sizeof *rows; i++) {
        struct desktop on;
        begin(&on);
        lay(&on, rows[i / 2].change);
        lay(&on, rows[i / 2].note);
        plan(&on, tasks[i % 2]);
        if (rows[i / 2].warns) {
            says(&on, "<op_noted_wrong> 2026-11-20");
            assert_int_equal(color_under(&on, "<op_noted_wrong>"), THEME_COCHINEAL);
        } else {
            says_not(&on, "<op_noted_wrong>");
        }
        end(&on);
    }
}

static void a_plan_counts_what_can_be_read_and_names_the_rest(void **unused)
{
    (void)unused;
    struct desktop on;
    begin(&on);
    lay(&on, "change|added|message|m0|Uno|One||");
    lay(&on, "change|added|language|es|||");
    lay(&on, "change|added|pack|mi-escuela|Mi escuela|My school||1");
    lay(&on, "ready|x");
    plan(&on, TASK_IMPORT);
    says(&on, "<op_plan_items_count> 1 0 0");
    says(&on, "<op_plan_text_items>");
    end(&on);

    struct words spanish = {.tag = SLICE("es"), .text = {[WORD_LANGUAGE_NAME] = SLICE("Castellano")}};
    const struct words *list[] = {&spanish};
    struct campaign campaign = test_campaign;
    campaign.built_in = list;
    campaign.n_built_in = 1;
    begin(&on);
    on.input.campaign = &campaign;
    lay(&on, "change|added|message|m0|Uno|One||");
    lay(&on, "change|added|language|es|||");
    lay(&on, "change|added|language|qu|||");
    lay(&on, "change|added|pack|mi-escuela|Mi escuela|My school||1");
    on.state.at = (struct place){.screen = SCREEN_OPERATOR, .by = ROOM_ITEMS};
    view_op_items(&on.ui);
    says(&on, "<op_kind_language>: Castellano");
    says(&on, "<op_kind_language>: qu");
    says(&on, "<op_kind_pack>: My school");
    says_not(&on, "<op_more_changes>");
    end(&on);
}

static void a_plan_names_what_it_is_about(void **unused)
{
    (void)unused;
    struct desktop on;
    begin(&on);
    lay(&on, "generation|1|2026-03-02|import|0|0|colombia 4 x");
    lay(&on, "generation|2|2026-05-18|import|1|0|colombia 5 x");
    on.state.op.generation = 1;
    on.state.op.subject = 2; // looked at meanwhile
    plan(&on, TASK_ROLLBACK);
    says(&on, "<op_plan_back_to> 2026-03-02");
    end(&on);
    begin(&on);
    lay(&on, "change|removed|pack|mi-escuela|Mi escuela|My school|1|");
    plan(&on, TASK_REMOVE);
    says(&on, "<op_plan_takes_out> My school");
    end(&on);
}

// How often an icon stands there.
static uint32_t icons(const struct desktop *on, enum icon icon)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < on->scene.n_items; i++)
        n += on->scene.items[i].kind == SCENE_ICON && on->scene.items[i].icon.shape == icon;
    return n;
}

static void yes_and_no_carry_their_own_signs(void **unused)
{
    (void)unused;
    struct desktop on;
    begin(&on);
    plan(&on, TASK_REMOVE);
    assert_int_equal(icons(&on, ICON_MINUS), 1);
    assert_int_equal(icons(&on, ICON_CLOSE), 1);
    end(&on);
    begin(&on);
    lay(&on, "generation|1|2026-03-02|import|1|0|colombia 4 x|mi-escuela 1 ");
    on.state.at = (struct place){.screen = SCREEN_OPERATOR, .by = ROOM_REMOVE};
    view_op_remove(&on.ui);
    assert_int_equal(icons(&on, ICON_RIGHT), 1); // of the one that goes on
    end(&on);
}

static void packs_that_nobody_signed_have_no_tick(void **unused)
{
    (void)unused;
    struct desktop on;
    begin(&on);
    lay(&on, "generation|1|2026-03-02|import|1|0|colombia 4 x|mi-escuela 1 |otra 2 ");
    view_op_installed(&on.ui);
    assert_int_equal(icons(&on, ICON_CHECK), 1);
    assert_int_equal(icons(&on, ICON_PENCIL), 2);
    end(&on);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_confirmed_is_told_in_the_readers_language),
        cmocka_unit_test(who_confirmed_is_left_out_where_a_language_has_no_word),
        cmocka_unit_test(the_menu_counts_what_is_wrong_apart),
        cmocka_unit_test(the_room_says_when_new_numbers_can_be_confirmed),
        cmocka_unit_test(nothing_looks_noted_before_it_is),
        cmocka_unit_test(what_was_noted_as_wrong_is_named_when_it_comes),
        cmocka_unit_test(a_plan_counts_what_can_be_read_and_names_the_rest),
        cmocka_unit_test(a_plan_names_what_it_is_about),
        cmocka_unit_test(yes_and_no_carry_their_own_signs),
        cmocka_unit_test(packs_that_nobody_signed_have_no_tick),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
