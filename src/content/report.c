// SPDX-License-Identifier: MIT
#include "content/report.h"

#include "content/svg.h"
#include "content/texts.h"

static void take_text(void *context, enum text_role role, bool wrong, struct slice text, uint32_t line)
{
    struct report_language *out = context;
    (void)role, (void)wrong, (void)line;
    reading_add(&out->reading, reading_language(out->tag), text);
    people_add(&out->spoken_of, out->tag, text);
}

static void read_language(const struct item *item, uint16_t lang, struct arena *arena,
                          struct report_language *out)
{
    out->tag = item->pack->langs[lang];
    if (lang > 0 && !(item->langs_present & 1u << lang))
        return;
    people_add(&out->spoken_of, out->tag, item->title[lang].text);
    texts_of_item(item, lang, arena, take_text, out);
    out->has_ease = reading_ease(&out->reading, reading_language(out->tag), &out->ease);
}

// Descriptions are in English, as the words of a drawing's maker are for other makers.
static void add_picture(const struct picture *picture, const struct tree *tree, struct report_item *out)
{
    const struct tree_entry *entry = picture ? tree_find(tree, picture->path) : NULL;
    if (!entry)
        return;
    struct slice description = svg_description(entry->bytes);
    out->n_pictures++;
    out->n_described += description.n > 0;
    people_add(&out->shown, SLICE("en"), description);
}

static bool asked_before(const struct item *item, uint16_t question)
{
    const struct picture *picture = item->quiz.questions[question].picture;
    bool before = picture == item->picture;
    for (uint16_t i = 0; i < question; i++)
        before |= picture == item->quiz.questions[i].picture;
    return before;
}

const struct report_item *report_pack(const struct pack *pack, const struct tree *tree, struct arena *arena)
{
    struct report_item *items = ARENA_ARRAY(arena, pack->n_items, struct report_item);
    for (size_t i = 0; i < pack->n_items; i++) {
        const struct item *item = &pack->items[i];
        enum audience reader;
        struct report_language *languages = ARENA_ARRAY(arena, pack->n_langs, struct report_language);
        for (uint16_t lang = 0; lang < pack->n_langs; lang++)
            read_language(item, lang, arena, &languages[lang]);
        items[i].item = item;
        items[i].asked = reading_asked(item->audience, &reader);
        items[i].languages = languages;
        add_picture(item->picture, tree, &items[i]);
        for (uint16_t q = 0; item->kind == ITEM_QUIZ && q < item->quiz.n_questions; q++)
            if (!asked_before(item, q))
                add_picture(item->quiz.questions[q].picture, tree, &items[i]);
    }
    return items;
}
