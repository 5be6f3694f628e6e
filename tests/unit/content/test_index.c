// SPDX-License-Identifier: MIT
#include "unit/content/good_pack.h"

#include "base/checksum.h"
#include "content/campaign.h"
#include "content/check.h"
#include "content/index.h"
#include "content/index_codec.h"
#include "content/texts.h"

#define RICH_CHANNEL                                                                                         \
    "- id: chat\n  name: {es: Chat, en: Chat}\n  kind: chat\n  value: \"https://a.example/chat\"\n"          \
    "  how: {es: Escribe., en: Write.}\n  hours: {es: De 8 a 18}\n  for: [teens, women]\n"                   \
    "  needs: [report, legal]\n  free: yes\n  anonymous: no\n  languages: [es, qu]\n"                        \
    "  regions: [CO-ANT, CO-VAC]\n  what_happens:\n    - {es: Uno., en: One., picture: b.svg}\n"             \
    "    - {es: Dos.}\n  checked_on: 2026-11-01\n  valid_until: 2027-11-01\n  national: yes\n"               \
    "  confirmed: {on: 2026-11-20, how: opened, by: coordinaci\xC3\xB3n}\n" TWO_SOURCES
#define SVG                                                                                                  \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\"><rect width=\"9\" "                \
    "height=\"9\"/></svg>"
#define LONG_ES                                                                                              \
    "---\npicture: a.svg\nseconds: 12\neasy: Corto.\ndiscuss: \xC2\xBFY ahora?\n" FIELDS                     \
    "---\n# Una **gran** *idea*\n\nLlama al 141.\n\n- **Uno:** a\n  1. b\n  2. c\n\n> Cita.\n"

static const struct made_up_change more[] = {
    {"pack.yaml",
     GOOD_PACK_YAML "loop: [message/largo, help, quiz/perfil, story/amigo, message/roto]\nvalid_until: "
                    "2027-12-31\nreviewed: [{role: children, by: R, date: 2026-10-01}]\n"},
    {"channels.yaml", GOOD_CHANNEL RICH_CHANNEL},
    {"messages/largo.es.md", LONG_ES},
    {"messages/roto.es.md", "---\n" FIELDS "---\n# Roto\n\nLlama al 555 123 456.\n"},
    {"messages/neutro.es.md", "---\ntopic: rest\nneutral: yes\nchannels: []\n---\n# Hola\n\nAgua.\n"},
    {"pictures/a.svg", SVG},
    {"pictures/b.svg", SVG},
    {"quizzes/todo.es.gift",
     "// title: Todo\n// topic: friends\n// audience: [teens]\n// channels: [linea-141, chat]\n\n"
     "// picture: b.svg\n::uno:: \xC2\xBFS\xC3\xAD? {\n~%50%A#a\n~%50%B#b\n~%-100%C#c\n#### General\n}\n\n"
     "::dos:: Es cierto. {TRUE#No.#S\xC3\xAD.}\n\n::tres:: Une. {\n=a -> b\n=c -> d\n}\n"},
};

struct fixture {
    struct made_up made;
    struct pack *pack;
    struct slice bytes;
};

static void setup(struct fixture *f)
{
    made_up_init(&f->made);
    good_pack_with(&f->made, more, sizeof more / sizeof *more);
    const struct tree *tree = made_up_tree(&f->made);
    f->pack = pack_read(tree, &f->made.arena, &f->made.diags);
    assert_non_null(f->pack);
    check_pack(f->pack, &(struct check_options){.tree = tree}, &f->made.arena, &f->made.diags);
    f->bytes = index_write(f->pack, &f->made.arena);
    assert_true(f->bytes.n > 0);
}

static void teardown(struct fixture *f)
{
    made_up_fini(&f->made);
}

// ---- The same model comes back ----

static void same_slice(struct slice a, struct slice b)
{
    assert_true(slice_eq(a, b));
}

static void same_slices(const struct slice *a, const struct slice *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        same_slice(a[i], b[i]);
}

static void same_rich(struct rich a, struct rich b)
{
    same_slice(a.text, b.text);
    assert_int_equal(a.line, b.line);
    assert_int_equal(a.n_spans, b.n_spans);
    for (uint32_t i = 0; i < a.n_spans; i++) {
        assert_int_equal(a.spans[i].from, b.spans[i].from);
        assert_int_equal(a.spans[i].to, b.spans[i].to);
        assert_int_equal(a.spans[i].style, b.spans[i].style);
    }
}

static void same_body(struct body a, struct body b)
{
    assert_int_equal(a.n_blocks, b.n_blocks);
    for (size_t i = 0; i < a.n_blocks; i++) {
        assert_int_equal(a.blocks[i].kind, b.blocks[i].kind);
        assert_int_equal(a.blocks[i].level, b.blocks[i].level);
        assert_int_equal(a.blocks[i].number, b.blocks[i].number);
        same_rich(a.blocks[i].text, b.blocks[i].text);
    }
}

static void same_picture(const struct picture *a, const struct picture *b)
{
    assert_int_equal(!a, !b);
    if (!a)
        return;
    same_slice(a->path, b->path);
    assert_int_equal(a->width, b->width);
    assert_int_equal(a->height, b->height);
}

static void same_question(const struct question *a, const struct question *b, uint16_t langs)
{
    assert_int_equal(a->kind, b->kind);
    same_slice(a->name, b->name);
    same_slices(a->general, b->general, langs);
    for (uint16_t i = 0; i < langs; i++)
        same_rich(a->prompt[i], b->prompt[i]);
    same_picture(a->picture, b->picture);
    assert_int_equal(a->line, b->line);
    assert_int_equal(a->n_answers, b->n_answers);
    for (uint16_t i = 0; i < a->n_answers; i++) {
        same_slices(a->answers[i].text, b->answers[i].text, langs);
        same_slices(a->answers[i].feedback, b->answers[i].feedback, langs);
        assert_int_equal(a->answers[i].weight, b->answers[i].weight);
        assert_int_equal(a->answers[i].right, b->answers[i].right);
    }
    assert_int_equal(a->n_pairs, b->n_pairs);
    for (uint16_t i = 0; i < a->n_pairs; i++) {
        same_slices(a->pairs[i].left, b->pairs[i].left, langs);
        same_slices(a->pairs[i].right, b->pairs[i].right, langs);
    }
}

static void same_story(const struct story *a, const struct story *b, uint16_t langs)
{
    assert_int_equal(a->n_passages, b->n_passages);
    assert_int_equal(a->start, b->start);
    for (uint16_t i = 0; i < a->n_passages; i++) {
        const struct passage *p = &a->passages[i], *q = &b->passages[i];
        same_slice(p->name, q->name);
        for (uint16_t lang = 0; lang < langs; lang++)
            same_body(p->body[lang], q->body[lang]);
        assert_int_equal(p->n_choices, q->n_choices);
        for (uint16_t k = 0; k < p->n_choices; k++) {
            same_slices(p->choices[k].text, q->choices[k].text, langs);
            assert_int_equal(p->choices[k].to, q->choices[k].to);
        }
        assert_int_equal(p->help, q->help);
        assert_int_equal(p->line, q->line);
    }
}

static void same_item(const struct item *a, const struct item *b, uint16_t langs, struct arena *arena)
{
    assert_int_equal(a->kind, b->kind);
    same_slice(a->id, b->id);
    assert_int_equal(a->topic, b->topic);
    assert_int_equal(a->audience, b->audience);
    assert_int_equal(a->neutral, b->neutral);
    assert_int_equal(a->seconds, b->seconds);
    assert_int_equal(a->langs_present, b->langs_present);
    assert_int_equal(a->narrated, b->narrated);
    assert_int_equal(a->left_out, b->left_out);
    assert_int_equal(a->n_channels, b->n_channels);
    for (uint16_t i = 0; i < a->n_channels; i++) {
        assert_int_equal(a->channels[i].channel, b->channels[i].channel);
        assert_int_equal(a->channels[i].quoted, b->channels[i].quoted);
    }
    same_picture(a->picture, b->picture);
    same_slices(a->easy, b->easy, langs);
    same_slices(a->discuss, b->discuss, langs);
    for (uint16_t i = 0; i < langs; i++) {
        same_rich(a->title[i], b->title[i]);
        if (a->kind == ITEM_MESSAGE)
            same_body(item_body(a, i, arena), item_body(b, i, arena));
    }
    for (uint16_t i = 0; a->kind == ITEM_QUIZ && i < a->quiz.n_questions; i++)
        same_question(&a->quiz.questions[i], &b->quiz.questions[i], langs);
    if (a->kind == ITEM_STORY)
        same_story(&a->story, &b->story, langs);
}

static void same_date(struct date a, struct date b)
{
    assert_int_equal(date_cmp(a, b), 0);
}

static void same_channel(const struct channel *a, const struct channel *b, uint16_t langs)
{
    same_slice(a->id, b->id);
    same_slices(a->name, b->name, langs);
    assert_int_equal(a->kind, b->kind);
    same_slice(a->value, b->value);
    same_slices(a->how, b->how, langs);
    same_slices(a->hours, b->hours, langs);
    assert_int_equal(a->audience, b->audience);
    assert_int_equal(a->needs, b->needs);
    assert_int_equal(a->free, b->free);
    assert_int_equal(a->anonymous, b->anonymous);
    assert_int_equal(a->can_choose_gender, b->can_choose_gender);
    assert_int_equal(a->n_languages, b->n_languages);
    same_slices(a->languages, b->languages, a->n_languages);
    assert_int_equal(a->n_regions, b->n_regions);
    same_slices(a->regions, b->regions, a->n_regions);
    assert_int_equal(a->n_steps, b->n_steps);
    for (uint16_t i = 0; i < a->n_steps; i++) {
        same_slices(a->steps[i].text, b->steps[i].text, langs);
        same_picture(a->steps[i].picture, b->steps[i].picture);
    }
    assert_int_equal(a->n_sources, b->n_sources);
    for (uint16_t i = 0; i < a->n_sources; i++) {
        same_slice(a->sources[i].where, b->sources[i].where);
        same_date(a->sources[i].dated, b->sources[i].dated);
        same_date(a->sources[i].seen, b->sources[i].seen);
    }
    same_date(a->checked_on, b->checked_on);
    same_date(a->valid_until, b->valid_until);
    same_date(a->confirmed.on, b->confirmed.on);
    same_slice(a->confirmed.how, b->confirmed.how);
    same_slice(a->confirmed.by, b->confirmed.by);
    assert_int_equal(a->national, b->national);
    assert_int_equal(a->langs_present, b->langs_present);
    assert_int_equal(a->left_out, b->left_out);
    assert_int_equal(a->borrowed, b->borrowed);
}

static void the_same_pack_comes_back(void **state)
{
    (void)state;
    struct fixture f;
    setup(&f);
    const struct pack *a = f.pack, *b = index_read(f.bytes, SLICE("here"), &f.made.arena);
    assert_non_null(b);
    same_slice(b->root, SLICE("here"));
    same_slice(a->id, b->id);
    assert_true(a->version == b->version);
    assert_int_equal(a->n_langs, b->n_langs);
    same_slices(a->langs, b->langs, a->n_langs);
    same_slices(a->title, b->title, a->n_langs);
    same_slice(a->publisher, b->publisher);
    same_slice(a->country, b->country);
    same_date(a->valid_until, b->valid_until);
    assert_int_equal(a->n_reviews, b->n_reviews);
    same_slice(a->reviews[0].role, b->reviews[0].role);
    same_slice(a->reviews[0].by, b->reviews[0].by);
    same_date(a->reviews[0].date, b->reviews[0].date);
    assert_int_equal(a->n_channels, b->n_channels);
    for (uint16_t i = 0; i < a->n_channels; i++) {
        same_channel(&a->channels[i], &b->channels[i], a->n_langs);
        assert_ptr_equal(b->channels[i].pack, b);
    }
    size_t shown = 0;
    for (size_t i = 0; i < a->n_items; i++) {
        if (a->items[i].left_out)
            continue;
        same_item(&a->items[i], &b->items[shown], a->n_langs, &f.made.arena);
        assert_ptr_equal(b->items[shown++].pack, b);
    }
    assert_int_equal(b->n_items, shown);
    assert_int_equal(a->n_items, shown + 1); // the one with a number that is nobody's
    assert_int_equal(b->n_unread, a->n_unread + 1);
    assert_int_equal(b->n_loop, 4);
    assert_true(slice_is(b->loop[0].item->id, "largo"));
    assert_null(b->loop[1].item);
    assert_true(slice_is(b->loop[3].item->id, "amigo"));
    assert_true(index_is_whole(b));
    // Out of an index the same index is written.
    struct slice again = index_write(b, &f.made.arena);
    same_slice(f.bytes, again);
    teardown(&f);
}

static void a_text_that_a_translation_lacks_is_shared(void **state)
{
    (void)state;
    struct fixture f;
    setup(&f);
    const struct pack *pack = index_read(f.bytes, SLICE("here"), &f.made.arena);
    const struct channel *channel = &pack->channels[1];
    assert_ptr_equal(channel->hours[0].p, channel->hours[1].p);
    assert_ptr_not_equal(channel->name[0].p, channel->name[1].p);
    // Nothing is copied.
    assert_true(channel->value.p > f.bytes.p && channel->value.p < f.bytes.p + f.bytes.n);
    teardown(&f);
}

// ---- Whatever the bytes ----

static void count_text(void *context, enum text_role role, bool wrong, struct slice text, uint32_t line)
{
    (void)role, (void)wrong, (void)line;
    *(uint64_t *)context = checksum(text, *(uint64_t *)context);
}

// Reads every text, and puts a country together.
static void look_at_all(struct pack *pack, struct arena *arena)
{
    static struct words es = {.tag = SLICE("es")};
    const struct words *built_in[] = {&es};
    uint64_t sum = 0;
    for (size_t i = 0; i < pack->n_items; i++) {
        const struct item *item = &pack->items[i];
        for (uint16_t lang = 0; lang < pack->n_langs; lang++) {
            texts_of_item(item, lang, arena, count_text, &sum);
            sum = checksum(item->title[lang].text, sum) + checksum(item->easy[lang], sum);
        }
        if (item->picture)
            sum = checksum(item->picture->path, sum);
    }
    for (uint16_t i = 0; i < pack->n_channels; i++)
        for (uint16_t lang = 0; lang < pack->n_langs; lang++)
            sum = checksum(pack->channels[i].name[lang], sum) + checksum(pack->channels[i].how[lang], sum);
    campaign_build(&pack, 1, built_in, 1, SLICE_NONE, NULL, arena);
    assert_true(sum != 1);
}

// From memory of exactly that size. True when they were taken.
static bool try_bytes(const char *bytes, size_t n)
{
    struct arena arena;
    char *copy = malloc(n ? n : 1);
    assert_non_null(copy);
    memcpy(copy, bytes, n);
    arena_init(&arena);
    struct pack *pack = index_read((struct slice){copy, n}, SLICE("here"), &arena);
    if (pack)
        look_at_all(pack, &arena);
    arena_fini(&arena);
    free(copy);
    return pack != NULL;
}

static void what_is_cut_is_refused(void **state)
{
    (void)state;
    struct fixture f;
    setup(&f);
    char *bytes = (char *)arena_copy(&f.made.arena, f.bytes).p;
    for (size_t n = 0; n < f.bytes.n; n++) {
        assert_false(try_bytes(bytes, n));
        memcpy(bytes, f.bytes.p, f.bytes.n);
        index_seal(bytes, n);
        assert_false(try_bytes(bytes, n));
    }
    index_seal(bytes, f.bytes.n);
    assert_memory_equal(bytes, f.bytes.p, f.bytes.n);
    assert_true(try_bytes(bytes, f.bytes.n));
    teardown(&f);
}

#define FRONT_AT 16 // in the header

static size_t front_of(struct slice bytes)
{
    size_t n = 0;
    for (int i = 7; i >= 0; i--)
        n = n << 8 | (unsigned char)bytes.p[FRONT_AT + i];
    return 40 + n;
}

// In front any flipped bit is found at once; behind it the message that it is in says nothing.
static void every_flipped_bit_is_found(void **state)
{
    (void)state;
    struct fixture f;
    setup(&f);
    size_t front = front_of(f.bytes);
    char *bytes = (char *)arena_copy(&f.made.arena, f.bytes).p;
    for (size_t bit = 0; bit < f.bytes.n * 8; bit++) {
        bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
        struct arena arena;
        arena_init(&arena);
        struct pack *pack = index_read((struct slice){bytes, f.bytes.n}, SLICE("here"), &arena);
        assert_int_equal(pack != NULL, bit / 8 >= front);
        size_t rotten = 0;
        for (size_t i = 0; pack && i < pack->n_items; i++)
            rotten +=
                pack->items[i].kind == ITEM_MESSAGE && item_body(&pack->items[i], 0, &arena).n_blocks == 0;
        assert_int_equal(rotten, pack != NULL);
        assert_false(pack && index_is_whole(pack));
        arena_fini(&arena);
        bytes[bit / 8] = f.bytes.p[bit / 8];
    }
    teardown(&f);
}

static uint32_t next_random(uint32_t *seed)
{
    return (*seed = *seed * 1664525u + 1013904223u) >> 8;
}

// With sums that fit, every check behind them is on its own.
static void sealed_nonsense_is_safe(void **state)
{
    (void)state;
    struct fixture f;
    setup(&f);
    uint32_t seed = 1;
    size_t taken = 0;
    char *bytes = (char *)arena_copy(&f.made.arena, f.bytes).p;
    for (int round = 0; round < 20000; round++) {
        memcpy(bytes, f.bytes.p, f.bytes.n);
        for (uint32_t k = next_random(&seed) % 3 + 1; k > 0; k--) {
            size_t at = 40 + next_random(&seed) % (f.bytes.n - 40);
            bytes[at] = (char)(next_random(&seed) % 4 ? next_random(&seed) : 0xff);
        }
        index_seal(bytes, f.bytes.n);
        taken += try_bytes(bytes, f.bytes.n);
    }
    assert_in_range(taken, 1, 19999); // a changed letter is a letter
    teardown(&f);
}

static void any_body_is_safe(void **state)
{
    (void)state;
    struct fixture f;
    setup(&f);
    const struct pack *pack = index_read(f.bytes, SLICE("here"), &f.made.arena);
    struct slice whole = SLICE_NONE;
    for (size_t i = 0; i < pack->n_items; i++)
        if (slice_is(pack->items[i].id, "largo"))
            whole = slice_from(pack->items[i].message.packed, 8);
    assert_true(whole.n > 0);
    uint32_t seed = 2;
    for (int round = 0; round < 20000; round++) {
        struct arena arena;
        struct body body;
        size_t n = next_random(&seed) % 4 ? whole.n : next_random(&seed) % whole.n;
        char *bytes = malloc(n + 1);
        assert_non_null(bytes);
        memcpy(bytes, whole.p, n);
        if (n > 0)
            bytes[next_random(&seed) % n] = (char)next_random(&seed);
        arena_init(&arena);
        for (uint16_t lang = 0; lang < 2; lang++)
            index_body_read((struct slice){bytes, n}, 2, lang, &arena, &body);
        arena_fini(&arena);
        free(bytes);
    }
    teardown(&f);
}

static void numbers_have_one_form(void **state)
{
    static const struct {
        const char *bytes;
        size_t n;
        uint64_t value;
        bool bad;
    } rows[] = {
        {"\x00", 1, 0, false},
        {"\x7f", 1, 127, false},
        {"\x80\x01", 2, 128, false},
        {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 10, UINT64_MAX, false},
        {"", 0, 0, true},
        {"\x80", 1, 0, true},
        {"\x80\x00", 2, 0, true},                                  // a zero too many
        {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", 10, 0, true}, // 65 bits
        {"\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01", 11, 0, true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct codec c = {.mode = CODEC_READ, .in = {rows[i].bytes, rows[i].n}, .n = rows[i].n};
        assert_true(codec_number(&c, 0, UINT64_MAX) == rows[i].value);
        assert_int_equal(c.bad, rows[i].bad);
        assert_true(rows[i].bad || c.at == rows[i].n);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_pack_comes_back),
        cmocka_unit_test(a_text_that_a_translation_lacks_is_shared),
        cmocka_unit_test(what_is_cut_is_refused),
        cmocka_unit_test(every_flipped_bit_is_found),
        cmocka_unit_test(sealed_nonsense_is_safe),
        cmocka_unit_test(any_body_is_safe),
        cmocka_unit_test(numbers_have_one_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
