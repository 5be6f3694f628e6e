// SPDX-License-Identifier: MIT
#include "unit/content/good_pack.h"

#define HEAD "- id: a\n  name: {es: A, en: A}\n" // lines 1 and 2
#define REST "  for: [children]\n  needs: [talk]\n"
#define PHONE HEAD "  kind: phone\n  value: \"141\"\n" REST // lines 1 to 6

#define FIFTY                                                                                                \
    "\xC3\xB1"                                                                                               \
    "234567890123456789012345678901234567890123456789 "

static const struct {
    const char *yaml, *said; // said without "channels.yaml:"
    int channels, left_out;
} rows[] = {
    {PHONE, "", 1, 0},
    {"a: b\n", "1:1 value-not-list", 0, 0},
    {"- a\n", "1:3 value-not-map", 0, 0},
    {"- id: A\n  name: {es: A}\n", "1:7 bad-id", 0, 0},
    {"- name: {es: A}\n", "1:3 key-missing", 0, 0},
    {"- id: a\n", "1:3 key-missing; 1:3 key-missing; 1:3 key-missing; 1:3 key-missing; 1:3 channel-no-way", 1,
     1},
    {PHONE PHONE, "7:7 channel-repeated", 1, 1},

    // Values by kind
    {HEAD "  kind: phone\n  value: 018000\n" REST, "", 1, 0},
    {HEAD "  kind: phone\n  value: \"+57 (1) 800-91 80 80\"\n" REST, "", 1, 0},
    {HEAD "  kind: phone\n  value: \"123 ext. 4\"\n" REST, "4:10 channel-number", 1, 1},
    {HEAD "  kind: phone\n  value: \"#1\"\n" REST, "4:10 channel-number", 1, 1},
    {HEAD "  kind: phone\n  value: 123 #141\n" REST, "4:14 yaml-hash", 1, 1},
    {HEAD "  kind: phone\n  value:\n" REST, "4:3 value-empty", 1, 1},
    {HEAD "  kind: phone\n  value: [1, 2]\n" REST, "4:10 value-not-text", 1, 1},
    {HEAD "  kind: web\n  value: \"https://a.co/es/\"\n" REST, "", 1, 0},
    {HEAD "  kind: web\n  value: a.co\n" REST, "4:10 channel-link", 1, 1},
    {HEAD "  kind: web\n  value: \"https://ni\xC3\xB1os.co\"\n" REST, "4:10 channel-link", 1, 1},
    {HEAD "  kind: web\n  value: \"https://a.co/b c\"\n" REST, "4:10 channel-link", 1, 1},
    {HEAD "  kind: web\n  value: \"javascript:alert(1)\"\n" REST, "4:10 channel-link", 1, 1},
    {HEAD "  kind: chat\n  value: \"991 410 000\"\n" REST, "", 1, 0},
    {HEAD "  kind: app\n  value: Mi app\n" REST, "4:10 channel-link-or-number", 1, 1},
    {HEAD "  kind: place\n  value: Calle 1, casa 2\n" REST, "", 1, 0},
    {HEAD "  kind: place\n  how: {es: Pregunta, en: Ask}\n" REST, "", 1, 0},
    {HEAD "  kind: place\n" REST, "1:3 channel-no-way", 1, 1},
    {HEAD "  kind: fax\n  value: \"141\"\n" REST, "3:9 value-not-allowed", 1, 1},

    // Sets
    {HEAD "  kind: phone\n  value: \"141\"\n  for: [kids]\n  needs: talk\n",
     "5:9 value-not-allowed; 6:10 value-not-list", 1, 1},
    {HEAD "  kind: phone\n  value: \"141\"\n  for: []\n  needs: [talk, talk]\n",
     "5:8 value-empty; 6:17 value-repeated", 1, 1},
    {PHONE "  free: yes\n  anonymous: true\n  can_choose_gender: unknown\n  national: no\n", "", 1, 0},
    {PHONE "  free: maybe\n  national: unknown\n", "7:9 value-not-allowed; 8:13 value-not-allowed", 1, 1},
    {PHONE "  languages: [es, qu, sr-Cyrl]\n  regions: [CO-ANT, CO-DC]\n", "", 1, 0},
    {PHONE "  languages: [Spanish]\n  regions: [PE-LIM, Antioquia]\n",
     "7:15 bad-language; 8:13 bad-region; 8:21 bad-region", 1, 1},

    // Texts
    {"- id: a\n  name: {es: A, B, en: C}\n  kind: phone\n  value: \"141\"\n" REST, "2:17 yaml-comma", 1, 1},
    {"- id: a\n  name: A\n  kind: phone\n  value: \"141\"\n" REST, "2:9 value-not-texts", 1, 1},
    {"- id: a\n  name: {en: A}\n  kind: phone\n  value: \"141\"\n" REST, "2:9 text-no-default", 1, 1},
    {"- id: a\n  name: {es: A}\n  kind: phone\n  value: \"141\"\n" REST, "", 1, 0},
    {PHONE "  hours:\n    es: |\n      Lunes\n      a viernes\n    en: \"a\\u202Eb\"\n",
     "11:9 yaml-unfit-escape", 1, 1},
    {PHONE "  hours:\n    es: \"" FIFTY FIFTY FIFTY FIFTY "!!\"\n", "8:9 value-too-long", 1, 1},
    {PHONE "  hours:\n    es: \"" FIFTY FIFTY FIFTY FIFTY "\"\n", "", 1, 0},
    {PHONE "  hours: {es: \"24 horas\", fr: x}\n", "7:27 language-unlisted", 1, 1},

    // Steps, sources, confirmation
    {PHONE "  what_happens:\n    - es: Uno\n      en: One\n    - es: Dos\n      picture: no.svg\n",
     "11:16 picture-missing", 1, 0},
    {PHONE "  what_happens:\n    - Uno\n", "8:7 value-not-texts", 1, 1},
    {PHONE "  sources:\n    - where: x\n      dated: unknown\n      seen: 2026-11-20\n", "", 1, 0},
    {PHONE "  sources:\n    - where: x\n      dated: 2016\n      seen: 20/11/2026\n      url: y\n",
     "9:14 value-not-date; 10:13 value-not-date; 11:7 unknown-key", 1, 1},
    {PHONE "  confirmed:\n    on: 2026-12-01\n    how: dialled\n    by: alguien\n", "", 1, 0},
    {PHONE "  confirmed: yes\n", "7:14 value-not-map", 1, 1},
    {PHONE "  confirmed:\n    on: 2026-12-01\n    how: called\n", "8:5 key-missing; 9:10 value-not-allowed",
     1, 1},
    {PHONE "  checked_on: 2026-11-31\n  valid_until: 2027-11-21\n", "7:15 value-not-date", 1, 1},
    {PHONE "  valeu: \"142\"\n", "7:3 unknown-key", 1, 1},
    {PHONE "  value: \"142\"\n", "7:3 yaml-duplicate-key", 1, 1},
    {PHONE "  free: yes # gratis\n", "7:13 yaml-hash", 1, 1},
    {PHONE "  free: yes  # gratis\n", "", 1, 0},
};

static void channels_are_read_or_named(void **state)
{
    (void)state;
    int failed = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct made_up m;
        made_up_init(&m);
        made_up_file(&m, "pack.yaml", GOOD_PACK_YAML);
        made_up_file(&m, "f", rows[i].yaml)->path = SLICE("channels.yaml");
        struct pack *pack = pack_read(made_up_tree(&m), &m.arena, &m.diags);
        assert_non_null(pack);
        for (size_t k = 0; k < m.diags.count; k++)
            if (slice_is(m.diags.list[k].pos.path, "channels.yaml"))
                m.diags.list[k].pos.path = SLICE("f");
        const char *said = made_up_said(&m);
        int left_out = 0;
        for (uint16_t c = 0; c < pack->n_channels; c++)
            left_out += pack->channels[c].left_out;
        if (strcmp(said, rows[i].said) != 0 || pack->n_channels != rows[i].channels ||
            left_out != rows[i].left_out) {
            print_error("row %zu: %u channels, %d left out, said \"%s\"\n%s", i, pack->n_channels, left_out,
                        said, rows[i].yaml);
            failed++;
        }
        made_up_fini(&m);
    }
    assert_int_equal(failed, 0);
}

static void the_record_is_filled(void **state)
{
    (void)state;
    static const char yaml[] = PHONE
        "  free: yes\n  anonymous: no\n  hours:\n    es: |\n      Siempre,\n      cada d\xC3\xAD"
        "a\n  languages: [es, qu]\n  regions: [CO-ANT]\n"
        "  what_happens:\n    - {es: Uno, en: One}\n    - {es: Dos, en: Two}\n"
        "  sources:\n    - where: x\n      dated: 2024-10-31\n      seen: 2026-11-20\n    - where: y\n      "
        "seen: 2026-11-20\n"
        "  checked_on: 2026-11-21\n  confirmed:\n    on: 2026-12-01\n    how: dialled\n    by: alguien\n"
        "  valid_until: 2027-11-21\n  national: yes\n";
    struct made_up m;
    made_up_init(&m);
    made_up_file(&m, "channels.yaml", yaml);
    made_up_file(&m, "pack.yaml", GOOD_PACK_YAML);
    struct pack *pack = pack_read(made_up_tree(&m), &m.arena, &m.diags);
    assert_string_equal(made_up_said(&m), "");
    const struct channel *c = &pack->channels[0];
    assert_true(slice_is(c->value, "141") && c->kind == CHANNEL_PHONE);
    assert_true(c->free == TRI_YES && c->anonymous == TRI_NO && c->can_choose_gender == TRI_UNKNOWN &&
                c->national);
    assert_int_equal(c->audience, 1u << AUDIENCE_CHILDREN);
    assert_int_equal(c->needs, 1u << NEED_TALK);
    assert_true(slice_is(c->hours[1], "Siempre, cada d\xC3\xAD"
                                      "a"));
    assert_int_equal(c->langs_present, 1); // the hours have no English
    assert_int_equal(c->how[1].n, 0);
    assert_int_equal(c->n_languages, 2);
    assert_true(slice_is(c->regions[0], "CO-ANT"));
    assert_int_equal(c->n_steps, 2);
    assert_true(slice_is(c->steps[1].text[1], "Two"));
    assert_int_equal(c->n_sources, 2);
    assert_int_equal(c->sources[0].dated.month, 10);
    assert_false(date_is_set(c->sources[1].dated));
    assert_int_equal(c->checked_on.day, 21);
    assert_true(slice_is(c->confirmed.how, "dialled") && c->confirmed.on.month == 12);
    assert_int_equal(c->valid_until.year, 2027);
    assert_int_equal(c->pos.line, 1);
    made_up_fini(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(channels_are_read_or_named),
        cmocka_unit_test(the_record_is_filled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
