// SPDX-License-Identifier: MIT
// The tape format: what is read, what is refused and where.
#include <stdio.h>
#include <stdlib.h>

#include "core/tape.h"
#include "support/campaign.h"
#include "support/visit.h"

struct reading {
    struct arena arena;
    struct diags diags;
    struct tape tape;
    bool good;
};

static void read_bytes(struct reading *reading, struct slice bytes)
{
    arena_init(&reading->arena);
    diags_init(&reading->diags, &reading->arena);
    struct tree_entry entry = {.path = SLICE("a.tape"), .kind = TREE_FILE, .size = bytes.n, .bytes = bytes};
    struct tree tree = {.entries = &entry, .count = 1};
    struct source_text source;
    reading->good = source_open(&tree, &entry, &reading->arena, &reading->diags, &source) &&
                    tape_open(&source, &reading->diags, &reading->tape);
}

static void read_text(struct reading *reading, const char *text)
{
    read_bytes(reading, slice_of(text));
}

// The diagnostics as "LINE:COL code" lines.
static void assert_diags(struct reading *reading, const char *text, const char *expected)
{
    char found[1000] = "";
    diags_sort(&reading->diags);
    for (size_t i = 0; i < reading->diags.count; i++) {
        const struct diag *diag = &reading->diags.list[i];
        size_t n = strlen(found);
        snprintf(found + n, sizeof found - n, "%u:%u %s\n", diag->pos.line, diag->pos.col,
                 diag_code_name(diag->code));
    }
    if (strcmp(found, expected) != 0)
        fail_msg("%s\nexpected:\n%sfound:\n%s", text, expected, found);
    assert_int_equal(reading->good, expected[0] == '\0');
}

#define HEAD "chasqui-tape 1\nseed 7\ndate 2026-11-22\n" // 3 lines

static void bad_tapes_are_told_where(void **unused)
{
    (void)unused;
    static const struct {
        const char *text, *expected;
    } rows[] = {
        {HEAD, ""},
        {"# a visit\n\n" HEAD "\n  wait 5 # and more\n", ""},
        {"\xEF\xBB\xBF"
         "chasqui-tape 1\r\nseed 7\r\ndate 2026-11-22\r\nwait 5\r\n",
         ""},
        {"# nothing\n", "1:1 tape-header\n"},
        {"seed 7\n", "1:1 tape-header\n"},
        {"chasqui-tape\n", "1:1 tape-header\n"},
        {"chasqui-tape 2\n", "1:14 tape-version\n"},
        {"chasqui-tape 1\nwait 5\n", "1:1 tape-missing-field\n1:1 tape-missing-field\n"},
        {"chasqui-tape 1\nseed\ndate tomorrow\n", "2:5 tape-short\n3:6 tape-usage\n"},
        {"chasqui-tape 1\nseed -1\ndate 2026-02-30\n", "2:6 tape-usage\n3:6 tape-usage\n"},
        {HEAD "seed 8\n", "4:1 tape-field-twice\n"},
        {HEAD "country CO extra\n", "4:12 tape-usage\n"},
        {HEAD "idle 60000 19999\n", "4:12 tape-usage\n"},
        {HEAD "idle 0 20000\n", "4:6 tape-usage\n"},
        {HEAD "size 1920 476\n", "4:6 tape-usage\n"},
        {HEAD "size 1920x1080\n", "4:15 tape-short\n"},
        {HEAD "size 99999x1080 476\n", "4:6 tape-usage\n"},
        {HEAD "access text-200,contrast,dark,low-reach,still,two-buttons\n", ""},
        {HEAD "access contrast,loud\n", "4:8 tape-usage\n"},
        {HEAD "content 12\n", "4:9 tape-usage\n"},
        {HEAD "wait 5\nsize 1920x1080 476\nlanguage es\n", "5:1 tape-late-field\n6:1 tape-late-field\n"},
        {HEAD "jump 5\nwait\nwait x\nwait 5 6\n",
         "4:1 tape-unknown-step\n5:5 tape-short\n6:6 tape-usage\n7:8 tape-usage\n"},
        {HEAD "act\nact fly\nact open a b\npress\n",
         "4:4 tape-short\n5:5 tape-usage\n6:12 tape-usage\n7:6 tape-short\n"},
        {HEAD "touch 0 down 5\ntouch 10 down 5 5\ntouch 0 tap 5 5\ntouch 0 down -5 5\ntouch 0 down 5 9999\n"
              "touch 0 up 5 5 5\n",
         "4:15 tape-short\n5:7 tape-usage\n6:9 tape-usage\n7:14 tape-usage\n8:16 tape-usage\n9:16 "
         "tape-usage\n"},
        {HEAD "swipe up\nkey f1\nkey\n", "4:7 tape-usage\n5:5 tape-usage\n6:4 tape-short\n"},
        {HEAD "date 2026-13-01\ndate +0\ndate +1\ndate +9999\n",
         "4:6 tape-usage\n5:6 tape-usage\n7:6 tape-usage\n"},
        {HEAD "expect\nexpect screen\nexpect mood good\nexpect hash 12\nexpect hash 0123456789ABCDEF\n",
         "4:7 tape-short\n5:14 tape-short\n6:8 tape-usage\n7:13 tape-usage\n8:13 tape-usage\n"},
        {HEAD "end\n", "4:1 tape-stray-end\n"},
        {HEAD "repeat 2\nrepeat 2\nwait 1\n", "4:1 tape-no-end\n5:1 tape-no-end\n"},
        {HEAD "repeat 0\nend\nrepeat 1000001\nend\n",
         "4:8 tape-usage\n5:1 tape-stray-end\n6:8 tape-usage\n7:1 tape-stray-end\n"},
        {HEAD "repeat 1\nrepeat 1\nrepeat 1\nrepeat 1\nrepeat 1\nend\nend\nend\nend\nend\n",
         "7:1 tape-nesting\n8:1 tape-nesting\n"},
        {HEAD "repeat 1000000\nrepeat 1000000\nrepeat 1000000\nend\nend\nend\n", "6:1 tape-endless\n"},
        {HEAD "repeat 1000000\nwait 86400000\nend\n", "5:1 tape-endless\n"},
        {HEAD "wait 319680000000\nwait 1\n", "5:1 tape-endless\n"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct reading reading;
        read_text(&reading, rows[i].text);
        assert_diags(&reading, rows[i].text, rows[i].expected);
        arena_fini(&reading.arena);
    }
}

static void a_line_is_not_too_long(void **unused)
{
    (void)unused;
    char text[sizeof HEAD + LIMIT_TAPE_LINE + 10] = HEAD "#";
    memset(text + strlen(HEAD) + 1, 'x', LIMIT_TAPE_LINE - 1);
    struct reading reading;
    read_text(&reading, text);
    assert_diags(&reading, text, "");
    arena_fini(&reading.arena);
    text[strlen(HEAD) + LIMIT_TAPE_LINE] = 'x';
    read_text(&reading, text);
    assert_diags(&reading, text, "4:1 tape-long-line\n");
    arena_fini(&reading.arena);
}

static void fields_and_steps_are_read(void **unused)
{
    (void)unused;
    struct reading reading;
    read_text(&reading,
              HEAD "size 800x600 160\nidle 5000 30000\nlanguage en\ncountry CO\ncontent 00000000000000ff\n"
                   "wait 90\nact open message/x\npress help\ntouch 9 cancel 3 4\nswipe right\nkey shift-tab\n"
                   "date 2027-01-01\ndate +7\nexpect screen quiz/*\nexpect hash ffffffffffffffff\n");
    struct tape *tape = &reading.tape;
    assert_diags(&reading, "all", "");
    assert_int_equal(tape->seed, 7);
    assert_int_equal(date_cmp(tape->date, (struct date){2026, 11, 22}), 0);
    assert_true(tape->w == 800 && tape->h == 600 && tape->mm == 160);
    assert_true(tape->idle_ms == 5000 && tape->warning_ms == 30000);
    assert_true(slice_is(tape->language, "en") && slice_is(tape->country, "CO"));
    assert_true(tape->has_content && tape->content == 255);
    struct tape_step step;
    assert_true(tape_next(tape, &step) && step.kind == TAPE_WAIT && step.number == 90);
    assert_true(tape_next(tape, &step) && step.kind == TAPE_ACT && step.act == ACT_OPEN);
    assert_true(slice_is(step.arg, "message/x") && step.pos.line == 10 && step.arg_pos.col == 10);
    assert_true(tape_next(tape, &step) && step.kind == TAPE_PRESS && step.act == ACT_HELP && step.arg.n == 0);
    assert_true(tape_next(tape, &step) && step.kind == TAPE_TOUCH && step.phase == TOUCH_CANCEL);
    assert_true(step.finger == 9 && step.x == 3 && step.y == 4);
    assert_true(tape_next(tape, &step) && step.kind == TAPE_SWIPE && !step.left);
    assert_true(tape_next(tape, &step) && step.kind == TAPE_KEY && step.key == KEY_SHIFT_TAB);
    assert_true(tape_next(tape, &step) && step.kind == TAPE_DATE && step.number == 0 &&
                step.date.year == 2027);
    assert_true(tape_next(tape, &step) && step.kind == TAPE_DATE && step.number == 7);
    assert_true(tape_next(tape, &step) && step.kind == TAPE_EXPECT_SCREEN && slice_is(step.arg, "quiz/*"));
    assert_true(tape_next(tape, &step) && step.kind == TAPE_EXPECT_HASH && step.number == UINT64_MAX);
    assert_false(tape_next(tape, &step));
    assert_false(tape_next(tape, &step));
    arena_fini(&reading.arena);
}

static void loops_are_played_as_often_as_they_say(void **unused)
{
    (void)unused;
    static const struct {
        const char *text;
        uint64_t steps, ms;
    } rows[] = {
        {HEAD, 0, 0},
        {HEAD "wait 1\nrepeat 3\nwait 10\nend\nwait 1\n", 5, 32},
        {HEAD "repeat 3\nend\n", 0, 0},
        {HEAD "repeat 2\nwait 1\nrepeat 3\nwait 10\nrepeat 4\nwait 100\nend\nend\nrepeat 1\nend\nend", 32,
         2462},
        {HEAD "repeat 1000000\nwait 2\nend\n", 1000000, 2000000},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct reading reading;
        read_text(&reading, rows[i].text);
        assert_diags(&reading, rows[i].text, "");
        struct tape_step step;
        uint64_t steps = 0, ms = 0;
        size_t memory = reading.arena.total;
        while (tape_next(&reading.tape, &step)) {
            steps++;
            ms += step.number;
        }
        assert_int_equal(steps, rows[i].steps);
        assert_int_equal(ms, rows[i].ms);
        assert_int_equal(reading.arena.total, memory);
        arena_fini(&reading.arena);
    }
}

static void names_become_numbers(void **unused)
{
    (void)unused;
    static const struct {
        enum act act;
        const char *arg;
        uint32_t number;
        bool known, needs_country;
    } rows[] = {
        {ACT_OPEN, "message/calm", I_CALM, true, true},
        {ACT_OPEN, "quiz/short", I_SHORT, true, true},
        {ACT_OPEN, "story/other", I_OTHER, true, true},
        {ACT_OPEN, "story/short", 0, false, false}, // a quiz
        {ACT_OPEN, "calm", 0, false, false},
        {ACT_OPEN, "6", 6, true, false},
        {ACT_OPEN, "4294967295", UINT32_MAX, true, false},
        {ACT_OPEN, "4294967296", 0, false, false},
        {ACT_OPEN, "", 0, true, false},
        {ACT_ENTER, "help", L_HELP, true, true},
        {ACT_ENTER, "message/alone", L_ALONE, true, true},
        {ACT_ENTER, "message/first", 0, false, false}, // not in the loop
        {ACT_CHANNEL, "web", CH_WEB, true, true},
        {ACT_CHANNEL, "fax", 0, false, false},
        {ACT_LANGUAGE, "en", 1, true, false},
        {ACT_LANGUAGE, "qu", 0, false, false},
        {ACT_COUNTRY, "PE", PE, true, false},
        {ACT_COUNTRY, "XX", 0, false, false},
        {ACT_LIST, "messages", ITEM_MESSAGE, true, false},
        {ACT_LIST, "stories", ITEM_STORY, true, false},
        {ACT_TOPIC, "feelings", TOPIC_FEELINGS, true, false},
        {ACT_TOPIC, "rest", TOPIC_REST, true, false},
        {ACT_NEED, "image-removal", NEED_IMAGE_REMOVAL, true, false},
        {ACT_ASKER, "teens", AUDIENCE_TEENS, true, false},
        {ACT_ASKER, "talk", 0, false, false},
        {ACT_TRACK, "teens", AUDIENCE_TEENS, true, false},
        {ACT_TRACK, "everyone", AUDIENCE_COUNT, true, false},
        {ACT_ANSWER, "3", 3, true, false},
        {ACT_ANSWER, "three", 0, false, false},
        {ACT_HOME, "", 0, true, false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        uint32_t number = 99;
        struct slice arg = slice_of(rows[i].arg);
        bool known = tape_arg(&test_campaign, &test_countries[CO], rows[i].act, arg, &number);
        if (known != rows[i].known || (known && number != rows[i].number))
            fail_msg("%s %s: %d %u", act_word(rows[i].act), rows[i].arg, known, number);
        known = tape_arg(&test_campaign, NULL, rows[i].act, arg, &number);
        assert_int_equal(known, rows[i].known && !rows[i].needs_country);
    }
}

static void a_tape_fits_its_content(void **unused)
{
    (void)unused;
    char content[64];
    snprintf(content, sizeof content, "content %016llx\n",
             (unsigned long long)tape_content_hash(&test_campaign));
    static const struct {
        const char *text, *expected;
        uint16_t country, language;
    } rows[] = {
        {HEAD "country CO\nlanguage en\nact open message/calm\n", "", CO, 1},
        {HEAD "country PE\n", "", PE, 0},
        {HEAD "language en\n", "", NO_INDEX, 1},
        {HEAD "act country PE\nact open message/calm\n", "", NO_INDEX, 0},
        // Peru has two items; before the choice any country's will do.
        {HEAD "act country PE\nact open quiz/quiz\n", "5:10 tape-unknown-name\n", NO_INDEX, 0},
        {HEAD "act open quiz/quiz\nact open quiz/none\n", "5:10 tape-unknown-name\n", NO_INDEX, 0},
        {HEAD "country CO\nact open message/none\npress channel fax\n",
         "5:10 tape-unknown-name\n6:15 tape-unknown-name\n", CO, 0},
        {HEAD "country EC\n", "4:9 tape-unknown-country\n", NO_INDEX, 0},
        {HEAD "country CO\nlanguage qu\n", "5:10 tape-unknown-language\n", CO, 0},
        {HEAD "content 0123456789abcdef\n", "4:9 tape-content\n", NO_INDEX, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct reading reading;
        struct config config;
        read_text(&reading, rows[i].text);
        assert_true(reading.good);
        reading.good = tape_fits(&reading.tape, &test_campaign, &reading.diags, &config);
        assert_diags(&reading, rows[i].text, rows[i].expected);
        assert_int_equal(config.country, rows[i].country);
        assert_int_equal(config.language, rows[i].language);
        arena_fini(&reading.arena);
    }
    char text[200];
    snprintf(text, sizeof text, "%s%s", HEAD, content);
    struct reading reading;
    struct config config;
    read_text(&reading, text);
    assert_true(tape_fits(&reading.tape, &test_campaign, &reading.diags, &config));
    arena_fini(&reading.arena);
    assert_int_not_equal(tape_content_hash(&test_campaign), tape_content_hash(&test_empty));
}

// Whatever bytes come, the answer is a tape or a diagnostic.
static void damaged_tapes_are_read_or_refused(void **unused)
{
    (void)unused;
    static const char good[] =
        HEAD "size 800x600 160\nrepeat 2\nwait 5\nact open message/calm\nend\ntouch 1 down 5 5\n"
             "date +1\nexpect screen *\n";
    uint64_t random = 1;
    for (int i = 0; i < 20000; i++) {
        char text[sizeof good];
        memcpy(text, good, sizeof good);
        for (int k = 0; k < 3; k++) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            text[(random >> 33) % (sizeof good - 1)] = (char)(random >> 56);
        }
        struct reading reading;
        read_bytes(&reading, (struct slice){text, (size_t)(random >> 40) % sizeof good});
        assert_int_equal(reading.good, reading.diags.errors == 0);
        struct config config;
        struct tape_step step;
        if (reading.good && tape_fits(&reading.tape, &test_campaign, &reading.diags, &config))
            for (int k = 0; k < 100 && tape_next(&reading.tape, &step); k++)
                assert_true(step.kind < TAPE_REPEAT);
        arena_fini(&reading.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_tapes_are_told_where),
        cmocka_unit_test(a_line_is_not_too_long),
        cmocka_unit_test(fields_and_steps_are_read),
        cmocka_unit_test(loops_are_played_as_often_as_they_say),
        cmocka_unit_test(names_become_numbers),
        cmocka_unit_test(a_tape_fits_its_content),
        cmocka_unit_test(damaged_tapes_are_read_or_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
