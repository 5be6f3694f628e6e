// SPDX-License-Identifier: MIT
// One question of a GIFT file. Which kind it is follows Moodle's own importer
// (question/format/gift/format.php): a '~' makes it multiple choice, else '=' with '->' matching, else T or F
// true/false, else short answer.
#include "content/gift.h"

#include <stdlib.h>

#define FULL 100000 // the weight of a wholly right answer

static struct slice decimal(struct gift_reader *reader, size_t value)
{
    return arena_format(reader->arena, "%zu", value);
}

static void cap_length(struct gift_reader *reader, struct slice text, size_t limit, size_t at)
{
    size_t count = utf8_count(text);
    if (count > limit)
        gift_report(reader, at, DIAG_GIFT_LONG, decimal(reader, count), decimal(reader, limit));
}

static struct slice capped(struct gift_reader *reader, struct piece piece, enum gift_format format,
                           size_t limit)
{
    struct slice text = gift_plain(reader, piece, format);
    cap_length(reader, text, limit, piece.from);
    return text;
}

// Splits the piece at the first unescaped `mark`: what is before it stays, what follows is returned (empty
// without one).
static struct piece cut(struct gift_reader *reader, struct piece *piece, const char *mark)
{
    size_t at = gift_find(reader, *piece, mark);
    struct piece rest = {at < piece->to ? at + 1 : piece->to, piece->to};
    piece->to = at;
    return rest;
}

// The general feedback begins at the last "####".
static struct piece cut_general(struct gift_reader *reader, struct piece *body)
{
    size_t last = body->to;
    for (size_t at = gift_find(reader, *body, "#"); at < body->to;) {
        if (body->to - at >= 4 && slice_starts(slice_from(reader->text, at), SLICE("####"))) {
            last = at;
            at = gift_find(reader, (struct piece){at + 4, body->to}, "#");
        } else {
            at = gift_find(reader, (struct piece){at + 1, body->to}, "#");
        }
    }
    struct piece general = {last < body->to ? last + 4 : last, body->to};
    body->to = last;
    *body = gift_trim(reader, *body);
    return gift_trim(reader, general);
}

// The weights that Moodle offers, in 1/100000, rounded from its fractions.
static bool known_weight(int32_t value, int32_t *out)
{
    static const int32_t known[] = {100000, 90000, 83333, 80000, 75000, 70000, 66667,
                                    60000,  50000, 40000, 33333, 30000, 25000, 20000,
                                    16667,  14286, 12500, 11111, 10000, 5000,  0};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (abs(abs(value) - known[i]) <= 700) { // %33% and %66.6% are what people write
            *out = value < 0 ? -known[i] : known[i];
            return true;
        }
    }
    return false;
}

// %n% with a minus and decimals. The piece begins with '%'; *end is past the second one.
static bool take_weight(struct gift_reader *reader, struct piece piece, int32_t *weight, size_t *end)
{
    struct slice text = slice_from(gift_slice(reader, piece), 1);
    ptrdiff_t percent = slice_find_char(slice_sub(text, 0, 24), '%');
    *end = percent < 0 ? piece.from : piece.from + (size_t)percent + 2;
    if (percent <= 0)
        return false;
    struct slice number = slice_sub(text, 0, (size_t)percent), whole, decimals;
    bool negative = number.p[0] == '-';
    if (negative)
        number = slice_from(number, 1);
    // PHP writes a decimal comma in some languages.
    if (!slice_cut(number, '.', &whole, &decimals))
        slice_cut(number, ',', &whole, &decimals);
    uint64_t units, thousandths = 0;
    if (!slice_to_uint(whole, 100, &units))
        return false;
    for (size_t i = 0; i < decimals.n; i++)
        if (decimals.p[i] < '0' || decimals.p[i] > '9')
            return false;
    for (size_t i = 0; i < 3; i++)
        thousandths = thousandths * 10 + (i < decimals.n ? (uint64_t)(decimals.p[i] - '0') : 0);
    int32_t value = (int32_t)(units * 1000 + thousandths);
    return known_weight(negative ? -value : value, weight);
}

// The weight that an answer begins with, or what its mark says.
static struct piece judge_weight(struct gift_reader *reader, struct piece piece, char mark, int32_t *weight)
{
    size_t end;
    *weight = mark == '=' ? FULL : 0;
    if (piece.from >= piece.to || reader->text.p[piece.from] != '%')
        return piece;
    int32_t given = 0;
    bool known = take_weight(reader, piece, &given, &end);
    struct slice wrote = gift_slice(reader, (struct piece){piece.from, end});
    if (!known)
        gift_report(reader, piece.from, DIAG_GIFT_WEIGHT, wrote.n ? wrote : SLICE("%"), SLICE_NONE);
    else if (mark == '=' && given != FULL)
        gift_report(reader, piece.from, DIAG_GIFT_WEIGHT_RIGHT, wrote, SLICE_NONE);
    else
        *weight = given;
    piece.from = end;
    return gift_trim(reader, piece);
}

static bool is_duplicate(const struct gift_answer *answers, size_t n, struct slice text)
{
    for (size_t i = 0; i < n; i++)
        if (slice_eq(answers[i].text, text))
            return true;
    return false;
}

static struct gift_answer read_answer(struct gift_reader *reader, struct piece piece, char mark,
                                      enum gift_format format, bool has_general)
{
    struct gift_answer answer = {.weight = 0};
    size_t start = piece.from;
    piece = judge_weight(reader, gift_trim(reader, piece), mark, &answer.weight);
    struct piece feedback = gift_trim(reader, cut(reader, &piece, "#"));
    piece = gift_trim(reader, piece);
    size_t errors = reader->diags->errors;
    answer.text = capped(reader, piece, format, LIMIT_ANSWER);
    if (answer.text.n == 0 && reader->diags->errors == errors)
        gift_report(reader, start, DIAG_GIFT_EMPTY_ANSWER, SLICE_NONE, SLICE_NONE);
    errors = reader->diags->errors;
    answer.feedback = capped(reader, feedback, format, LIMIT_FEEDBACK);
    if (answer.feedback.n == 0 && !has_general && answer.text.n && reader->diags->errors == errors)
        gift_report(reader, start, DIAG_GIFT_NO_FEEDBACK, answer.text, SLICE_NONE);
    return answer;
}

static void judge_choice(struct gift_reader *reader, struct gift_question *question, size_t at)
{
    int32_t sum = 0;
    bool any = false;
    for (size_t i = 0; i < question->n_answers; i++) {
        if (question->answers[i].weight > 0)
            sum += question->answers[i].weight;
        any |= question->answers[i].right;
    }
    if (!any)
        gift_report(reader, at, DIAG_GIFT_NO_RIGHT, SLICE_NONE, SLICE_NONE);
    else if (question->kind == QUESTION_MULTIPLE && abs(sum - FULL) > 500)
        gift_report(reader, at, DIAG_GIFT_SUM, arena_format(reader->arena, "%d", (sum + 500) / 1000),
                    SLICE_NONE);
}

static void read_choice(struct gift_reader *reader, struct piece body, enum gift_format format,
                        struct gift_question *out)
{
    size_t errors = reader->diags->errors, found = 0, first = gift_find(reader, body, "=~");
    struct gift_answer *answers = ARENA_ARRAY(reader->arena, LIMIT_ANSWERS, struct gift_answer);
    out->kind = gift_find(reader, body, "=") < body.to ? QUESTION_SINGLE : QUESTION_MULTIPLE;
    out->answers = answers;
    struct piece stray = gift_trim(reader, (struct piece){body.from, first});
    if (stray.to > stray.from)
        gift_report(reader, stray.from, DIAG_GIFT_ANSWER_MARK, gift_slice(reader, stray), SLICE_NONE);
    for (size_t at = first; at < body.to; found++) {
        struct piece piece = {at + 1, gift_find(reader, (struct piece){at + 1, body.to}, "=~")};
        if (found == LIMIT_ANSWERS)
            gift_report(reader, at, DIAG_GIFT_MANY_ANSWERS, decimal(reader, LIMIT_ANSWERS), SLICE_NONE);
        if (found < LIMIT_ANSWERS) {
            struct gift_answer answer =
                read_answer(reader, piece, reader->text.p[at], format, out->general.n > 0);
            answer.right = out->kind == QUESTION_SINGLE ? answer.weight == FULL : answer.weight > 0;
            if (answer.text.n && is_duplicate(answers, out->n_answers, answer.text))
                gift_report(reader, at, DIAG_GIFT_DUPLICATE, answer.text, SLICE_NONE);
            answers[out->n_answers++] = answer;
        }
        at = piece.to;
    }
    if (reader->diags->errors > errors)
        return;
    if (out->n_answers < 2)
        gift_report(reader, body.from, DIAG_GIFT_FEW_ANSWERS, SLICE_NONE, SLICE_NONE);
    else
        judge_choice(reader, out, body.from);
}

static void read_pair(struct gift_reader *reader, struct piece piece, enum gift_format format,
                      struct gift_question *out, struct gift_pair *pairs)
{
    size_t start = piece.from;
    struct slice text = gift_slice(reader, piece);
    ptrdiff_t arrow = slice_find(text, SLICE("->"));
    if (arrow < 0) {
        gift_report(reader, start, DIAG_GIFT_PAIR, SLICE_NONE, SLICE_NONE);
        return;
    }
    size_t hash = gift_find(reader, piece, "#");
    if (hash < piece.to)
        gift_report(reader, hash, DIAG_GIFT_PAIR_FEEDBACK, SLICE_NONE, SLICE_NONE);
    struct piece left = gift_trim(reader, (struct piece){piece.from, piece.from + (size_t)arrow});
    struct piece right = gift_trim(reader, (struct piece){piece.from + (size_t)arrow + 2, hash});
    if (left.from == left.to || right.from >= right.to) {
        gift_report(reader, start, DIAG_GIFT_PAIR_SIDE, SLICE_NONE, SLICE_NONE);
        return;
    }
    struct gift_pair pair = {capped(reader, left, format, LIMIT_ANSWER),
                             capped(reader, right, format, LIMIT_ANSWER)};
    for (size_t i = 0; i < out->n_pairs; i++) {
        bool same_left = slice_eq(pairs[i].left, pair.left);
        if (same_left || slice_eq(pairs[i].right, pair.right))
            gift_report(reader, start, DIAG_GIFT_DUPLICATE, same_left ? pair.left : pair.right, SLICE_NONE);
    }
    pairs[out->n_pairs++] = pair;
}

static void read_matching(struct gift_reader *reader, struct piece body, enum gift_format format,
                          struct gift_question *out)
{
    size_t errors = reader->diags->errors, found = 0, first = gift_find(reader, body, "=");
    struct gift_pair *pairs = ARENA_ARRAY(reader->arena, LIMIT_PAIRS, struct gift_pair);
    out->kind = QUESTION_MATCHING;
    out->pairs = pairs;
    struct piece stray = gift_trim(reader, (struct piece){body.from, first});
    if (stray.to > stray.from)
        gift_report(reader, stray.from, DIAG_GIFT_ANSWER_MARK, gift_slice(reader, stray), SLICE_NONE);
    for (size_t at = first; at < body.to; found++) {
        size_t end = gift_find(reader, (struct piece){at + 1, body.to}, "=");
        if (found == LIMIT_PAIRS)
            gift_report(reader, at, DIAG_GIFT_MANY_ANSWERS, decimal(reader, LIMIT_PAIRS), SLICE_NONE);
        if (found < LIMIT_PAIRS)
            read_pair(reader, gift_trim(reader, (struct piece){at + 1, end}), format, out, pairs);
        at = end;
    }
    if (reader->diags->errors == errors && out->n_pairs < 2)
        gift_report(reader, body.from, DIAG_GIFT_FEW_ANSWERS, SLICE_NONE, SLICE_NONE);
    if (out->general.n == 0)
        gift_report(reader, body.from, DIAG_GIFT_NO_GENERAL, SLICE_NONE, SLICE_NONE);
}

// {T#if they answer wrong#if they answer right}
static void read_true_false(struct gift_reader *reader, struct piece body, bool is_true,
                            enum gift_format format, struct gift_question *out)
{
    struct gift_answer *answers = ARENA_ARRAY(reader->arena, 2, struct gift_answer);
    struct piece wrong = cut(reader, &body, "#");
    struct piece right = cut(reader, &wrong, "#");
    struct slice if_wrong = capped(reader, gift_trim(reader, wrong), format, LIMIT_FEEDBACK);
    struct slice if_right = capped(reader, gift_trim(reader, right), format, LIMIT_FEEDBACK);
    answers[0] = (struct gift_answer){
        .right = is_true, .weight = is_true ? FULL : 0, .feedback = is_true ? if_right : if_wrong};
    answers[1] = (struct gift_answer){
        .right = !is_true, .weight = is_true ? 0 : FULL, .feedback = is_true ? if_wrong : if_right};
    out->kind = QUESTION_TRUE_FALSE;
    out->answers = answers;
    out->n_answers = 2;
    if (out->general.n == 0 && (if_wrong.n == 0 || if_right.n == 0))
        gift_report(reader, body.from, DIAG_GIFT_NO_FEEDBACK_TF, SLICE_NONE, SLICE_NONE);
}

static bool any_of(struct slice word, const char *const *list)
{
    for (; *list; list++)
        if (slice_is(word, *list))
            return true;
    return false;
}

// No '~' and no pairs: true or false, or something that wants a keyboard.
static void read_word(struct gift_reader *reader, struct piece body, enum gift_format format,
                      struct gift_question *out)
{
    static const char *const yes[] = {"T", "TRUE", NULL}, *const no[] = {"F", "FALSE", NULL};
    static const char *const near[] = {"t",     "true",  "True",      "f",         "false",     "False",
                                       "V",     "v",     "VERDADERO", "verdadero", "Verdadero", "FALSO",
                                       "falso", "Falso", "cierto",    "Cierto",    "CIERTO",    NULL};
    struct piece head = body;
    cut(reader, &head, "#");
    struct slice word = gift_slice(reader, gift_trim(reader, head));
    if (any_of(word, yes) || any_of(word, no))
        read_true_false(reader, body, any_of(word, yes), format, out);
    else if (any_of(word, near))
        gift_report(reader, body.from, DIAG_GIFT_TRUE_FALSE,
                    arena_format(reader->arena, "{%.*s}", SLICE_ARG(word)), SLICE_NONE);
    else if (gift_find(reader, body, "=") < body.to)
        gift_report(reader, body.from, DIAG_GIFT_SHORT, SLICE_NONE, SLICE_NONE);
    else
        gift_report(reader, body.from, DIAG_GIFT_ANSWER_MARK, gift_slice(reader, body), SLICE_NONE);
}

static void read_answers(struct gift_reader *reader, struct piece body, enum gift_format format,
                         struct gift_question *out)
{
    struct piece general = cut_general(reader, &body);
    out->general = capped(reader, general, format, LIMIT_FEEDBACK);
    if (body.from == body.to)
        gift_report(reader, body.from, DIAG_GIFT_ESSAY, SLICE_NONE, SLICE_NONE);
    else if (reader->text.p[body.from] == '#')
        gift_report(reader, body.from, DIAG_GIFT_NUMBER, SLICE_NONE, SLICE_NONE);
    else if (gift_find(reader, body, "~") < body.to)
        read_choice(reader, body, format, out);
    else if (gift_find(reader, body, "=") < body.to && slice_find(gift_slice(reader, body), SLICE("->")) >= 0)
        read_matching(reader, body, format, out);
    else
        read_word(reader, body, format, out);
}

// ::name:: off the beginning of the prompt. Braces can't stand in it, so it ends before `open`.
static struct piece take_name(struct gift_reader *reader, struct piece prompt, struct gift_question *out)
{
    prompt = gift_trim(reader, prompt);
    if (!slice_starts(gift_slice(reader, prompt), SLICE("::")))
        return prompt;
    for (size_t at = prompt.from + 2; at < prompt.to; at++) {
        at = gift_find(reader, (struct piece){at, prompt.to}, ":");
        if (at + 1 < prompt.to && reader->text.p[at + 1] == ':') {
            struct piece name = {prompt.from + 2, at};
            out->name = gift_plain(reader, gift_trim(reader, name), GIFT_PLAIN);
            return gift_trim(reader, (struct piece){at + 2, prompt.to});
        }
    }
    gift_report(reader, prompt.from, DIAG_GIFT_NAME, SLICE_NONE, SLICE_NONE);
    return (struct piece){prompt.to, prompt.to};
}

void gift_question_read(struct gift_reader *reader, struct piece block, size_t open, size_t close,
                        struct gift_question *out)
{
    enum gift_format format = GIFT_MOODLE;
    size_t errors = reader->diags->errors;
    struct piece head = take_name(reader, (struct piece){block.from, open}, out);
    head = gift_take_format(reader, head, &format);
    struct piece tail = {close + 1, block.to};
    bool has_tail = gift_trim(reader, tail).to > gift_trim(reader, tail).from;
    // White space before the blank is part of the sentence.
    if (has_tail)
        head.to = open;
    out->prompt = gift_rich(reader, head, has_tail ? tail : (struct piece){0, 0}, format);
    cap_length(reader, out->prompt.text, LIMIT_PROMPT, head.from);
    if (out->prompt.text.n == 0 && reader->diags->errors == errors)
        gift_report(reader, open, DIAG_GIFT_NO_PROMPT, SLICE_NONE, SLICE_NONE);
    read_answers(reader, gift_trim(reader, (struct piece){open + 1, close}), format, out);
}
