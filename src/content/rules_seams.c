// SPDX-License-Identifier: MIT
// A number may stand over several texts that are drawn one below the other: points of a list, answers, a question and its
// replies. What ends one and what begins the next are judged together.
#include "content/rules.h"

#include "content/spelled.h"

#define SEAM 512 // bytes; what is longer has been refused

// How a text may belong to its neighbours: what comes before its first word that says something else than numbers, and
// what comes after its last.
struct edges {
    size_t lead, tail;
};

static struct edges edges_of(struct slice text)
{
    struct edges edges = {.lead = text.n};
    for (size_t at = 0; at < text.n;) {
        size_t start = at;
        char word[SPELLED_WORD];
        if (!seen_letter(utf8_next(text, &at)))
            continue;
        at = start;
        spelled_read(text, &at, word);
        if (spelled_joins(word))
            continue;
        edges.lead = edges.lead < start ? edges.lead : start;
        edges.tail = at;
    }
    return edges;
}

static bool shows_number(struct slice text)
{
    char digits[SEEN_DIGITS], word[SPELLED_WORD];
    bool plain;
    for (size_t at = 0; at < text.n;) {
        size_t start = at;
        uint32_t c = utf8_next(text, &at);
        if (seen_digits(c, digits, &plain) > 0)
            return true;
        if (!seen_letter(c))
            continue;
        at = start;
        spelled_read(text, &at, word);
        if (spelled_is_number(word))
            return true;
    }
    return false;
}

static bool is_fine(struct scope *scope, struct slice joined, size_t seam)
{
    struct mention m;
    size_t from, to;
    bool fine = true;
    scope->text = joined;
    for (size_t at = 0; fine && mention_next(joined, &at, &m);)
        if (m.from < seam && m.to > seam)
            fine = m.kind == MENTION_LINK || mention_is_fine(&m, rules_known_groups, scope, &from, &to);
    return fine;
}

// Judges what stands below *tail, which becomes that of both. False after it was reported.
static bool judge_below(struct scope *scope, struct slice *above, struct slice text)
{
    struct slice tail = *above;
    struct edges edges = edges_of(text);
    struct slice own = slice_from(text, edges.tail), lead = slice_sub(text, 0, edges.lead);
    *above = own;
    if (!shows_number(tail) || edges.lead == 0)
        return true;
    struct slice joined =
        arena_format(&scope->rules->scratch, "%.*s\n%.*s", SLICE_ARG(tail), SLICE_ARG(lead));
    bool fine = !shows_number(lead) || is_fine(scope, joined, tail.n);
    scope->text = text;
    if (!fine)
        rules_report_number(scope, 0, edges.lead);
    if (edges.lead == text.n && joined.n < SEAM)
        *above = joined;
    return fine;
}

// A reply stands below its question, and below the answer that was chosen; what is said to everybody below that.
static void judge_reply(struct scope *scope)
{
    struct seams *seams = &scope->seams;
    struct slice text = scope->text, asked = seams->asked, chosen = seams->tail;
    bool general = seams->above != TEXT_ANSWER;
    bool fine = judge_below(scope, &asked, text);
    if (general)
        seams->general = fine ? text : SLICE_NONE; // once is enough
    else if (fine && judge_below(scope, &chosen, text) && seams->general.n &&
             !judge_below(scope, &asked, seams->general))
        seams->general = SLICE_NONE;
    scope->text = text;
}

void rules_seam(struct scope *scope)
{
    struct seams *seams = &scope->seams;
    bool beside = scope->item || scope->channel; // the pack's own sentences stand apart
    if (!beside || scope->role == TEXT_NAME)
        return;
    if (scope->role == TEXT_FEEDBACK) {
        judge_reply(scope);
        return;
    }
    judge_below(scope, &seams->tail, scope->text);
    seams->above = scope->role;
    if (scope->role != TEXT_ANSWER) {
        seams->asked = seams->tail;
        seams->general = SLICE_NONE;
    }
}
