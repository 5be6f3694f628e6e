// SPDX-License-Identifier: MIT
#include "content/texts.h"

static void of_body(const struct body *body, texts_fn *take, void *context)
{
    for (size_t i = 0; i < body->n_blocks; i++)
        take(context, TEXT_PLAIN, false, body->blocks[i].text.text, body->blocks[i].text.line);
}

static void of_question(const struct question *question, uint16_t lang, texts_fn *take, void *context)
{
    uint32_t line = question->prompt[lang].line;
    take(context, TEXT_PLAIN, false, question->prompt[lang].text, line);
    take(context, TEXT_FEEDBACK, false, question->general[lang], line);
    for (uint16_t i = 0; i < question->n_answers; i++) {
        const struct answer *answer = &question->answers[i];
        take(context, TEXT_ANSWER, !answer->right, answer->text[lang], line);
        take(context, TEXT_FEEDBACK, !answer->right, answer->feedback[lang], line);
    }
    for (uint16_t i = 0; i < question->n_pairs; i++) {
        take(context, TEXT_ANSWER, false, question->pairs[i].left[lang], line);
        take(context, TEXT_ANSWER, false, question->pairs[i].right[lang], line);
    }
}

static void of_passage(const struct passage *passage, uint16_t lang, texts_fn *take, void *context)
{
    const struct body *body = &passage->body[lang];
    uint32_t line = body->n_blocks ? body->blocks[0].text.line : 0;
    of_body(body, take, context);
    for (uint16_t i = 0; i < passage->n_choices; i++)
        take(context, TEXT_ANSWER, false, passage->choices[i].text[lang], line);
}

void texts_of_item(const struct item *item, uint16_t lang, struct arena *arena, texts_fn *take, void *context)
{
    struct body body;
    switch (item->kind) {
    case ITEM_MESSAGE:
        body = item_body(item, lang, arena);
        of_body(&body, take, context);
        break;
    case ITEM_QUIZ:
        for (uint16_t i = 0; i < item->quiz.n_questions; i++)
            of_question(&item->quiz.questions[i], lang, take, context);
        break;
    default:
        for (uint16_t i = 0; i < item->story.n_passages; i++)
            of_passage(&item->story.passages[i], lang, take, context);
        break;
    }
}
