// SPDX-License-Identifier: MIT
#include "content/confirmed.h"

#include "content/names.h"
#include "content/numbers.h"
#include "content/source.h"

struct reader {
    struct arena *arena;
    struct diags *diags;
    struct pos pos;
    struct confirmed_channel *channels;
    size_t n, capacity;
};

static bool refuse(const struct reader *r, struct slice what, const char *expected)
{
    DIAG(r->diags, r->pos, CONFIRMED_LINE, what, slice_of(expected));
    return false;
}

// It stands on a screen: a name, and nothing that could be dialled.
static bool is_somebody(struct slice by)
{
    return by.n > 0 && source_unfit(by) == by.n && utf8_count(by) <= LIMIT_TITLE && !text_has_contact(by);
}

static bool read_line(const struct reader *r, struct slice line, struct confirmed_channel *out)
{
    struct slice rest = line, day;
    *out = (struct confirmed_channel){.by.here = true};
    slice_cut(rest, '\t', &out->id, &rest);
    slice_cut(rest, '\t', &out->value, &rest);
    slice_cut(rest, '\t', &day, &rest);
    slice_cut(rest, '\t', &out->by.how, &rest);
    slice_cut(rest, '\t', &out->by.by, &rest); // whatever a later version writes behind it
    if (!name_is_id(out->id))
        return refuse(r, out->id, "CHANNEL-ID");
    if (!date_parse(day, &out->by.on))
        return refuse(r, day, "YYYY-MM-DD");
    if (!slice_is_among(out->by.how, "dialled opened visited withdrawn"))
        return refuse(r, out->by.how, "dialled, opened, visited, withdrawn");
    return is_somebody(out->by.by) || refuse(r, out->by.by, "BY");
}

static struct confirmed_channel *find(const struct reader *r, const struct confirmed_channel *one)
{
    for (size_t i = 0; i < r->n; i++)
        if (slice_eq(r->channels[i].id, one->id) && slice_eq(r->channels[i].value, one->value))
            return &r->channels[i];
    return NULL;
}

struct confirmed confirmed_read(struct slice bytes, struct slice path, struct arena *arena,
                                struct diags *diags)
{
    struct reader r = {.arena = arena, .diags = diags, .pos = {.path = path, .col = 1}};
    struct confirmed_channel one;
    bool full = false;
    for (struct slice line; slice_next_line(&bytes, &line);) {
        r.pos.line++;
        if (line.n == 0 || !read_line(&r, line, &one))
            continue;
        struct confirmed_channel *known = find(&r, &one);
        if (known) {
            *known = one;
        } else if (r.n < LIMIT_CONFIRMED) {
            *ARENA_PUSH(arena, r.channels, r.n, r.capacity) = one;
        } else if (!full) {
            full = true;
            DIAG(diags, r.pos, CONFIRMED_MANY, arena_format(arena, "%d", LIMIT_CONFIRMED));
        }
    }
    return (struct confirmed){r.channels, r.n};
}

static const struct confirmation *find_channel(const struct confirmed *confirmed,
                                               const struct channel *channel)
{
    for (size_t i = 0; i < confirmed->n; i++)
        if (slice_eq(confirmed->channels[i].id, channel->id) &&
            slice_eq(confirmed->channels[i].value, channel->value))
            return &confirmed->channels[i].by;
    return NULL;
}

static bool is_withdrawn(const struct confirmation *by)
{
    return slice_is(by->how, "withdrawn");
}

bool confirmed_holds(const struct confirmed *confirmed, const struct channel *channel)
{
    const struct confirmation *by = find_channel(confirmed, channel);
    return by ? !is_withdrawn(by) : date_is_set(channel->confirmed.on);
}

static void mark(const struct confirmed *confirmed, struct channel *channel)
{
    static const struct confirmation nobody;
    const struct confirmation *by = find_channel(confirmed, channel);
    if (!by)
        return;
    channel->withdrawn = is_withdrawn(by);
    channel->confirmed = channel->withdrawn ? nobody : *by;
}

void confirmed_apply(const struct confirmed *confirmed, struct pack *const *packs, uint16_t n_packs)
{
    for (uint16_t p = 0; p < n_packs; p++)
        for (uint16_t c = 0; c < packs[p]->n_channels; c++)
            mark(confirmed, &packs[p]->channels[c]);
}
