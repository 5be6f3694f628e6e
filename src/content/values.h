// SPDX-License-Identifier: MIT
// The typed values of YAML records, each with the diagnostics that every reader shares: wrong type, unknown
// word of a set, bad date. `node` is the value that stands there; NULL (the key is missing) and YAML_NULL
// (nothing behind the colon) are input too. All of them return whether `out` was filled.
#ifndef CHASQUI_CONTENT_VALUES_H
#define CHASQUI_CONTENT_VALUES_H

#include "base/date.h"
#include "content/model.h"
#include "content/yaml.h"

struct values {
    struct arena *arena;
    struct diags *diags;
    const struct slice *langs; // of the pack; texts have one slice for each
    uint16_t n_langs;
    uint16_t langs_present; // narrowed by value_texts to the languages that every text had
};

// The value of a key that must be there, or NULL after a diagnostic at the map's place.
struct yaml_node *value_required(struct values *v, struct yaml_node *map, const char *key);

// One text, with every run of white space as one space; at most `max` characters (value_text: LIMIT_BLOCK).
bool value_text(struct values *v, const struct yaml_node *node, struct slice *out);
bool value_text_up_to(struct values *v, const struct yaml_node *node, size_t max, struct slice *out);
bool value_uint(struct values *v, const struct yaml_node *node, uint64_t min, uint64_t max, uint64_t *out);
bool value_date(struct values *v, const struct yaml_node *node, struct date *out);
bool value_yes_no(struct values *v, const struct yaml_node *node, bool *out);  // yes, no, true, false
bool value_tri(struct values *v, const struct yaml_node *node, enum tri *out); // and unknown
bool value_id(struct values *v, const struct yaml_node *node, struct slice *out);
bool value_tag(struct values *v, const struct yaml_node *node, struct slice *out);

// One of `count` words; out is its index.
bool value_word(struct values *v, const struct yaml_node *node, const char *const *words, size_t count,
                unsigned *out);
// A list of words of a set as bits of 1u << index. `[a, b]`, without repeats.
bool value_words(struct values *v, const struct yaml_node *node, const char *const *words, size_t count,
                 uint32_t *out);

// Whether it is a list of at most `max` elements (an empty list is one); otherwise a diagnostic.
bool value_is_list(struct values *v, const struct yaml_node *node, size_t max);
bool value_is_map(struct values *v, const struct yaml_node *node);

// {es: ..., en: ...}: one text of at most `max` characters per language of the pack. A language that the pack
// doesn't list is named; a missing one gets the default language's text. Keys in `also` (NULL-terminated, or
// NULL) are somebody else's.
bool value_texts(struct values *v, struct yaml_node *node, const char *const *also, size_t max,
                 const struct slice **out);
// [n_langs] empty texts.
const struct slice *value_no_texts(struct values *v);

#endif
