// SPDX-License-Identifier: MIT
// Private to the search for numbers: how a mention is put together. numbers.c finds the figures, spelled.c the
// words, told.c the links whose marks are words, called.c what asks to call.
#ifndef CHASQUI_CONTENT_MENTION_H
#define CHASQUI_CONTENT_MENTION_H

#include "content/numbers.h"

bool mention_shows_digit(uint32_t c);
bool mention_shows_word(uint32_t c); // a letter or a digit

// Only while out->n_groups < MENTION_GROUPS.
struct number_group *mention_add_group(struct mention *out, size_t at, enum joint joint);
void mention_add_digits(struct mention *out, struct number_group *group, const char *digits, size_t n);
// Takes a group of digits at *at.
void mention_take_group(struct slice text, size_t *at, enum joint joint, struct mention *out);

// Whether words that ask to call, or that promise help, stand right before `at`; between them and it there may be "gratis
// al" and the like.
bool mention_is_called(struct slice text, size_t at);

// A link whose full stop, at or slash is written as a word or apart: "malo punto com", "malo . com", "bit ly". At a
// place where a word may begin; *end is set past it.
bool mention_told_link_at(struct slice text, size_t at, size_t *end);

#endif
