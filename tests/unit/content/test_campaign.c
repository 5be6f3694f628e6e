// SPDX-License-Identifier: MIT
#include "unit/content/good_pack.h"

#include "content/campaign.h"

#define CHANNEL(id, value, lang, more)                                                                       \
    "- id: " id "\n  name: {" lang ": A}\n  kind: phone\n  value: \"" value                                  \
    "\"\n  for: [children]\n  needs: [talk]\n" more
#define MESSAGE(fields) "---\ntopic: rest\naudience: [teens]\n" fields "---\n# Hola\n\nUno dos.\n"

struct fixture {
    struct arena arena;
    struct made_up packs[3];
    struct pack *pack[3];
    struct words es, en;
    const struct words *built_in[2];
};

static struct pack *read_pack(struct made_up *m, const char *country, const char *langs, const char *id,
                              const struct made_up_change *files, size_t n)
{
    made_up_init(m);
    struct slice yaml = arena_format(
        &m->arena,
        "chasqui: 1\nid: %s\nversion: 1\ntitle: {%.2s: T}\npublisher: R\ncountry: %s\nlanguages: [%s]\n", id,
        langs, country, langs);
    made_up_file(m, "pack.yaml", yaml.p);
    for (size_t i = 0; i < n; i++)
        made_up_file(m, files[i].path, files[i].text);
    struct pack *pack = pack_read(made_up_tree(m), &m->arena, &m->diags);
    assert_non_null(pack);
    if (m->diags.errors)
        fail_msg("%s", made_up_said(m));
    return pack;
}

static void setup(struct fixture *f)
{
    static const struct made_up_change first[] = {
        {"channels.yaml", CHANNEL("uno", "141", "es", "") CHANNEL("dos", "142", "es", "  regions: [CO-ANT]\n")
                              CHANNEL("tres", "143", "es", "  valid_until: 2026-06-01\n") CHANNEL(
                                  "cuatro", "144", "es", "  valid_until: 2026-06-01\n  national: yes\n")},
        {"messages/a.es.md", MESSAGE("channels: [uno]\n")},
        {"messages/b.es.md", MESSAGE("channels: [dos]\n")},
        {"messages/c.es.md", MESSAGE("channels: [tres, cuatro]\n")},
        {"messages/d.es.md", MESSAGE("channels: [tres]\n")},
        {"messages/n.es.md", MESSAGE("neutral: yes\nchannels: []\n")},
    };
    static const struct made_up_change second[] = {
        {"channels.yaml", CHANNEL("uno", "141", "qu", "") CHANNEL("otro", "145", "qu", "")},
        {"messages/z.qu.md", MESSAGE("channels: [uno, otro]\n")},
        {"quizzes/q.qu.gift", "// title: P\n// topic: rest\n// audience: [teens]\n// channels: "
                              "[otro]\n\n::foto:: What? {\n=A#a\n~B#b\n}\n"},
    };
    static const struct made_up_change third[] = {
        {"channels.yaml",
         "- id: uno\n  name: {es: A}\n  kind: phone\n  value: \"100\"\n  for: [children]\n  needs: [talk]\n"},
        {"messages/a.es.md", MESSAGE("channels: [uno]\n")},
    };
    arena_init(&f->arena);
    f->pack[0] = read_pack(&f->packs[0], "PE", "es", "peru", third, 2);
    f->pack[1] = read_pack(&f->packs[1], "CO", "es, en", "uno", first, 6);
    f->pack[2] = read_pack(&f->packs[2], "CO", "qu, en, es-CO", "dos", second, 3);
    f->es = (struct words){.tag = SLICE("es")};
    f->en = (struct words){.tag = SLICE("en")};
    f->built_in[0] = &f->es;
    f->built_in[1] = &f->en;
}

static void teardown(struct fixture *f)
{
    arena_fini(&f->arena);
    for (size_t i = 0; i < 3; i++)
        made_up_fini(&f->packs[i]);
}

static struct campaign *build(struct fixture *f, struct slice region)
{
    return campaign_build(f->pack, 3, f->built_in, 2, region, NULL, &f->arena);
}

static const struct item *find(const struct country *country, const char *id)
{
    for (size_t i = 0; i < country->n_items; i++)
        if (slice_is(country->items[i]->id, id))
            return country->items[i];
    return NULL;
}

static void countries_stay_apart(void **state)
{
    (void)state;
    struct fixture f;
    setup(&f);
    struct campaign *campaign = build(&f, SLICE_NONE);
    assert_int_equal(campaign->n_countries, 2);
    assert_int_equal(campaign_country(campaign, SLICE("CO")), 0);
    assert_int_equal(campaign_country(campaign, SLICE("PE")), 1);
    assert_int_equal(campaign_country(campaign, SLICE("MX")), NO_INDEX);
    for (uint16_t c = 0; c < 2; c++) {
        const struct country *country = &campaign->countries[c];
        for (size_t i = 0; i < country->n_items; i++)
            assert_true(slice_eq(country->items[i]->pack->country, country->code));
        for (uint16_t i = 0; i < country->n_channels; i++)
            assert_true(slice_eq(country->channels[i]->pack->country, country->code));
        for (size_t i = 0; i < country->n_loop; i++)
            assert_true(slice_eq(country->loop[i].item->pack->country, country->code));
    }
    assert_true(slice_is(campaign->countries[1].channels[0]->value, "100"));
    teardown(&f);
}

static void packs_of_a_country_are_joined(void **state)
{
    (void)state;
    struct fixture f;
    setup(&f);
    const struct country *co = &build(&f, SLICE_NONE)->countries[0];
    assert_int_equal(co->n_channels, 5); // 141 stands in both packs
    assert_int_equal(co->n_items, 7);
    assert_int_equal(co->items[6]->kind, ITEM_QUIZ);
    const struct item *z = find(co, "z");
    assert_int_equal(z->n_channels, 2);
    assert_true(slice_is(co->channels[z->channels[0].channel]->value, "141"));
    assert_true(slice_is(co->channels[z->channels[1].channel]->value, "145"));
    assert_int_equal(f.pack[2]->items[0].channels[1].channel, 1); // the pack itself is as it was
    assert_int_equal(co->n_loop, 5);                              // without the neutral one
    assert_true(slice_is(co->neutral->id, "n"));
    for (size_t i = 0; i < co->n_loop; i++)
        assert_ptr_equal(co->loop[i].item, find(co, arena_copy(&f.arena, co->loop[i].item->id).p));
    teardown(&f);
}

static void languages_are_matched(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *words;
        uint16_t first, second; // the packs' own languages
    } rows[] = {{"es", "es", 0, 2}, {"en", "en", 1, 1}, {"qu", "es", 0, 0}, {"es-CO", "es", 0, 2}};
    struct fixture f;
    setup(&f);
    const struct country *co = &build(&f, SLICE_NONE)->countries[0];
    assert_int_equal(co->n_langs, 4);
    for (uint16_t i = 0; i < 4; i++) {
        assert_true(slice_is(co->langs[i], rows[i].lang));
        assert_true(slice_is(co->words[i]->tag, rows[i].words));
        assert_int_equal(country_lang(co, f.pack[1], i), rows[i].first);
        assert_int_equal(country_lang(co, f.pack[2], i), rows[i].second);
    }
    teardown(&f);
}

static void another_region_keeps_its_channels(void **state)
{
    (void)state;
    static const struct {
        const char *region;
        bool has_b;
    } rows[] = {{"", true}, {"CO-ANT", true}, {"CO-DC", false}};
    struct fixture f;
    setup(&f);
    for (size_t i = 0; i < 3; i++) {
        const struct country *co = &build(&f, slice_of(rows[i].region))->countries[0];
        assert_int_equal(co->n_channels, rows[i].has_b ? 5 : 4);
        assert_int_equal(find(co, "b") != NULL, rows[i].has_b);
        for (size_t k = 0; k < co->n_loop; k++)
            assert_true(rows[i].has_b || !slice_is(co->loop[k].item->id, "b"));
    }
    teardown(&f);
}

static void what_is_left_out_is_nowhere(void **state)
{
    (void)state;
    struct fixture f;
    setup(&f);
    f.pack[1]->channels[0].left_out = true; // the other pack's 141 stays
    f.pack[1]->items[4].left_out = true;    // the neutral one
    f.pack[1]->items[2].channels[1].quoted = true;
    f.pack[1]->channels[3].left_out = true; // quoted by c
    const struct country *co = &build(&f, SLICE_NONE)->countries[0];
    assert_null(find(co, "a"));
    assert_null(find(co, "c"));
    assert_null(co->neutral);
    assert_non_null(find(co, "z"));
    assert_int_equal(co->n_channels, 4);
    teardown(&f);
}

// Of two copies the one that was looked after last is shown, whichever pack comes first.
static void the_fresher_copy_of_a_channel_is_kept(void **state)
{
    (void)state;
    static const struct {
        struct date until[2], checked[2];
        int kept; // the first pack's or the second's
    } rows[] = {
        {{{2026, 6, 1}, {2027, 6, 1}}, {{0}, {0}}, 1},
        {{{2027, 6, 1}, {2026, 6, 1}}, {{0}, {2026, 1, 1}}, 0},
        {{{2027, 6, 1}, {2027, 6, 1}}, {{2026, 1, 1}, {2026, 1, 2}}, 1},
        {{{2027, 6, 1}, {2027, 6, 1}}, {{2026, 1, 2}, {2026, 1, 1}}, 0},
        {{{2027, 6, 1}, {2027, 6, 1}}, {{2026, 1, 1}, {2026, 1, 1}}, 0},
        {{{0}, {2027, 6, 1}}, {{0}, {0}}, 1},
        {{{2027, 6, 1}, {0}}, {{0}, {2026, 1, 1}}, 0},
        {{{0}, {0}}, {{0}, {0}}, 0},
    };
    struct fixture f;
    setup(&f);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (int p = 0; p < 2; p++) {
            f.pack[1 + p]->channels[0].valid_until = rows[i].until[p];
            f.pack[1 + p]->channels[0].checked_on = rows[i].checked[p];
        }
        const struct country *co = &build(&f, SLICE_NONE)->countries[0];
        const struct channel *kept = &f.pack[1 + rows[i].kept]->channels[0];
        assert_int_equal(co->n_channels, 5);
        assert_ptr_equal(co->channels[0], kept);
        assert_ptr_equal(co->channels[find(co, "a")->channels[0].channel], kept);
        assert_ptr_equal(co->channels[find(co, "z")->channels[0].channel], kept);
    }
    teardown(&f);
}

static void items_leave_with_their_channels(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        struct date today;
        bool quoted, current;
    } rows[] = {
        {"a", {2030, 1, 1}, true, true},  {"c", {2026, 6, 1}, false, true}, {"c", {2026, 6, 2}, false, true},
        {"c", {2026, 6, 2}, true, false}, {"d", {2026, 6, 1}, true, true},  {"d", {2026, 6, 2}, false, false},
        {"d", {0, 0, 0}, true, true},     {"n", {2030, 1, 1}, false, true},
    };
    struct fixture f;
    setup(&f);
    const struct country *co = &build(&f, SLICE_NONE)->countries[0];
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct item *item = find(co, rows[i].id);
        assert_non_null(item);
        if (item->n_channels)
            item->channels[0].quoted = rows[i].quoted;
        assert_int_equal(item_is_current(co, item, rows[i].today), rows[i].current);
    }
    teardown(&f);
}

// The second pack has room for what the first leaves, whatever kinds those are.
static void the_first_packs_come_first(void **state)
{
    (void)state;
    struct fixture f;
    setup(&f);
    struct pack *full = f.pack[1], *packs[] = {f.pack[2], full};
    struct item *items = ARENA_ARRAY(&f.arena, LIMIT_ITEMS, struct item);
    for (size_t i = 0; i < LIMIT_ITEMS; i++)
        items[i] = full->items[0];
    full->items = items;
    full->n_items = LIMIT_ITEMS;
    full->n_loop = 0;
    const struct country *co =
        &campaign_build(packs, 2, f.built_in, 2, SLICE_NONE, NULL, &f.arena)->countries[0];
    assert_int_equal(co->n_items, LIMIT_ITEMS);
    assert_non_null(find(co, "z"));
    assert_non_null(find(co, "q"));
    assert_int_equal(co->items[LIMIT_ITEMS - 1]->kind, ITEM_QUIZ);
    teardown(&f);
}

// Places in a loop are numbers of 16 bits.
static void a_loop_ends(void **state)
{
    (void)state;
    struct fixture f;
    setup(&f);
    struct pack *pack = f.pack[1], *packs[] = {pack};
    struct loop_entry *loop = ARENA_ARRAY(&f.arena, 2 * LIMIT_LOOP, struct loop_entry);
    for (size_t i = 0; i < 2 * LIMIT_LOOP; i++)
        loop[i].item = &pack->items[0];
    pack->loop = loop;
    pack->n_loop = 2 * LIMIT_LOOP;
    const struct country *country =
        &campaign_build(packs, 1, f.built_in, 2, SLICE_NONE, NULL, &f.arena)->countries[0];
    assert_int_equal(country->n_loop, LIMIT_LOOP);
    assert_true(LIMIT_LOOP < UINT16_MAX);
    teardown(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(countries_stay_apart),
        cmocka_unit_test(packs_of_a_country_are_joined),
        cmocka_unit_test(languages_are_matched),
        cmocka_unit_test(another_region_keeps_its_channels),
        cmocka_unit_test(what_is_left_out_is_nowhere),
        cmocka_unit_test(items_leave_with_their_channels),
        cmocka_unit_test(the_fresher_copy_of_a_channel_is_kept),
        cmocka_unit_test(the_first_packs_come_first),
        cmocka_unit_test(a_loop_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
