// SPDX-License-Identifier: MIT
// Channels that a pack names and another brings.
#include "unit/content/good_pack.h"

#include "content/campaign.h"
#include "content/check.h"
#include "content/index.h"

#define YAML(id, country)                                                                                    \
    "chasqui: 1\nid: " id "\nversion: 1\ntitle: {es: T}\npublisher: R\ncountry: " country                    \
    "\nlanguages: [es]\n"
#define PERU                                                                                                 \
    "chasqui: 1\nid: peru\nversion: 1\ntitle: {qu: T}\npublisher: R\ncountry: PE\nlanguages: [qu, es]\n"
#define CHANNEL(id, value)                                                                                   \
    "- id: " id "\n  name: {es: Una l\xC3\xADnea, qu: Huk}\n  kind: phone\n  value: \"" value                \
    "\"\n  for: [children]\n  needs: [talk]\n  what_happens: [{es: A, qu: B}]\n"
#define MESSAGE(channels, text)                                                                              \
    "---\ntopic: friends\naudience: [teens]\nchannels: [" channels "]\n---\n# Hola\n\n" text "\n"

struct fixture {
    struct made_up lender, other, pack;
    struct pack *packs[3]; // lender, other, pack
    struct campaign *campaign;
};

static struct pack *read_lender(struct made_up *m, const char *yaml, const char *channels)
{
    made_up_init(m);
    made_up_file(m, "pack.yaml", yaml);
    made_up_file(m, "channels.yaml", channels);
    struct pack *pack = pack_read(made_up_tree(m), &m->arena, &m->diags);
    assert_non_null(pack);
    return pack;
}

// The pack that borrows: `quotes` has linea's number in its text, `names` only names it.
static void setup(struct fixture *f)
{
    f->packs[0] = read_lender(&f->lender, PERU, CHANNEL("linea", "100") CHANNEL("chat", "1810"));
    f->packs[1] = read_lender(&f->other, YAML("colombia", "CO"), CHANNEL("ajena", "141"));
    struct made_up *m = &f->pack;
    made_up_init(m);
    made_up_file(m, "pack.yaml", YAML("escuela", "PE"));
    made_up_file(m, "messages/both.es.md", MESSAGE("linea, chat", "Marca 100."));
    made_up_file(m, "messages/names.es.md", MESSAGE("linea", "Hay ayuda."));
    made_up_file(m, "messages/quotes.es.md", MESSAGE("linea", "Llama al 100."));
    const struct pack *lenders[] = {f->packs[0], f->packs[1]};
    f->packs[2] = pack_read_with(made_up_tree(m), lenders, 2, &m->arena, &m->diags);
    assert_non_null(f->packs[2]);
    check_pack(f->packs[2], &(struct check_options){.tree = &m->tree}, &m->arena, &m->diags);
    assert_int_equal(m->diags.errors, 0);
}

static void teardown(struct fixture *f)
{
    made_up_fini(&f->lender);
    made_up_fini(&f->other);
    made_up_fini(&f->pack);
}

// Whichever way round, and out of an index as well.
static const struct country *build(struct fixture *f, struct pack *first, struct pack *second, bool indexed)
{
    static struct words es = {.tag = SLICE("es")};
    static const struct words *built_in[] = {&es};
    struct arena *arena = &f->pack.arena;
    struct pack *packs[] = {first, second};
    for (int i = 0; i < 2; i++)
        if (indexed)
            packs[i] = index_read(index_write(packs[i], arena), SLICE_NONE, arena);
    f->campaign = campaign_build(packs, 2, built_in, 1, SLICE_NONE, NULL, arena);
    return &f->campaign->countries[campaign_country(f->campaign, SLICE("PE"))];
}

static const char *shown(struct fixture *f, const struct country *country)
{
    struct slice all = SLICE("");
    for (size_t i = 0; i < country->n_items; i++) {
        const struct item *item = country->items[i];
        all = arena_format(&f->pack.arena, "%.*s%s%.*s", SLICE_ARG(all), i ? " " : "", SLICE_ARG(item->id));
        for (uint16_t c = 0; c < item->n_channels; c++) {
            const struct channel *channel = country->channels[item->channels[c].channel];
            assert_false(channel->borrowed);
            all = arena_format(&f->pack.arena, "%.*s/%.*s", SLICE_ARG(all), SLICE_ARG(channel->value));
        }
    }
    return all.p;
}

static void a_pack_borrows_what_it_names(void **state)
{
    (void)state;
    struct fixture f;
    setup(&f);
    const struct pack *pack = f.packs[2];
    assert_int_equal(pack->n_channels, 2);
    const struct channel *linea = &pack->channels[0];
    assert_true(slice_is(linea->id, "linea") && slice_is(linea->value, "100"));
    assert_true(linea->borrowed && linea->pack == pack && linea->n_steps == 0);
    // In the pack's language, not in the lender's first.
    assert_true(slice_is(linea->name[0], "Una l\xC3\xADnea"));
    assert_true(pack->items[2].channels[0].quoted);
    assert_false(pack->items[1].channels[0].quoted);
    for (int indexed = 0; indexed < 2; indexed++) {
        assert_string_equal(shown(&f, build(&f, f.packs[0], f.packs[2], indexed)),
                            "both/100/1810 names/100 quotes/100");
        const struct country *country = build(&f, f.packs[2], f.packs[0], indexed);
        assert_string_equal(shown(&f, country), "both/100/1810 names/100 quotes/100");
        assert_int_equal(country->n_channels, 2);
    }
    teardown(&f);
}

static void another_country_lends_nothing(void **state)
{
    (void)state;
    struct fixture f;
    setup(&f);
    struct made_up m;
    made_up_init(&m);
    made_up_file(&m, "pack.yaml", YAML("escuela", "PE"));
    made_up_file(&m, "messages/a.es.md", MESSAGE("ajena", "Hay ayuda."));
    made_up_file(&m, "messages/b.es.md", MESSAGE("linia", "Hay ayuda."));
    const struct pack *lenders[] = {f.packs[0], f.packs[1]};
    const struct pack *pack = pack_read_with(made_up_tree(&m), lenders, 2, &m.arena, &m.diags);
    assert_int_equal(pack->n_channels, 0);
    assert_true(pack->items[0].left_out && pack->items[1].left_out);
    assert_string_equal(made_up_said(&m),
                        "messages/a.es.md:4:12 channel-unknown; messages/b.es.md:4:12 channel-unknown");
    assert_true(slice_is(m.diags.list[1].args[1], "linea"));
    made_up_fini(&m);
    teardown(&f);
}

// A pack doesn't lend to its own next version what that one took out, and what was borrowed isn't lent on.
static void only_what_is_its_own_is_lent(void **state)
{
    (void)state;
    struct fixture f;
    setup(&f);
    static const char *const ids[] = {"peru", "otra"};
    for (int i = 0; i < 2; i++) {
        struct made_up m;
        made_up_init(&m);
        made_up_file(&m, "pack.yaml", i == 0 ? YAML("peru", "PE") : YAML("otra", "PE"));
        made_up_file(&m, "messages/a.es.md", MESSAGE("linea", "Hay ayuda."));
        const struct pack *lenders[] = {i == 0 ? f.packs[0] : f.packs[2]};
        const struct pack *pack = pack_read_with(made_up_tree(&m), lenders, 1, &m.arena, &m.diags);
        assert_true(slice_is(pack->id, ids[i]));
        assert_int_equal(pack->n_channels, 0);
        made_up_fini(&m);
    }
    teardown(&f);
}

static void without_its_lender_nothing_is_named(void **state)
{
    (void)state;
    struct fixture f;
    setup(&f);
    const struct country *country = build(&f, f.packs[1], f.packs[2], false);
    assert_int_equal(country->n_channels, 0);
    assert_string_equal(shown(&f, country), "");
    teardown(&f);
}

static void a_new_value_takes_away_who_quotes_the_old(void **state)
{
    (void)state;
    struct fixture f;
    struct made_up m;
    setup(&f);
    struct pack *next = read_lender(&m, PERU, CHANNEL("chat", "1810") CHANNEL("linea", "105"));
    assert_string_equal(shown(&f, build(&f, f.packs[2], next, false)), "names/105");
    made_up_fini(&m);
    // The channel left: whoever names another one too stays, if it doesn't quote the one that left.
    next = read_lender(&m, PERU, CHANNEL("linea", "100"));
    assert_string_equal(shown(&f, build(&f, next, f.packs[2], true)), "both/100 names/100 quotes/100");
    made_up_fini(&m);
    next = read_lender(&m, PERU, CHANNEL("chat", "1810"));
    assert_string_equal(shown(&f, build(&f, next, f.packs[2], true)), "");
    made_up_fini(&m);
    teardown(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pack_borrows_what_it_names),
        cmocka_unit_test(another_country_lends_nothing),
        cmocka_unit_test(only_what_is_its_own_is_lent),
        cmocka_unit_test(without_its_lender_nothing_is_named),
        cmocka_unit_test(a_new_value_takes_away_who_quotes_the_old),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
