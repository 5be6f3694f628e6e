// SPDX-License-Identifier: MIT
#include "pack/plan_channel.h"

#include <string.h>

#define FACT 240 // bytes of a field that stands in a line of its own

static struct slice join(struct arena *arena, struct slice list, const char *between, struct slice next)
{
    if (next.n == 0)
        return list;
    return list.n ? arena_format(arena, "%.*s%s%.*s", SLICE_ARG(list), between, SLICE_ARG(next)) : next;
}

// A text in every language of its pack.
static struct slice texts(const struct channel *channel, const struct slice *values, struct arena *arena)
{
    struct slice all = SLICE_NONE;
    for (uint16_t i = 0; values && i < channel->pack->n_langs; i++)
        if (values[i].n)
            all = join(
                arena, all, " / ",
                arena_format(arena, "%.*s: %.*s", SLICE_ARG(channel->pack->langs[i]), SLICE_ARG(values[i])));
    return all;
}

static struct slice names(const struct slice *values, uint16_t n, struct arena *arena)
{
    struct slice all = SLICE_NONE;
    for (uint16_t i = 0; i < n; i++)
        all = join(arena, all, ", ", values[i]);
    return all;
}

static struct slice tri_text(enum tri value)
{
    return value == TRI_YES ? SLICE("yes") : value == TRI_NO ? SLICE("no") : SLICE("unknown");
}

static struct slice value(const struct channel *c, struct arena *arena)
{
    (void)arena;
    return c->value;
}

static struct slice name(const struct channel *c, struct arena *arena)
{
    return texts(c, c->name, arena);
}

static struct slice kind(const struct channel *c, struct arena *arena)
{
    (void)arena;
    return slice_of(channel_kind_name(c->kind));
}

static struct slice how(const struct channel *c, struct arena *arena)
{
    return texts(c, c->how, arena);
}

static struct slice whom(const struct channel *c, struct arena *arena)
{
    struct slice all = SLICE_NONE;
    for (int i = 0; i < AUDIENCE_COUNT; i++)
        if (c->audience & 1u << i)
            all = join(arena, all, ", ", slice_of(audience_name((enum audience)i)));
    return all;
}

static struct slice needs(const struct channel *c, struct arena *arena)
{
    struct slice all = SLICE_NONE;
    for (int i = 0; i < NEED_COUNT; i++)
        if (c->needs & 1u << i)
            all = join(arena, all, ", ", slice_of(need_name((enum need)i)));
    return all;
}

static struct slice is_free(const struct channel *c, struct arena *arena)
{
    (void)arena;
    return tri_text(c->free);
}

static struct slice anonymous(const struct channel *c, struct arena *arena)
{
    (void)arena;
    return tri_text(c->anonymous);
}

static struct slice can_choose_gender(const struct channel *c, struct arena *arena)
{
    (void)arena;
    return tri_text(c->can_choose_gender);
}

static struct slice hours(const struct channel *c, struct arena *arena)
{
    return texts(c, c->hours, arena);
}

static struct slice languages(const struct channel *c, struct arena *arena)
{
    return names(c->languages, c->n_languages, arena);
}

static struct slice regions(const struct channel *c, struct arena *arena)
{
    return names(c->regions, c->n_regions, arena);
}

static struct slice steps(const struct channel *c, struct arena *arena)
{
    struct slice all = SLICE_NONE;
    for (uint16_t i = 0; i < c->n_steps; i++) {
        all = join(arena, all, "; ", texts(c, c->steps[i].text, arena));
        if (c->steps[i].picture)
            all = arena_format(arena, "%.*s (%.*s)", SLICE_ARG(all), SLICE_ARG(c->steps[i].picture->path));
    }
    return all;
}

static struct slice sources(const struct channel *c, struct arena *arena)
{
    struct slice all = SLICE_NONE;
    for (uint16_t i = 0; i < c->n_sources; i++) {
        struct slice one = arena_format(arena, "%.*s %.*s %.*s", SLICE_ARG(c->sources[i].where),
                                        SLICE_ARG(date_text(c->sources[i].dated, arena)),
                                        SLICE_ARG(date_text(c->sources[i].seen, arena)));
        all = join(arena, all, ", ", slice_trim(one));
    }
    return all;
}

static struct slice checked_on(const struct channel *c, struct arena *arena)
{
    return date_text(c->checked_on, arena);
}

static struct slice confirmed(const struct channel *c, struct arena *arena)
{
    if (!date_is_set(c->confirmed.on))
        return SLICE_NONE;
    return arena_format(arena, "%.*s %.*s %.*s", SLICE_ARG(date_text(c->confirmed.on, arena)),
                        SLICE_ARG(c->confirmed.how), SLICE_ARG(c->confirmed.by));
}

static struct slice valid_until(const struct channel *c, struct arena *arena)
{
    return date_text(c->valid_until, arena);
}

static struct slice national(const struct channel *c, struct arena *arena)
{
    (void)arena;
    return c->national ? SLICE("yes") : SLICE("no");
}

static const struct {
    const char *name;
    struct slice (*text)(const struct channel *, struct arena *);
} fields[] = {
    {"value", value},
    {"name", name},
    {"kind", kind},
    {"how", how},
    {"for", whom},
    {"needs", needs},
    {"free", is_free},
    {"anonymous", anonymous},
    {"can_choose_gender", can_choose_gender},
    {"hours", hours},
    {"languages", languages},
    {"regions", regions},
    {"what_happens", steps},
    {"sources", sources},
    {"checked_on", checked_on},
    {"confirmed", confirmed},
    {"valid_until", valid_until},
    {"national", national},
};

const char *plan_field_name(size_t field)
{
    return field < sizeof fields / sizeof *fields ? fields[field].name : NULL;
}

struct slice plan_field(const struct channel *channel, size_t field, struct arena *arena)
{
    return fields[field].text(channel, arena);
}

size_t plan_field_how(void)
{
    size_t field = 0;
    while (strcmp(fields[field].name, "how") != 0)
        field++;
    return field;
}

// What a child meets, or tells whoever decides how far to believe it. Sources are for whoever signs.
static const char *const told[] = {"name",      "needs",       "for",
                                   "kind",      "hours",       "free",
                                   "anonymous", "languages",   "can_choose_gender",
                                   "regions",   "valid_until", "confirmed"};

static bool is_told(size_t field)
{
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (strcmp(fields[field].name, told[i]) == 0)
            return true;
    return false;
}

bool plan_is_text(const struct channel *channel, size_t field)
{
    struct arena arena;
    const char *name = plan_field_name(field);
    if (strcmp(name, "what_happens") == 0 || (strcmp(name, "how") == 0 && channel->value.n > 0))
        return true;
    if (!is_told(field))
        return false;
    arena_init(&arena);
    bool is_long = plan_field(channel, field, &arena).n > FACT;
    arena_fini(&arena);
    return is_long;
}

static struct slice on_one_line(struct slice text, struct arena *arena)
{
    struct slice line, all = SLICE_NONE;
    while (slice_next_line(&text, &line))
        all = join(arena, all, " ", line);
    return all;
}

struct slice plan_facts(const struct channel *channel, struct arena *arena)
{
    struct slice all = SLICE_NONE;
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        for (size_t field = 0; field < sizeof fields / sizeof *fields; field++) {
            struct slice text =
                strcmp(fields[field].name, told[i]) == 0 ? fields[field].text(channel, arena) : SLICE_NONE;
            if (text.n && text.n <= FACT && !slice_is(text, "unknown"))
                all = join(arena, all, "\n",
                           arena_format(arena, "%s: %.*s", told[i], SLICE_ARG(on_one_line(text, arena))));
        }
    return all;
}
