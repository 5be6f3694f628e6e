// SPDX-License-Identifier: MIT
// What check marks for the kiosk: what is left out, and what is quoted. What it says is told by tests/check.
#include "unit/content/good_pack.h"

#include "content/check.h"

#define CHANGES 3
#define MESSAGE(text) "---\n" FIELDS "---\n# Hola\n\n" text "\n"
#define OTHER_CHANNEL                                                                                        \
    "- id: otra\n  name:\n    es: Otra\n    en: Other\n  kind: phone\n  value: \"155\"\n  for: "             \
    "[children]\n  needs: [talk]\n" TWO_SOURCES

static const struct date today = {2026, 11, 22};

// Items come as message, quiz, story; 'x' is left out.
static const struct {
    struct made_up_change changes[CHANGES];
    const char *items, *channels, *said;
    bool release, quoted;
} rows[] = {
    {{{NULL, NULL}}, "...", ".", "pack.yaml neutral-missing", false, false},
    {{{"messages/hola.es.md", MESSAGE("Llama al 1 41.")}},
     "...",
     ".",
     "pack.yaml neutral-missing",
     false,
     true},
    {{{"messages/hola.es.md", MESSAGE("Llama a la Línea 141.")}},
     "...",
     ".",
     "pack.yaml neutral-missing",
     false,
     true},
    {{{"messages/hola.es.md", MESSAGE("Llama al 142.")}},
     "x..",
     ".",
     "messages/hola.es.md:8:10 number-unknown; pack.yaml neutral-missing",
     false,
     false},
    {{{"messages/hola.en.md", "# Hello\n\nCall 142.\n"}},
     "x..",
     ".",
     "messages/hola.en.md:3:6 number-unknown; pack.yaml neutral-missing",
     false,
     false},
    // A warning leaves nothing out.
    {{{"messages/hola.es.md", MESSAGE("La sextorsión.")}},
     "...",
     ".",
     "messages/hola.es.md:8:4 sextortion-alone; pack.yaml neutral-missing",
     false,
     false},
    // Nobody to lean on: everything that names only this channel leaves with it.
    {{{"channels.yaml", GOOD_CHANNEL "  how:\n    es: Marca 777.\n    en: Dial.\n"}},
     "xxx",
     "x",
     "channels.yaml:11:15 channel-number-unknown; pack.yaml neutral-missing",
     false,
     false},
    // One of two is enough, unless the text quotes the one that left.
    {{{"channels.yaml", GOOD_CHANNEL "  how:\n    es: Marca 777.\n    en: Dial.\n" OTHER_CHANNEL},
      {"messages/hola.es.md", "---\ntopic: friends\naudience: [teens]\nchannels: [linea-141, otra]\n---\n# "
                              "Hola\n\nLlama al 155.\n"}},
     ".xx",
     "x.",
     "channels.yaml:11:15 channel-number-unknown; pack.yaml neutral-missing",
     false,
     false},
    {{{"channels.yaml", GOOD_CHANNEL "  how:\n    es: Marca 777.\n    en: Dial.\n" OTHER_CHANNEL},
      {"messages/hola.es.md", "---\ntopic: friends\naudience: [teens]\nchannels: [linea-141, otra]\n---\n# "
                              "Hola\n\nLlama al 141.\n"}},
     "xxx",
     "x.",
     "channels.yaml:11:15 channel-number-unknown; pack.yaml neutral-missing",
     false,
     true},
    // Out of date is told, and nothing more: the clock may be wrong.
    {{{"channels.yaml", GOOD_CHANNEL "  checked_on: 2030-01-01\n"}},
     "...",
     ".",
     "channels.yaml:10:3 date-future; pack.yaml neutral-missing",
     false,
     false},
    {{{"channels.yaml", GOOD_CHANNEL "  valid_until: 2026-11-21\n"}},
     "...",
     ".",
     "channels.yaml:10:3 channel-stale; messages/hola.es.md:1:1 no-current-channel; pack.yaml "
     "neutral-missing; "
     "quizzes/perfil.es.gift:1:1 no-current-channel; stories/amigo.es.twee:1:1 no-current-channel",
     false,
     false},
    {{{"channels.yaml", GOOD_CHANNEL "  valid_until: 2026-11-22\n"}},
     "...",
     ".",
     "pack.yaml neutral-missing",
     false,
     false},
    // What channels.yaml doesn't say any more can't be missed, but nothing is shown without it.
    {{{"channels.yaml", GOOD_CHANNEL "  how:\n\tes: Marca.\n"}},
     "xxx",
     "",
     "channels.yaml:11:1 yaml-tab; pack.yaml neutral-missing",
     false,
     false},
    {{{"messages/hola.es.md", MESSAGE("Ten cuidado con los desconocidos.")}},
     "...",
     ".",
     "messages/hola.es.md:8:5 strangers; pack.yaml neutral-missing",
     false,
     false},
};

static void check_row(size_t i, const struct date *day, bool with_tree, char items[8], char channels[8],
                      struct made_up *m, bool *quoted)
{
    size_t n = 0;
    while (n < CHANGES && rows[i].changes[n].path)
        n++;
    good_pack_with(m, rows[i].changes, n);
    const struct tree *tree = made_up_tree(m);
    struct pack *pack = pack_read(tree, &m->arena, &m->diags);
    assert_non_null(pack);
    struct check_options options = {
        .release = rows[i].release, .today = *day, .tree = with_tree ? tree : NULL};
    check_pack(pack, &options, &m->arena, &m->diags);
    assert_int_equal(pack->n_items, 3);
    for (size_t k = 0; k < 3; k++)
        items[k] = pack->items[k].left_out ? 'x' : '.';
    for (size_t k = 0; k < pack->n_channels; k++)
        channels[k] = pack->channels[k].left_out ? 'x' : '.';
    items[3] = channels[pack->n_channels] = '\0';
    *quoted = pack->items[0].n_channels > 0 && pack->items[0].channels[0].quoted;
}

static void what_breaks_a_rule_is_left_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct made_up m;
        char items[8], channels[8];
        bool quoted;
        made_up_init(&m);
        check_row(i, &today, true, items, channels, &m, &quoted);
        assert_string_equal(made_up_said(&m), rows[i].said);
        assert_string_equal(items, rows[i].items);
        assert_string_equal(channels, rows[i].channels);
        assert_int_equal(quoted, rows[i].quoted);
        made_up_fini(&m);
    }
}

// The kiosk checks without the files at hand and perhaps without a date: the same is left out, places are
// lines.
static void without_files_and_dates_the_same_is_left_out(void **state)
{
    (void)state;
    static const struct date none = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct made_up m;
        char items[8], channels[8];
        bool quoted;
        made_up_init(&m);
        check_row(i, &none, false, items, channels, &m, &quoted);
        assert_string_equal(items, rows[i].items);
        assert_string_equal(channels, rows[i].channels);
        assert_int_equal(quoted, rows[i].quoted);
        for (size_t k = 0; k < m.diags.count; k++) {
            assert_int_not_equal(m.diags.list[k].code, DIAG_CHANNEL_STALE);
            assert_int_not_equal(m.diags.list[k].code, DIAG_DATE_FUTURE);
        }
        made_up_fini(&m);
    }
}

static void before_it_goes_out_more_is_demanded(void **state)
{
    (void)state;
    struct made_up m;
    made_up_init(&m);
    good_pack_with(&m, NULL, 0);
    const struct tree *tree = made_up_tree(&m);
    struct pack *pack = pack_read(tree, &m.arena, &m.diags);
    struct check_options options = {.release = true, .today = today, .tree = tree};
    check_pack(pack, &options, &m.arena, &m.diags);
    assert_string_equal(
        made_up_said(&m),
        "channels.yaml channel-no-emergency; channels.yaml:1:3 "
        "release-date; channels.yaml:1:3 release-date; "
        "channels.yaml:1:3 release-confirmed; pack.yaml neutral-missing; pack.yaml release-reviewed");
    assert_true(pack->channels[0].left_out);
    made_up_fini(&m);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_breaks_a_rule_is_left_out),
        cmocka_unit_test(without_files_and_dates_the_same_is_left_out),
        cmocka_unit_test(before_it_goes_out_more_is_demanded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
