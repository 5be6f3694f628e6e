// SPDX-License-Identifier: MIT
// Lines for the operator's desk: what they mean, and that no line does harm.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "core/desk.h"
#include "core/desk_field.h"
#include "core/rooms.h"

static enum desk_news tell(struct desk *desk, const char *line)
{
    return desk_line(desk, slice_of(line)).news;
}

static void every_record_finds_its_place(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    assert_int_equal(tell(&desk, "begin\tfound"), DESK_MORE);
    tell(&desk, "pack\t7\tx.chasqui\tcolombia\t4\tCO\tNo estás solo\tNot "
                "alone\tRed\tministerio\tupdate\t34500000\t4 3 2 1\tmore");
    const struct desk_pack *pack = desk_pack(&desk, 7);
    assert_non_null(pack);
    assert_true(slice_is(pack->title.es, "No estás solo"));
    assert_true(slice_is(pack->signer, "ministerio"));
    assert_int_equal(pack->state, DESK_PACK_UPDATE);
    assert_int_equal(pack->bytes, 34500000);
    assert_int_equal(pack->made_of[3], 1);
    assert_null(desk_pack(&desk, 8));
    assert_int_equal(tell(&desk, "looked"), DESK_LOOKED);
    assert_int_equal(tell(&desk, "progress\tcopy\t5\t10\tmessages/a.md"), DESK_PROGRESS);
    assert_int_equal(desk.progress.stage, DESK_STAGE_COPY);
    tell(&desk, "change\taltered\tchannel\tlinea-141\tLínea\tLine\t141\t142");
    tell(&desk, "change\tadded\tmessage\tx\tEquis\tEx\t\t");
    assert_int_equal(desk.n_channels, 1);
    assert_true(slice_is(desk.channels[0].now, "142"));
    assert_int_equal(desk.changes[DESK_MESSAGE][DESK_ADDED], 1);
    tell(&desk, "problem\terror\tno-channel\ta.md\t7\t1\tIn English\tEn español");
    assert_true(desk.problems[0].error);
    assert_int_equal(desk.problems[0].line, 7);
    assert_true(slice_is(desk.problems[0].text.es, "En español"));
    assert_int_equal(tell(&desk, "ready\tstaging"), DESK_READY);
    assert_int_equal(tell(&desk, "refused\tpack-older\tIt is older\tEs más antiguo"), DESK_REFUSED);
    assert_true(slice_is(desk.refused_text.en, "It is older"));
    assert_int_equal(desk_line(&desk, SLICE("done\t12")).value, 12);
    assert_int_equal(desk_line(&desk, SLICE("pin\twrong\t30")).value, 30);
    assert_int_equal(desk.content, DESK_CONTENT_SHOWN);
    assert_int_equal(tell(&desk, "content\twaits"), DESK_MORE);
    assert_int_equal(desk.content, DESK_CONTENT_WAITS);
    tell(&desk, "begin\tgenerations");
    tell(&desk, "generation\t3\t2026-11-27\timport\t1\t0\tcolombia 4 ministerio\tescuela 1 ");
    assert_true(slice_is(desk_generation(&desk, 3)->packs, "colombia 4 ministerio\nescuela 1"));
    tell(&desk, "begin\tconfirmed");
    tell(&desk, "confirmed\tlinea-141\t141\t2026-11-20\tdialled\tteacher");
    assert_non_null(desk_confirmed(&desk, SLICE("linea-141"), SLICE("141")));
    // Another number is another promise.
    assert_null(desk_confirmed(&desk, SLICE("linea-141"), SLICE("142")));
    // What is begun anew is empty, and nothing else is.
    tell(&desk, "begin\tplan");
    assert_int_equal(desk.n_channels + desk.n_problems + desk.done + desk.refused, 0);
    assert_int_equal(desk.n_packs, 1);
    desk_fini(&desk);
}

static void unknown_records_are_nothing(void **state)
{
    (void)state;
    static const char *const lines[] = {"",
                                        "\t",
                                        "x",
                                        "ready2",
                                        "change\tadded\tnothing\tx",
                                        "begin\tx",
                                        "progress\tx\t1\t2\tx",
                                        "health\tx\ta\tb",
                                        "pin\t",
                                        "content\tx",
                                        "READY"};
    struct desk desk;
    desk_init(&desk);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_int_equal(tell(&desk, lines[i]), DESK_NOTHING);
    desk_fini(&desk);
}

static void fields_are_fit_to_be_shown(void **state)
{
    (void)state;
    static const struct {
        const char *field, *shown;
    } rows[] = {
        {"a\\tb\\nc\\rd", "a b c d"},
        {"a\\\\b\\", "a\\b\\"},
        {"\\x1b[31m\\x0", "\xEF\xBF\xBD[31m\\x0"},
        {"a\x01\x7f", "a\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"\xff\xc3", "\xEF\xBF\xBD\xEF\xBF\xBD"},
        // Letters that would turn 141 round.
        {"\xE2\x80\xAE"
         "141"
         "\xE2\x80\xAC",
         "141"},
        {"\xE2\x81\xA6"
         "1\xE2\x80\x8F"
         "14",
         "114"},
        {"  Línea  ", "Línea"},
    };
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct slice shown = desk_field(slice_of(rows[i].field), &arena);
        assert_int_equal(shown.n, strlen(rows[i].shown));
        assert_memory_equal(shown.p, rows[i].shown, shown.n);
    }
    char long_field[5000];
    memset(long_field, 'a', sizeof long_field);
    struct slice cut = desk_field((struct slice){long_field, sizeof long_field}, &arena);
    assert_in_range(cut.n, 900, LIMIT_DESK_FIELD);
    assert_true(slice_ends(cut, SLICE("\xE2\x80\xA6")));
    arena_fini(&arena);
}

// A number that changes can't hide behind thousands that don't matter, nor behind its length.
static void no_channel_changes_unseen(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    for (int i = 0; i < 20000; i++)
        tell(&desk, "change\tadded\tmessage\tm\tM\tM\t\t");
    tell(&desk, "change\taltered\tchannel\tc\tC\tC\t141\t114");
    assert_int_equal(desk.n_items, LIMIT_DESK_CHANGES);
    assert_int_equal(desk.changes[DESK_MESSAGE][DESK_ADDED], 20000);
    assert_int_equal(desk.n_channels, 1);
    assert_int_equal(tell(&desk, "ready\tx"), DESK_READY);
    for (int i = 0; i < LIMIT_DESK_CHANNEL_CHANGES; i++)
        tell(&desk, "change\tadded\tchannel\tc\tC\tC\t\t1");
    assert_int_equal(tell(&desk, "ready\tx"), DESK_TOO_MUCH);
    tell(&desk, "begin\tplan");
    assert_int_equal(tell(&desk, "ready\tx"), DESK_READY);
    static char line[LIMIT_DESK_LINE + 2];
    memset(line, 'x', sizeof line - 1);
    memcpy(line, "change\taltered\tchannel\t", 23);
    assert_int_equal(tell(&desk, line), DESK_NOTHING);
    assert_int_equal(tell(&desk, "ready\tx"), DESK_TOO_MUCH);
    desk_fini(&desk);
}

// Lines made of pieces of lines, and of anything.
static void any_bytes_are_safe(void **state)
{
    (void)state;
    static const char *const pieces[] = {"begin",
                                         "found",
                                         "plan",
                                         "pack",
                                         "change",
                                         "channel",
                                         "altered",
                                         "problem",
                                         "error",
                                         "ready",
                                         "refused",
                                         "done",
                                         "progress",
                                         "copy",
                                         "adult",
                                         "site",
                                         "poster",
                                         "count",
                                         "\t",
                                         "\\",
                                         "\\x0",
                                         "-1",
                                         "18446744073709551616",
                                         "\xE2\x80\xAE",
                                         "\xff",
                                         "",
                                         "generation",
                                         "confirmed",
                                         "health",
                                         "good"};
    struct desk desk;
    uint64_t random = 3;
    size_t largest = 0;
    desk_init(&desk);
    for (int i = 0; i < 200000; i++) {
        char line[400];
        size_t n = 0;
        uint32_t parts = (uint32_t)(core_random(&random) % 12);
        for (uint32_t part = 0; part < parts; part++) {
            const char *piece = pieces[core_random(&random) % (sizeof pieces / sizeof *pieces)];
            size_t length = strlen(piece);
            memcpy(line + n, piece, length);
            n += length;
            line[n++] = core_random(&random) % 5 ? '\t' : (char)core_random(&random);
        }
        desk_line(&desk, (struct slice){line, n});
    }
    for (int part = 0; part < DESK_PART_COUNT; part++)
        largest += desk.arenas[part].total;
    assert_in_range(largest, 1, 64u << 20);
    desk_fini(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_record_finds_its_place), cmocka_unit_test(unknown_records_are_nothing),
        cmocka_unit_test(fields_are_fit_to_be_shown),   cmocka_unit_test(no_channel_changes_unseen),
        cmocka_unit_test(any_bytes_are_safe),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
