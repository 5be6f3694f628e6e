// SPDX-License-Identifier: MIT
// Previews of what is staged: its posters, or the pages of one item, drawn by a program of its own. One is drawn at a time;
// of those that are asked for meanwhile the last.
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "content/names.h"
#include "programs/office.h"

// What stands lends its channels, and comes first as it will on the screen; what the staged pack takes the place of does not.
static void add_packs(const struct kiosk *kiosk, struct importer_preview *what)
{
    const struct campaign *campaign = kiosk->campaign;
    struct slice country = kiosk->office.desk.staged.country;
    for (uint16_t i = 0; i < campaign->n_packs && what->n_packs < LIMIT_PACKS - 1; i++) {
        const struct pack *pack = campaign->packs[i];
        if (pack->root.n > 0 && !slice_is(pack->id, what->of) && slice_eq(pack->country, country))
            what->packs[what->n_packs++] = pack->root.p;
    }
    what->packs[what->n_packs++] = kiosk->office.staged;
}

// "message/ID" of changed item `which`; empty: it has no pages.
static void name_item(struct office *office, uint32_t which)
{
    static const enum item_kind kinds[DESK_KIND_COUNT] = {
        [DESK_MESSAGE] = ITEM_MESSAGE, [DESK_QUIZ] = ITEM_QUIZ, [DESK_STORY] = ITEM_STORY};
    const struct desk *desk = &office->desk;
    office->shown[0] = '\0';
    if (which >= desk->n_items)
        return;
    const struct desk_change *item = &desk->items[which];
    bool has_pages = item->kind == DESK_MESSAGE || item->kind == DESK_QUIZ || item->kind == DESK_STORY;
    if (has_pages && name_is_id(item->id))
        snprintf(office->shown, sizeof office->shown, "%s/%.*s", item_kind_name(kinds[item->kind]),
                 SLICE_ARG(item->id));
}

static void begin(struct kiosk *kiosk)
{
    struct office *office = &kiosk->office;
    char pattern[sizeof office->shown + 2];
    int n = snprintf(office->drawn, sizeof office->drawn, "%s/preview", kiosk->options->store);
    office->preview_wanted = false;
    if (office->preview == 0)
        snprintf(office->shown, sizeof office->shown, "attract");
    else
        name_item(office, office->preview - 1);
    if (n < 0 || (size_t)n >= sizeof office->drawn || !office->shown[0]) {
        office_say(kiosk, "drawn", NULL);
        return;
    }
    snprintf(pattern, sizeof pattern, "%s*", office->shown);
    mkdir(office->drawn, 0755); // it may be there; if it can't be made, nothing will be drawn
    struct importer_preview what = {.of = office->staged_id,
                                    .out = office->drawn,
                                    .screen = pattern,
                                    .w = kiosk->w / 2,
                                    .h = kiosk->h / 2,
                                    .mm = kiosk->mm,
                                    .date = kiosk->state.today};
    add_packs(kiosk, &what);
    office->drawing = importer_preview(office->previewer, &what);
    if (!office->drawing)
        office_say(kiosk, "drawn", NULL);
}

void office_preview(struct kiosk *kiosk, uint32_t which)
{
    struct office *office = &kiosk->office;
    if (!office->previewer)
        return;
    office_say(kiosk, "begin", "posters");
    office->preview = which;
    office->preview_wanted = true;
    office->drawing = false;
    if (importer_runs(office->previewer))
        importer_cancel(office->previewer);
    else
        begin(kiosk);
}

void office_forget_preview(struct kiosk *kiosk)
{
    struct office *office = &kiosk->office;
    office_say(kiosk, "begin", "posters");
    office->preview_wanted = office->drawing = false;
    if (office->previewer)
        importer_cancel(office->previewer);
}

// "message/a@2" and "message/a/easy" are of "message/a"; "message/ab" isn't.
static bool is_of(struct slice screen, struct slice item)
{
    return slice_starts(screen, item) &&
           (screen.n == item.n || screen.p[item.n] == '/' || screen.p[item.n] == '@');
}

static void hear(struct kiosk *kiosk, const struct importer_news *news)
{
    struct office *office = &kiosk->office;
    struct office_line line;
    struct slice path = news->fields[1], root = slice_of(office->drawn);
    if (news->kind == IMPORTER_ENDED || news->kind == IMPORTER_BROKE_OFF) {
        if (office->preview_wanted)
            begin(kiosk);
        else if (office->drawing)
            office_say(kiosk, "drawn", NULL);
        return;
    }
    if (news->kind != IMPORTER_DRAWN || !office->drawing || !slice_starts(path, root) ||
        path.n <= root.n + 1 ||
        !(slice_is(news->fields[0], "exit") || is_of(news->fields[0], slice_of(office->shown))))
        return;
    struct slice below = slice_from(path, root.n + 1), language, name;
    slice_cut(below, '/', &language, &name);
    office_begin(&line, "poster");
    office_put(&line, root);
    office_put(&line, below);
    office_put(&line, language);
    office_send(kiosk, &line);
    // Nothing is drawn that nobody can be shown.
    if (office->desk.more_posters)
        importer_cancel(office->previewer);
}

void office_hear_preview(struct kiosk *kiosk)
{
    static struct importer_news news;
    while (kiosk->office.previewer && importer_next(kiosk->office.previewer, &news))
        hear(kiosk, &news);
}
