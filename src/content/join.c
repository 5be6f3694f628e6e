// SPDX-License-Identifier: MIT
#include "content/join.h"

#include "base/kassert.h"
#include "base/limits.h"

static struct slice number(const struct join *j, unsigned n)
{
    return arena_format(j->arena, "%u", n);
}

static bool same_count(const struct join *j, struct pos pos, const char *what, unsigned here, unsigned first)
{
    if (here == first)
        return true;
    DIAG(j->diags, pos, STRUCTURE_COUNT, slice_of(what), number(j, here), number(j, first));
    return false;
}

static bool same_question(const struct join *j, const struct gift_question *first,
                          const struct gift_question *other)
{
    static const char *const kinds[] = {"one right answer", "several right answers", "true/false",
                                        "matching"};
    if (!slice_eq(first->name, other->name)) {
        DIAG(j->diags, other->pos, STRUCTURE_NAME, other->name, first->name, j->lang);
        return false;
    }
    if (first->kind != other->kind) {
        DIAG(j->diags, other->pos, STRUCTURE_KIND, slice_of(kinds[other->kind]), slice_of(kinds[first->kind]),
             j->lang);
        return false;
    }
    if (!same_count(j, other->pos, "answers", other->n_answers, first->n_answers) ||
        !same_count(j, other->pos, "pairs", other->n_pairs, first->n_pairs))
        return false;
    for (uint16_t i = 0; i < first->n_answers; i++) {
        if (first->answers[i].right != other->answers[i].right ||
            first->answers[i].weight != other->answers[i].weight) {
            DIAG(j->diags, other->pos, STRUCTURE_ANSWER, number(j, i + 1u), other->answers[i].text, j->lang);
            return false;
        }
    }
    return true;
}

static bool same_quiz(const struct join *j, const struct gift_file *first, const struct gift_file *other)
{
    struct pos start = {j->path, 1, 1};
    bool good = same_count(j, start, "questions", other->n_questions, first->n_questions);
    for (uint16_t i = 0; i < first->n_questions && i < other->n_questions; i++) {
        if (same_question(j, &first->questions[i], &other->questions[i]))
            continue;
        // After one that is missing or out of place every later one would differ.
        if (!slice_eq(first->questions[i].name, other->questions[i].name))
            return false;
        good = false;
    }
    return good;
}

static const struct twee_passage *find_passage(const struct twee_file *file, struct slice name,
                                               uint16_t *index)
{
    for (uint16_t i = 0; i < file->n_passages; i++) {
        if (slice_eq(file->passages[i].name, name)) {
            *index = i;
            return &file->passages[i];
        }
    }
    return NULL;
}

static bool same_passage(const struct join *j, const struct twee_passage *first,
                         const struct twee_passage *other)
{
    if (first->help != other->help) {
        DIAG(j->diags, other->pos, STRUCTURE_HELP, other->name, j->lang);
        return false;
    }
    if (!same_count(j, other->pos, "links", other->n_links, first->n_links))
        return false;
    for (uint16_t i = 0; i < first->n_links; i++) {
        if (!slice_eq(first->links[i].to, other->links[i].to)) {
            DIAG(j->diags, other->links[i].pos, STRUCTURE_LINK, other->links[i].to, first->links[i].to,
                 j->lang);
            return false;
        }
    }
    return true;
}

static bool same_story(const struct join *j, const struct twee_file *first, const struct twee_file *other)
{
    struct pos start = {j->path, 1, 1};
    bool good = true;
    uint16_t index;
    for (uint16_t i = 0; i < other->n_passages; i++) {
        const struct twee_passage *passage = find_passage(first, other->passages[i].name, &index);
        if (passage) {
            good &= same_passage(j, passage, &other->passages[i]);
        } else {
            DIAG(j->diags, other->passages[i].pos, STRUCTURE_PASSAGE_EXTRA, other->passages[i].name, j->lang);
            good = false;
        }
    }
    for (uint16_t i = 0; i < first->n_passages; i++) {
        if (find_passage(other, first->passages[i].name, &index))
            continue;
        DIAG(j->diags, start, STRUCTURE_PASSAGE_MISSING, first->passages[i].name, j->lang);
        good = false;
    }
    if (good && !slice_eq(first->passages[first->start].name, other->passages[other->start].name)) {
        DIAG(j->diags, start, STRUCTURE_START, other->passages[other->start].name,
             first->passages[first->start].name, j->lang);
        good = false;
    }
    return good;
}

bool join_is_same(const struct join *join, enum item_kind kind, const struct item_file *first,
                  const struct item_file *other)
{
    switch (kind) {
    case ITEM_QUIZ:
        return same_quiz(join, &first->gift, &other->gift);
    case ITEM_STORY:
        return same_story(join, &first->twee, &other->twee);
    default:
        return true;
    }
}

static void join_message(const struct join *j, const struct item_file *const *files, struct item *out)
{
    struct body *bodies = ARENA_ARRAY(j->arena, j->n_langs, struct body);
    for (uint16_t i = 0; i < j->n_langs; i++)
        bodies[i] = files[i]->markdown.body;
    out->message.body = bodies;
}

static void join_answers(const struct join *j, const struct item_file *const *files, uint16_t index,
                         struct question *out)
{
    const struct gift_question *first = &files[0]->gift.questions[index];
    struct answer *answers = ARENA_ARRAY(j->arena, first->n_answers, struct answer);
    for (uint16_t a = 0; a < first->n_answers; a++) {
        struct slice *text = ARENA_ARRAY(j->arena, j->n_langs, struct slice);
        struct slice *feedback = ARENA_ARRAY(j->arena, j->n_langs, struct slice);
        for (uint16_t i = 0; i < j->n_langs; i++) {
            text[i] = files[i]->gift.questions[index].answers[a].text;
            feedback[i] = files[i]->gift.questions[index].answers[a].feedback;
        }
        answers[a] = (struct answer){text, feedback, first->answers[a].weight, first->answers[a].right};
    }
    out->answers = answers;
    out->n_answers = first->n_answers;
}

static void join_pairs(const struct join *j, const struct item_file *const *files, uint16_t index,
                       struct question *out)
{
    const struct gift_question *first = &files[0]->gift.questions[index];
    struct pair *pairs = ARENA_ARRAY(j->arena, first->n_pairs, struct pair);
    for (uint16_t p = 0; p < first->n_pairs; p++) {
        struct slice *left = ARENA_ARRAY(j->arena, j->n_langs, struct slice);
        struct slice *right = ARENA_ARRAY(j->arena, j->n_langs, struct slice);
        for (uint16_t i = 0; i < j->n_langs; i++) {
            left[i] = files[i]->gift.questions[index].pairs[p].left;
            right[i] = files[i]->gift.questions[index].pairs[p].right;
        }
        pairs[p] = (struct pair){left, right};
    }
    out->pairs = pairs;
    out->n_pairs = first->n_pairs;
}

static bool join_question(const struct join *j, const struct item_file *const *files, uint16_t index,
                          struct question *out)
{
    const struct gift_question *first = &files[0]->gift.questions[index];
    struct rich *prompts = ARENA_ARRAY(j->arena, j->n_langs, struct rich);
    struct slice *general = ARENA_ARRAY(j->arena, j->n_langs, struct slice);
    for (uint16_t i = 0; i < j->n_langs; i++) {
        prompts[i] = files[i]->gift.questions[index].prompt;
        general[i] = files[i]->gift.questions[index].general;
    }
    *out = (struct question){.kind = first->kind,
                             .name = first->name,
                             .prompt = prompts,
                             .general = general,
                             .line = first->pos.line};
    join_answers(j, files, index, out);
    join_pairs(j, files, index, out);
    if (first->picture.n == 0)
        return true;
    out->picture = pictures_find(j->pictures, first->picture, first->picture_pos);
    return out->picture != NULL;
}

static bool join_quiz(const struct join *j, const struct item_file *const *files, struct item *out)
{
    uint16_t n = files[0]->gift.n_questions;
    struct question *questions = ARENA_ARRAY(j->arena, n, struct question);
    bool good = true;
    for (uint16_t i = 0; i < n; i++)
        good &= join_question(j, files, i, &questions[i]);
    out->quiz = (struct quiz){questions, n};
    return good;
}

static void join_choices(const struct join *j, const struct twee_file *first,
                         const struct twee_passage *const *passages, struct passage *out)
{
    struct choice *choices = ARENA_ARRAY(j->arena, passages[0]->n_links, struct choice);
    for (uint16_t c = 0; c < passages[0]->n_links; c++) {
        struct slice *text = ARENA_ARRAY(j->arena, j->n_langs, struct slice);
        uint16_t to;
        for (uint16_t i = 0; i < j->n_langs; i++)
            text[i] = passages[i]->links[c].text;
        if (find_passage(first, passages[0]->links[c].to, &to)) // twee_read has named dead links
            choices[out->n_choices++] = (struct choice){text, to};
    }
    out->choices = choices;
}

static void join_passage(const struct join *j, const struct item_file *const *files, uint16_t index,
                         struct passage *out)
{
    const struct twee_passage *passages[LIMIT_LANGUAGES];
    struct body *bodies = ARENA_ARRAY(j->arena, j->n_langs, struct body);
    const struct twee_passage *first = &files[0]->twee.passages[index];
    uint16_t place;
    KASSERT(j->n_langs > 0 && j->n_langs <= LIMIT_LANGUAGES);
    for (uint16_t i = 0; i < j->n_langs; i++) {
        // A translation's passages may stand in another order.
        passages[i] = find_passage(&files[i]->twee, first->name, &place);
        bodies[i] = passages[i]->body;
    }
    *out =
        (struct passage){.name = first->name, .body = bodies, .help = first->help, .line = first->pos.line};
    join_choices(j, &files[0]->twee, passages, out);
}

static void join_story(const struct join *j, const struct item_file *const *files, struct item *out)
{
    uint16_t n = files[0]->twee.n_passages;
    struct passage *passages = ARENA_ARRAY(j->arena, n, struct passage);
    for (uint16_t i = 0; i < n; i++)
        join_passage(j, files, i, &passages[i]);
    out->story = (struct story){passages, n, files[0]->twee.start};
}

bool join_files(const struct join *join, enum item_kind kind, const struct item_file *const *files,
                struct item *out)
{
    switch (kind) {
    case ITEM_MESSAGE:
        join_message(join, files, out);
        return true;
    case ITEM_QUIZ:
        return join_quiz(join, files, out);
    default:
        join_story(join, files, out);
        return true;
    }
}
