// SPDX-License-Identifier: MIT
// What messages, quizzes and stories must keep: every one ends at help, in every language.
#include "content/rules.h"

static void judge_text(void *scope, enum text_role role, bool wrong, struct slice text, uint32_t line)
{
    rules_text(scope, role, wrong, text, line);
}

static struct pos whole(const struct item *item)
{
    return (struct pos){.path = item->pos.path, .line = 1, .col = 1};
}

// The item as a whole in one language.
static struct pos whole_in(struct rules *rules, const struct item *item, uint16_t lang)
{
    static const char *const suffixes[ITEM_KIND_COUNT] = {"md", "gift", "twee"};
    static const char *const folders[ITEM_KIND_COUNT] = {"messages", "quizzes", "stories"};
    if (lang == 0)
        return whole(item);
    struct slice path =
        arena_format(rules->arena, "%s/%.*s.%.*s.%s", folders[item->kind], SLICE_ARG(item->id),
                     SLICE_ARG(rules->pack->langs[lang]), suffixes[item->kind]);
    struct pos pos = rules_file_place(rules, path);
    pos.line = pos.col = 1;
    return pos;
}

static void judge_reading(struct rules *rules, const struct item *item, uint16_t lang,
                          const struct reading *reading)
{
    int ease;
    enum audience reader;
    int asked = reading_asked(item->audience, &reader);
    if (reading_ease(reading, reading_language(rules->pack->langs[lang]), &ease) && ease < asked)
        DIAG(rules->diags, whole_in(rules, item, lang), READING_HARD, arena_format(rules->arena, "%d", ease),
             arena_format(rules->arena, "%d", asked), slice_of(audience_name(reader)));
}

static void judge_language(struct rules *rules, struct item *item, uint16_t lang)
{
    struct reading reading = {0};
    struct scope scope = {.rules = rules, .item = item, .lang = lang};
    rules_text(&scope, TEXT_TITLE, false, item->title[lang].text, item->title[lang].line);
    if (lang == 0 || item->easy[lang].p != item->easy[0].p)
        rules_text(&scope, TEXT_PLAIN, false, item->easy[lang], 0);
    if (lang == 0 || item->discuss[lang].p != item->discuss[0].p)
        rules_text(&scope, TEXT_PLAIN, false, item->discuss[lang], 0);
    scope.reading = &reading;
    texts_of_item(item, lang, &rules->scratch, judge_text, &scope);
    rules_texts_done(&scope);
    if (!scope.broken) // what has errors will be written anew
        judge_reading(rules, item, lang, &reading);
    item->left_out |= scope.broken;
}

// Every language that the item has a file for; `--release` wants them all.
static void judge_languages(struct rules *rules, struct item *item)
{
    const struct slice *langs = rules->pack->langs;
    for (uint16_t lang = 0; lang < rules->pack->n_langs; lang++) {
        if (lang == 0 || (item->langs_present & 1u << lang)) {
            judge_language(rules, item, lang);
        } else if (rules->options->release) {
            DIAG(rules->diags, item->pos, RELEASE_ITEM_LANGUAGE, langs[lang]);
            item->left_out = true;
        }
    }
}

// `had_errors`: its reader refused something, so its list of channels may be shorter than what was written.
static void judge_channels(struct rules *rules, struct item *item, bool had_errors)
{
    const struct channel *channels = rules->pack->channels;
    bool current = false, whole_channel = false, quoted_left = false;
    if (item->n_channels == 0) {
        if (!item->neutral && !had_errors) {
            DIAG(rules->diags, whole(item), NO_CHANNEL);
            item->left_out = true;
        }
        return;
    }
    if (item->neutral && item->kind == ITEM_MESSAGE)
        DIAG(rules->diags, whole(item), NEUTRAL_CHANNELS);
    for (uint16_t i = 0; i < item->n_channels; i++) {
        const struct channel *channel = &channels[item->channels[i].channel];
        current |= channel_is_current(channel, rules->options->today);
        whole_channel |= !channel->left_out;
        quoted_left |= channel->left_out && item->channels[i].quoted;
    }
    if (!current && !item->channel_lost)
        DIAG(rules->diags, whole(item), NO_CURRENT_CHANNEL);
    // The channel's own error has been named; what leans on it leaves with it.
    item->left_out |= !whole_channel || quoted_left;
}

#define POSTER_CHARACTERS 220 // more are cut

static void judge_poster(struct rules *rules, const struct item *item)
{
    struct body body = item->kind == ITEM_MESSAGE ? item_body(item, 0, &rules->scratch) : (struct body){0};
    size_t n =
        body.n_blocks && body.blocks[0].kind == BLOCK_PARAGRAPH ? utf8_count(body.blocks[0].text.text) : 0;
    if (n > POSTER_CHARACTERS)
        DIAG(rules->diags, whole(item), POSTER_LONG, arena_format(rules->arena, "%zu", n),
             arena_format(rules->arena, "%d", POSTER_CHARACTERS));
}

// A quiz's poster is its first question: a sentence that isn't true would stand alone on a wall.
static void judge_first_question(struct rules *rules, const struct item *item)
{
    if (item->kind != ITEM_QUIZ || item->quiz.n_questions == 0)
        return;
    const struct question *first = &item->quiz.questions[0];
    if (first->kind == QUESTION_TRUE_FALSE && !first->answers[0].right)
        DIAG(rules->diags, whole(item), QUIZ_POSTER_FALSE);
}

static void judge_neutral(struct rules *rules, struct item *item, const struct item **first)
{
    if (!item->neutral)
        return;
    if (item->kind != ITEM_MESSAGE) {
        DIAG(rules->diags, whole(item), NEUTRAL_KIND);
        item->left_out = true;
    } else if (*first) {
        DIAG(rules->diags, whole(item), NEUTRAL_TWICE, (*first)->id);
        item->left_out = true;
    } else {
        *first = item;
    }
}

void rules_items(struct rules *rules)
{
    const struct item *neutral = NULL;
    struct pack *pack = rules->pack;
    for (size_t i = 0; i < pack->n_items; i++) {
        struct item *item = &pack->items[i];
        bool had_errors = item->left_out;
        judge_neutral(rules, item, &neutral);
        judge_first_question(rules, item);
        judge_poster(rules, item);
        judge_languages(rules, item);
        judge_channels(rules, item, had_errors);
    }
    if (!neutral)
        DIAG(rules->diags, rules_pack_place(rules), NEUTRAL_MISSING);
}
