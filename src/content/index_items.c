// SPDX-License-Identifier: MIT
#include "content/index_codec.h"
#include "content/names.h"

// ---- Quizzes ----

#define FULL 100000 // a whole mark

static void code_answer(struct codec *c, struct answer *answer)
{
    answer->text = codec_texts(c, answer->text);
    answer->feedback = codec_texts(c, answer->feedback);
    // From -100 to 100 per cent, moved to where none is negative.
    uint64_t weight = codec_number(c, (uint64_t)((int64_t)answer->weight + FULL), UINT64_C(2) * FULL);
    answer->weight = (int32_t)weight - FULL;
    answer->right = codec_bool(c, answer->right);
}

static void code_pair(struct codec *c, struct pair *pair)
{
    pair->left = codec_texts(c, pair->left);
    pair->right = codec_texts(c, pair->right);
}

// What the core counts on: something to answer, two of it for true and false.
static bool question_holds(const struct question *question)
{
    if (question->kind == QUESTION_MATCHING)
        return question->n_answers == 0 && question->n_pairs > 0;
    if (question->kind == QUESTION_TRUE_FALSE)
        return question->n_answers == 2 && question->n_pairs == 0;
    return question->n_answers > 0 && question->n_pairs == 0;
}

static void code_question(struct codec *c, struct question *question)
{
    question->kind = (enum question_kind)codec_number(c, question->kind, QUESTION_MATCHING);
    question->name = codec_slice(c, question->name);
    question->prompt = codec_riches(c, question->prompt);
    question->general = codec_texts(c, question->general);
    question->n_answers = (uint16_t)codec_count(c, question->n_answers, LIMIT_ANSWERS, 1);
    question->n_pairs = (uint16_t)codec_count(c, question->n_pairs, LIMIT_PAIRS, 1);
    CODEC_ARRAY(c, question->answers, question->n_answers, struct answer, code_answer);
    CODEC_ARRAY(c, question->pairs, question->n_pairs, struct pair, code_pair);
    question->picture = codec_picture(c, question->picture);
    question->line = (uint32_t)codec_number(c, question->line, UINT32_MAX);
    codec_expect(c, question_holds(question));
}

static void code_quiz(struct codec *c, struct quiz *quiz)
{
    quiz->n_questions = (uint16_t)codec_count(c, quiz->n_questions, LIMIT_QUESTIONS, 1);
    CODEC_ARRAY(c, quiz->questions, quiz->n_questions, struct question, code_question);
    codec_expect(c, quiz->n_questions > 0);
}

// ---- Stories ----

static void code_choice(struct codec *c, struct choice *choice)
{
    choice->text = codec_texts(c, choice->text);
    choice->to = (uint16_t)codec_number(c, choice->to, LIMIT_PASSAGES - 1);
}

static void code_body(struct codec *c, struct body *body)
{
    *body = codec_body(c, *body);
}

static void code_passage(struct codec *c, struct passage *passage)
{
    passage->name = codec_slice(c, passage->name);
    CODEC_ARRAY(c, passage->body, c->n_langs, struct body, code_body);
    passage->n_choices = (uint16_t)codec_count(c, passage->n_choices, LIMIT_CHOICES, 1);
    CODEC_ARRAY(c, passage->choices, passage->n_choices, struct choice, code_choice);
    passage->help = codec_bool(c, passage->help);
    passage->line = (uint32_t)codec_number(c, passage->line, UINT32_MAX);
}

static bool story_holds(const struct story *story)
{
    for (uint16_t i = 0; i < story->n_passages; i++)
        for (uint16_t k = 0; k < story->passages[i].n_choices; k++)
            if (story->passages[i].choices[k].to >= story->n_passages)
                return false;
    return story->start < story->n_passages;
}

static void code_story(struct codec *c, struct story *story)
{
    story->n_passages = (uint16_t)codec_count(c, story->n_passages, LIMIT_PASSAGES, 1);
    story->start = (uint16_t)codec_number(c, story->start, LIMIT_PASSAGES - 1);
    CODEC_ARRAY(c, story->passages, story->n_passages, struct passage, code_passage);
    if (!c->bad)
        codec_expect(c, story_holds(story));
}

// ---- All ----

static void code_item_channel(struct codec *c, struct item_channel *channel)
{
    channel->channel = (uint16_t)codec_number(c, channel->channel, UINT16_MAX);
    channel->quoted = codec_bool(c, channel->quoted);
    codec_expect(c, channel->channel < c->n_channels);
}

// Here stands only how long the bodies are; they follow one another where they are.
static void code_message(struct codec *c, const struct item *item, struct message *message)
{
    struct codec measure = {.mode = CODEC_MEASURE, .n_langs = c->n_langs};
    if (!codec_reads(c))
        index_bodies_write(&measure, item);
    size_t n = (size_t)codec_number(c, measure.at, UINT32_MAX);
    if (!codec_reads(c))
        return;
    codec_expect(c, n <= c->bodies.n);
    message->packed = slice_sub(c->bodies, 0, n);
    c->bodies = slice_from(c->bodies, n);
}

static void code_texts(struct codec *c, struct item *item)
{
    item->id = codec_slice(c, item->id);
    item->title = codec_riches(c, item->title);
    item->easy = codec_texts(c, item->easy);
    item->discuss = codec_texts(c, item->discuss);
    item->picture = codec_picture(c, item->picture);
    codec_expect(c, name_is_id(item->id));
}

void index_item(struct codec *c, struct item *item)
{
    const uint16_t langs = (uint16_t)((1u << c->n_langs) - 1);
    item->kind = (enum item_kind)codec_number(c, item->kind, ITEM_KIND_COUNT - 1);
    code_texts(c, item);
    item->topic = (enum topic)codec_number(c, item->topic, TOPIC_COUNT - 1);
    item->audience = (uint8_t)codec_number(c, item->audience, (1u << AUDIENCE_COUNT) - 1);
    item->neutral = codec_bool(c, item->neutral);
    item->seconds = (uint16_t)codec_number(c, item->seconds, LIMIT_SECONDS_MAX);
    item->langs_present = (uint16_t)codec_number(c, item->langs_present, langs);
    item->narrated = (uint16_t)codec_number(c, item->narrated, langs);
    item->channel_lost = codec_bool(c, item->channel_lost);
    item->n_channels = (uint16_t)codec_count(c, item->n_channels, LIMIT_ITEM_CHANNELS, 2);
    CODEC_ARRAY(c, item->channels, item->n_channels, struct item_channel, code_item_channel);
    switch (item->kind) {
    case ITEM_MESSAGE:
        code_message(c, item, &item->message);
        break;
    case ITEM_QUIZ:
        code_quiz(c, &item->quiz);
        break;
    default:
        code_story(c, &item->story);
        break;
    }
    if (codec_reads(c))
        item->pack = c->pack;
}
