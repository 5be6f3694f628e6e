// SPDX-License-Identifier: MIT
#include "core/desk.h"

#include <string.h>

#include "core/desk_field.h"

void desk_init(struct desk *desk)
{
    memset(desk, 0, sizeof *desk);
    for (int part = 0; part < DESK_PART_COUNT; part++)
        arena_init(&desk->arenas[part]);
}

void desk_fini(struct desk *desk)
{
    for (int part = 0; part < DESK_PART_COUNT; part++)
        arena_fini(&desk->arenas[part]);
    memset(desk, 0, sizeof *desk);
}

// ---- Reading fields ----

struct reader {
    struct desk *desk;
    struct desk_fields fields;
};

static struct slice raw(const struct reader *in, uint32_t index)
{
    return index < in->fields.n ? in->fields.at[index] : SLICE_NONE;
}

static struct slice text(struct reader *in, enum desk_part part, uint32_t index)
{
    return desk_field(raw(in, index), &in->desk->arenas[part]);
}

static struct desk_text es_en(struct reader *in, enum desk_part part, uint32_t es, uint32_t en)
{
    return (struct desk_text){.es = text(in, part, es), .en = text(in, part, en)};
}

// The field and those behind it, a line each.
static struct slice lines_from(struct reader *in, enum desk_part part, uint32_t first)
{
    struct slice list = SLICE_NONE;
    for (uint32_t i = first; i < in->fields.n; i++) {
        struct slice one = text(in, part, i);
        list = list.n ? arena_format(&in->desk->arenas[part], "%.*s\n%.*s", SLICE_ARG(list), SLICE_ARG(one))
                      : one;
    }
    return list;
}

static uint32_t number(const struct reader *in, uint32_t index)
{
    uint64_t value;
    return slice_to_uint(raw(in, index), UINT32_MAX, &value) ? (uint32_t)value : 0;
}

static uint64_t bytes(const struct reader *in, uint32_t index)
{
    uint64_t value;
    return slice_to_uint(raw(in, index), UINT64_MAX / 1000, &value) ? value : 0;
}

// False: it is none of these.
static bool word(const struct reader *in, uint32_t index, const char *const *words, uint32_t n, uint32_t *out)
{
    for (*out = 0; *out < n; ++*out)
        if (slice_is(raw(in, index), words[*out]))
            return true;
    return false;
}

static const struct desk_told nothing = {DESK_NOTHING, 0}, more = {DESK_MORE, 0};

// Room for one more in a list of a part; NULL when it is full.
#define ADD(desk, part, name, most)                                                                          \
    ((desk)->n_##name >= (most)                                                                              \
         ? NULL                                                                                              \
         : ARENA_PUSH(&(desk)->arenas[part], (desk)->name, (desk)->n_##name, (desk)->capacity_##name))

#define CLEAR(desk, name) ((desk)->name = NULL, (desk)->n_##name = 0, (desk)->capacity_##name = 0)

// ---- Parts ----

static void clear_found(struct desk *desk)
{
    desk->looked = false;
    CLEAR(desk, sticks);
    CLEAR(desk, packs);
    memset(&desk->site, 0, sizeof desk->site);
}

static void clear_plan(struct desk *desk)
{
    memset(&desk->progress, 0, sizeof desk->progress);
    memset(&desk->staged, 0, sizeof desk->staged);
    desk->has_staged = false;
    desk->signer_before = SLICE_NONE;
    CLEAR(desk, channels);
    CLEAR(desk, items);
    CLEAR(desk, confirms);
    CLEAR(desk, problems);
    memset(desk->changes, 0, sizeof desk->changes);
    desk->n_errors = desk->n_warnings = desk->done = 0;
    desk->too_much = desk->ready = desk->refused = desk->cancelled = desk->is_done = false;
    desk->refused_code = SLICE_NONE;
    desk->refused_text = (struct desk_text){SLICE_NONE, SLICE_NONE};
}

static void clear_posters(struct desk *desk)
{
    CLEAR(desk, posters);
    desk->drawn = desk->more_posters = false;
}

static void clear_generations(struct desk *desk)
{
    CLEAR(desk, generations);
    CLEAR(desk, revoked);
}

static struct desk_told read_begin(struct reader *in)
{
    static const char *const parts[DESK_PART_COUNT] = {"found",     "plan",   "posters", "generations",
                                                       "confirmed", "health", "counts"};
    struct desk *desk = in->desk;
    uint32_t part;
    if (!word(in, 1, parts, DESK_PART_COUNT, &part))
        return nothing;
    if (part == DESK_FOUND)
        clear_found(desk);
    else if (part == DESK_PLAN)
        clear_plan(desk);
    else if (part == DESK_POSTERS)
        clear_posters(desk);
    else if (part == DESK_GENERATIONS)
        clear_generations(desk);
    else if (part == DESK_CONFIRMED)
        CLEAR(desk, confirmed);
    else if (part == DESK_HEALTH)
        CLEAR(desk, health);
    else
        CLEAR(desk, counts);
    arena_reset(&desk->arenas[part]);
    return more;
}

// ---- Found ----

static struct desk_told read_stick(struct reader *in)
{
    struct slice *stick = ADD(in->desk, DESK_FOUND, sticks, LIMIT_DESK_STICKS);
    if (stick)
        *stick = text(in, DESK_FOUND, 1);
    return more;
}

static struct desk_told read_looked(struct reader *in)
{
    in->desk->looked = true;
    return (struct desk_told){DESK_LOOKED, 0};
}

static void read_made_of(struct slice list, uint32_t out[4])
{
    uint64_t value;
    struct slice each;
    for (int i = 0; i < 4; i++) {
        slice_cut(list, ' ', &each, &list);
        out[i] = slice_to_uint(each, UINT32_MAX, &value) ? (uint32_t)value : 0;
    }
}

// The fields behind the key.
static struct desk_pack pack_of(struct reader *in, enum desk_part part, uint32_t at)
{
    static const char *const states[DESK_PACK_STATE_COUNT] = {"new",   "update",   "same",
                                                              "older", "unsigned", "refused"};
    uint32_t state;
    if (!word(in, at + 8, states, DESK_PACK_STATE_COUNT, &state))
        state = DESK_PACK_REFUSED;
    struct desk_pack pack = {.path = text(in, part, at),
                             .id = text(in, part, at + 1),
                             .version = text(in, part, at + 2),
                             .country = text(in, part, at + 3),
                             .title = es_en(in, part, at + 4, at + 5),
                             .publisher = text(in, part, at + 6),
                             .signer = text(in, part, at + 7),
                             .state = (enum desk_pack_state)state,
                             .bytes = bytes(in, at + 9)};
    read_made_of(raw(in, at + 10), pack.made_of);
    return pack;
}

static struct desk_told read_pack(struct reader *in)
{
    struct desk_pack *pack = ADD(in->desk, DESK_FOUND, packs, LIMIT_DESK_PACKS);
    if (!pack)
        return more;
    *pack = pack_of(in, DESK_FOUND, 2);
    pack->key = number(in, 1);
    return more;
}

static struct desk_told read_site(struct reader *in)
{
    in->desk->site = (struct desk_site){.found = true,
                                        .title = text(in, DESK_FOUND, 1),
                                        .approved_by = text(in, DESK_FOUND, 2),
                                        .valid_until = text(in, DESK_FOUND, 3)};
    return more;
}

static struct desk_told read_adult(struct reader *in)
{
    struct desk_site *site = &in->desk->site;
    if (site->found && site->n_adults < LIMIT_DESK_ADULTS)
        site->adults[site->n_adults++] = (struct desk_adult){
            .name = text(in, DESK_FOUND, 1),
            .role = text(in, DESK_FOUND, 2),
            .room = text(in, DESK_FOUND, 3),
            .hours = text(in, DESK_FOUND, 4),
            .picture = {.root = text(in, DESK_FOUND, 5), .path = text(in, DESK_FOUND, 6)}};
    return more;
}

// ---- The plan ----

static struct desk_told read_staged(struct reader *in)
{
    struct desk *desk = in->desk;
    desk->has_staged = true;
    desk->staged = pack_of(in, DESK_PLAN, 1);
    desk->signer_before = text(in, DESK_PLAN, 12);
    return more;
}

static struct desk_told read_progress(struct reader *in)
{
    static const char *const stages[] = {"copy", "check", "pictures", "install"};
    struct desk_progress *progress = &in->desk->progress;
    char scratch[LIMIT_PATH + 1];
    uint32_t stage;
    if (!word(in, 1, stages, DESK_STAGE_COUNT - 1, &stage))
        return nothing;
    // It comes many times a second: nothing of it goes into an arena that only a new plan empties.
    struct slice name = raw(in, 4);
    size_t n = 0, at = 0;
    while (at < name.n && n + 4 < sizeof scratch) {
        uint32_t c = utf8_next(name, &at);
        n += utf8_put(c < 0x20 || (c >= 0x7f && c < 0xa0) ? 0xfffd : c, scratch + n);
    }
    memcpy(progress->name, scratch, n);
    progress->n_name = n;
    progress->stage = (enum desk_stage)(stage + 1);
    progress->done = bytes(in, 2);
    progress->total = bytes(in, 3);
    return (struct desk_told){DESK_PROGRESS, 0};
}

static struct desk_told read_change(struct reader *in)
{
    static const char *const whats[DESK_WHAT_COUNT] = {"added", "removed", "altered"};
    static const char *const kinds[DESK_KIND_COUNT] = {"channel", "message",  "quiz",
                                                       "story",   "language", "pack"};
    struct desk *desk = in->desk;
    uint32_t what, kind;
    if (!word(in, 1, whats, DESK_WHAT_COUNT, &what) || !word(in, 2, kinds, DESK_KIND_COUNT, &kind))
        return nothing;
    desk->changes[kind][what]++;
    struct desk_change *change = kind == DESK_CHANNEL
                                     ? ADD(desk, DESK_PLAN, channels, LIMIT_DESK_CHANNEL_CHANGES)
                                     : ADD(desk, DESK_PLAN, items, LIMIT_DESK_CHANGES);
    // Other changes may go unshown, with their number told; a channel never.
    if (!change)
        desk->too_much = desk->too_much || kind == DESK_CHANNEL;
    else
        *change = (struct desk_change){.what = (enum desk_what)what,
                                       .kind = (enum desk_kind)kind,
                                       .id = text(in, DESK_PLAN, 3),
                                       .name = es_en(in, DESK_PLAN, 4, 5),
                                       .old = text(in, DESK_PLAN, 6),
                                       .now = text(in, DESK_PLAN, 7),
                                       .facts = lines_from(in, DESK_PLAN, 8)};
    return more;
}

static struct desk_told read_confirm(struct reader *in)
{
    struct desk_confirm *confirm = ADD(in->desk, DESK_PLAN, confirms, LIMIT_CHANNELS);
    if (confirm)
        *confirm = (struct desk_confirm){.id = text(in, DESK_PLAN, 1),
                                         .name = es_en(in, DESK_PLAN, 2, 3),
                                         .value = text(in, DESK_PLAN, 4)};
    return more;
}

static struct desk_told read_problem(struct reader *in)
{
    struct desk *desk = in->desk;
    bool error = slice_is(raw(in, 1), "error");
    *(error ? &desk->n_errors : &desk->n_warnings) += 1;
    struct desk_problem *problem = ADD(desk, DESK_PLAN, problems, LIMIT_DESK_PROBLEMS);
    if (problem)
        *problem = (struct desk_problem){.error = error,
                                         .code = text(in, DESK_PLAN, 2),
                                         .path = text(in, DESK_PLAN, 3),
                                         .line = number(in, 4),
                                         .col = number(in, 5),
                                         .text = es_en(in, DESK_PLAN, 7, 6)};
    return more;
}

static struct desk_told read_poster(struct reader *in)
{
    struct desk_picture *poster = ADD(in->desk, DESK_POSTERS, posters, LIMIT_DESK_POSTERS);
    if (poster)
        *poster = (struct desk_picture){text(in, DESK_POSTERS, 1), text(in, DESK_POSTERS, 2),
                                        text(in, DESK_POSTERS, 3)};
    else
        in->desk->more_posters = true;
    return more;
}

static struct desk_told read_drawn(struct reader *in)
{
    in->desk->drawn = true;
    return more;
}

static struct desk_told read_refused(struct reader *in)
{
    in->desk->refused = true;
    in->desk->refused_code = text(in, DESK_PLAN, 1);
    in->desk->refused_text = es_en(in, DESK_PLAN, 3, 2);
    return (struct desk_told){DESK_REFUSED, 0};
}

static struct desk_told read_ready(struct reader *in)
{
    in->desk->ready = !in->desk->too_much;
    return (struct desk_told){in->desk->ready ? DESK_READY : DESK_TOO_MUCH, 0};
}

static struct desk_told read_done(struct reader *in)
{
    in->desk->is_done = true;
    in->desk->done = number(in, 1);
    return (struct desk_told){DESK_DONE, in->desk->done};
}

static struct desk_told read_cancelled(struct reader *in)
{
    in->desk->cancelled = true;
    return (struct desk_told){DESK_CANCELLED, 0};
}

// ---- The others ----

static struct desk_told read_generation(struct reader *in)
{
    struct desk_generation *generation = ADD(in->desk, DESK_GENERATIONS, generations, LIMIT_DESK_GENERATIONS);
    if (generation)
        *generation = (struct desk_generation){.number = number(in, 1),
                                               .date = text(in, DESK_GENERATIONS, 2),
                                               .how = text(in, DESK_GENERATIONS, 3),
                                               .current = slice_is(raw(in, 4), "1"),
                                               .bad = slice_is(raw(in, 5), "1"),
                                               .packs = lines_from(in, DESK_GENERATIONS, 6)};
    return more;
}

static struct desk_told read_revoked(struct reader *in)
{
    struct desk_revoked *revoked = ADD(in->desk, DESK_GENERATIONS, revoked, LIMIT_PACKS);
    if (revoked)
        *revoked =
            (struct desk_revoked){.id = text(in, DESK_GENERATIONS, 1), .why = text(in, DESK_GENERATIONS, 2)};
    return more;
}

static struct desk_told read_confirmed(struct reader *in)
{
    struct desk_confirmed *confirmed = ADD(in->desk, DESK_CONFIRMED, confirmed, LIMIT_CONFIRMED);
    if (confirmed)
        *confirmed = (struct desk_confirmed){
            .id = text(in, DESK_CONFIRMED, 1),
            .value = text(in, DESK_CONFIRMED, 2),
            .date = text(in, DESK_CONFIRMED, 3),
            .how = text(in, DESK_CONFIRMED, 4),
            .by = text(in, DESK_CONFIRMED, 5),
        };
    return more;
}

static struct desk_told read_health(struct reader *in)
{
    static const char *const states[DESK_HEALTH_STATE_COUNT] = {"good", "note", "bad"};
    uint32_t state;
    if (!word(in, 1, states, DESK_HEALTH_STATE_COUNT, &state))
        return nothing;
    struct desk_health *health = ADD(in->desk, DESK_HEALTH, health, LIMIT_DESK_HEALTH);
    if (health)
        *health = (struct desk_health){(enum desk_health_state)state, es_en(in, DESK_HEALTH, 3, 2)};
    return more;
}

static struct desk_told read_count(struct reader *in)
{
    struct desk_count *count = ADD(in->desk, DESK_COUNTS, counts, LIMIT_DESK_COUNTS);
    if (count)
        *count = (struct desk_count){.month = text(in, DESK_COUNTS, 1),
                                     .kind = text(in, DESK_COUNTS, 2),
                                     .id = text(in, DESK_COUNTS, 3),
                                     .name = es_en(in, DESK_COUNTS, 4, 5),
                                     .opened = text(in, DESK_COUNTS, 6),
                                     .clear = text(in, DESK_COUNTS, 7),
                                     .not_clear = text(in, DESK_COUNTS, 8)};
    return more;
}

static struct desk_told read_space(struct reader *in)
{
    in->desk->space = bytes(in, 1);
    return more;
}

static struct desk_told read_content(struct reader *in)
{
    static const char *const states[DESK_CONTENT_COUNT] = {"shown", "waits", "refused", "none"};
    uint32_t state;
    if (!word(in, 1, states, DESK_CONTENT_COUNT, &state))
        return nothing;
    in->desk->content = (enum desk_content)state;
    return more;
}

static struct desk_told read_pin(struct reader *in)
{
    static const char *const words[] = {"none", "set", "good", "failed", "wrong", "wait"};
    uint32_t which;
    if (!word(in, 1, words, sizeof words / sizeof *words, &which))
        return nothing;
    return (struct desk_told){(enum desk_news)(DESK_PIN_NONE + which), number(in, 2)};
}

static const struct {
    const char *word;
    struct desk_told (*read)(struct reader *in);
} records[] = {
    {"begin", read_begin},     {"stick", read_stick},         {"looked", read_looked},
    {"pack", read_pack},       {"site", read_site},           {"adult", read_adult},
    {"staged", read_staged},   {"progress", read_progress},   {"change", read_change},
    {"confirm", read_confirm}, {"problem", read_problem},     {"poster", read_poster},
    {"drawn", read_drawn},     {"refused", read_refused},     {"ready", read_ready},
    {"done", read_done},       {"cancelled", read_cancelled}, {"generation", read_generation},
    {"revoked", read_revoked}, {"confirmed", read_confirmed}, {"health", read_health},
    {"count", read_count},     {"space", read_space},         {"content", read_content},
    {"pin", read_pin},
};

struct desk_told desk_line(struct desk *desk, struct slice line)
{
    // Whoever wrote it may hide behind its length what it changes.
    if (line.n > LIMIT_DESK_LINE) {
        desk->too_much = true;
        return nothing;
    }
    struct reader in = {.desk = desk, .fields = desk_split(line)};
    struct desk_told told = nothing;
    for (size_t i = 0; i < sizeof records / sizeof *records; i++)
        if (slice_is(in.fields.at[0], records[i].word))
            told = records[i].read(&in);
    return told;
}
