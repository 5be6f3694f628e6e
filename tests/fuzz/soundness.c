// SPDX-License-Identifier: MIT
// What a model must be, whatever files it was read from.
#include "fuzz/fuzz.h"

#include <string.h>

#include "base/limits.h"
#include "content/model.h"
#include "content/names.h"
#include "content/words.h"

void soundness_text(struct slice text)
{
    FUZZ_EXPECT(text.n == 0 || text.p);
    // Not source_unfit: taking markup away can bring a mark of direction beside a digit, and check looks for those.
    for (size_t at = 0; at < text.n;)
        FUZZ_EXPECT(source_fits(utf8_next(text, &at)));
}

static void texts(const struct slice *each, const struct pack *pack)
{
    for (uint16_t i = 0; i < pack->n_langs; i++)
        soundness_text(each[i]);
}

static bool is_boundary(struct slice text, size_t at)
{
    return at == text.n || ((unsigned char)text.p[at] & 0xC0) != 0x80;
}

static void rich(const struct rich *rich)
{
    uint32_t at = 0;
    soundness_text(rich->text);
    for (uint32_t i = 0; i < rich->n_spans; i++) {
        const struct span *span = &rich->spans[i];
        FUZZ_EXPECT(span->from >= at && span->from < span->to && span->to <= rich->text.n);
        FUZZ_EXPECT(is_boundary(rich->text, span->from) && is_boundary(rich->text, span->to));
        FUZZ_EXPECT(span->style > 0 && span->style <= (SPAN_STRONG | SPAN_EMPHASIS));
        at = span->to;
    }
}

static void body(const struct body *body)
{
    FUZZ_EXPECT(body->n_blocks <= LIMIT_BLOCKS);
    for (size_t i = 0; i < body->n_blocks; i++) {
        FUZZ_EXPECT(body->blocks[i].level <= LIMIT_LIST_LEVEL + 1);
        FUZZ_EXPECT(body->blocks[i].text.text.n > 0);
        rich(&body->blocks[i].text);
    }
}

static void picture(const struct picture *picture)
{
    if (picture)
        FUZZ_EXPECT(picture->width <= LIMIT_PICTURE_SIDE && picture->height <= LIMIT_PICTURE_SIDE);
}

static void question(const struct question *question, const struct pack *pack)
{
    FUZZ_EXPECT(question->n_answers <= LIMIT_ANSWERS && question->n_pairs <= LIMIT_PAIRS);
    FUZZ_EXPECT(question->kind == QUESTION_MATCHING ? question->n_pairs >= 2 : question->n_answers >= 2);
    soundness_text(question->name);
    texts(question->general, pack);
    picture(question->picture);
    for (uint16_t i = 0; i < pack->n_langs; i++)
        rich(&question->prompt[i]);
    for (uint16_t i = 0; i < question->n_answers; i++) {
        texts(question->answers[i].text, pack);
        texts(question->answers[i].feedback, pack);
    }
    for (uint16_t i = 0; i < question->n_pairs; i++) {
        texts(question->pairs[i].left, pack);
        texts(question->pairs[i].right, pack);
    }
}

static void story(const struct story *story, const struct pack *pack)
{
    FUZZ_EXPECT(story->n_passages > 0 && story->n_passages <= LIMIT_PASSAGES);
    FUZZ_EXPECT(story->start < story->n_passages);
    for (uint16_t i = 0; i < story->n_passages; i++) {
        const struct passage *passage = &story->passages[i];
        FUZZ_EXPECT(passage->n_choices <= LIMIT_CHOICES);
        soundness_text(passage->name);
        for (uint16_t lang = 0; lang < pack->n_langs; lang++)
            body(&passage->body[lang]);
        for (uint16_t c = 0; c < passage->n_choices; c++) {
            FUZZ_EXPECT(passage->choices[c].to < story->n_passages);
            texts(passage->choices[c].text, pack);
        }
    }
}

static void item(const struct item *item, const struct pack *pack, struct arena *arena)
{
    FUZZ_EXPECT(item->pack == pack && name_is_id(item->id));
    FUZZ_EXPECT(item->n_channels <= LIMIT_ITEM_CHANNELS && item->langs_present & 1);
    FUZZ_EXPECT(item->seconds >= LIMIT_SECONDS_MIN && item->seconds <= LIMIT_SECONDS_MAX);
    FUZZ_EXPECT(item->audience != 0 && item->topic < TOPIC_COUNT);
    for (uint16_t i = 0; i < item->n_channels; i++)
        FUZZ_EXPECT(item->channels[i].channel < pack->n_channels);
    picture(item->picture);
    texts(item->easy, pack);
    texts(item->discuss, pack);
    for (uint16_t i = 0; i < pack->n_langs; i++) {
        FUZZ_EXPECT(item->title[i].text.n > 0);
        rich(&item->title[i]);
        struct body read = item->kind == ITEM_MESSAGE ? item_body(item, i, arena) : (struct body){0};
        body(&read);
        FUZZ_EXPECT(item->kind != ITEM_MESSAGE || read.n_blocks > 0);
    }
    for (uint16_t i = 0; item->kind == ITEM_QUIZ && i < item->quiz.n_questions; i++)
        question(&item->quiz.questions[i], pack);
    FUZZ_EXPECT(item->kind != ITEM_QUIZ || item->quiz.n_questions <= LIMIT_QUESTIONS);
    if (item->kind == ITEM_STORY)
        story(&item->story, pack);
}

static void channel(const struct channel *channel, const struct pack *pack)
{
    FUZZ_EXPECT(channel->pack == pack && name_is_id(channel->id));
    FUZZ_EXPECT(channel->kind < CHANNEL_KIND_COUNT);
    FUZZ_EXPECT(channel->n_steps <= LIMIT_STEPS && channel->n_sources <= LIMIT_SOURCES);
    soundness_text(channel->value);
    texts(channel->name, pack);
    texts(channel->how, pack);
    texts(channel->hours, pack);
    for (uint16_t i = 0; i < channel->n_languages; i++)
        FUZZ_EXPECT(name_is_tag(channel->languages[i]));
    for (uint16_t i = 0; i < channel->n_steps; i++) {
        texts(channel->steps[i].text, pack);
        picture(channel->steps[i].picture);
    }
    for (uint16_t i = 0; i < channel->n_sources; i++)
        soundness_text(channel->sources[i].where);
    soundness_text(channel->confirmed.how);
    soundness_text(channel->confirmed.by);
}

void soundness_pack(const struct pack *pack, struct arena *arena)
{
    FUZZ_EXPECT(pack->n_langs > 0 && pack->n_langs <= LIMIT_LANGUAGES);
    FUZZ_EXPECT(pack->n_items <= LIMIT_ITEMS && pack->n_channels <= LIMIT_CHANNELS);
    FUZZ_EXPECT(pack->country.n == 2);
    texts(pack->title, pack);
    soundness_text(pack->publisher);
    for (uint16_t i = 0; i < pack->n_langs; i++)
        FUZZ_EXPECT(name_is_tag(pack->langs[i]));
    for (size_t i = 0; i < pack->n_items; i++)
        item(&pack->items[i], pack, arena);
    for (uint16_t i = 0; i < pack->n_channels; i++)
        channel(&pack->channels[i], pack);
    for (size_t i = 0; i < pack->n_loop; i++)
        FUZZ_EXPECT(!pack->loop[i].item ||
                    (pack->loop[i].item >= pack->items && pack->loop[i].item < pack->items + pack->n_items));
    for (uint16_t i = 0; i < pack->n_words; i++)
        for (int word = 0; word < WORD_COUNT; word++)
            soundness_text(pack->words[i]->text[word]);
}
