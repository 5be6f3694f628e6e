// SPDX-License-Identifier: MIT
// One reader per format: bytes to model. Each reads one file of one language, names everything wrong with it in one run, and
// never half-fills: false means "leave this file out". `pack_read` calls them and joins the languages.
#ifndef CHASQUI_CONTENT_READERS_H
#define CHASQUI_CONTENT_READERS_H

#include "content/model.h"
#include "content/source.h"
#include "content/yaml.h"

// The fields of an item, from whichever syntax its format has for them (front matter, `// key: value`, `:: Chasqui`).
// They stand in the default language's file; a translation may give title, easy and discuss.
struct item_fields {
    struct slice picture; // file name in pictures/, as written; its place is picture_pos
    struct pos picture_pos;
    bool has_topic;
    enum topic topic;
    uint8_t audience;
    uint16_t seconds; // 0: not given
    bool neutral;
    const struct slice *channels; // ids
    const struct pos *channel_pos;
    uint16_t n_channels;
    bool has_channels; // the key was there, even if empty
    struct slice easy, discuss;
};

// Fields from a YAML map (front matter, or the lines of the other formats handed over as YAML by item_fields_line).
// NULL map: all defaults. Unknown keys are named.
bool item_fields_from_yaml(struct yaml_node *map, struct arena *arena, struct diags *diags,
                           struct item_fields *out);

// Fields from `key: value` lines (GIFT comments, a Twee passage): the same keys and values as in YAML, one a line, each read
// as one flow value. `lines` point into source->text and hold "key: value" without comment marks. Keys in `also`
// (NULL-terminated) are the format's own and are skipped.
bool item_fields_from_lines(const struct source_text *source, const struct slice *lines, size_t n_lines,
                            const char *const *also, struct arena *arena, struct diags *diags,
                            struct item_fields *out);

// messages/ID.LANG.md
struct markdown_file {
    struct item_fields fields;
    struct rich title;
    struct body body;
};
bool markdown_read(const struct source_text *source, struct arena *arena, struct diags *diags,
                   struct markdown_file *out);

// Inline Markdown (**strong**, *emphasis*) of one piece of text, for formats that allow no more; others are named.
// `text` points into source->text.
bool markdown_inline(const struct source_text *source, struct slice text, struct arena *arena,
                     struct diags *diags, struct rich *out);

// quizzes/ID.LANG.gift
struct gift_answer {
    struct slice text, feedback;
    int32_t weight; // 1/100000
    bool right;
};
struct gift_pair {
    struct slice left, right;
};
struct gift_question {
    enum question_kind kind;
    struct slice name;
    struct rich prompt;
    struct slice general;
    struct slice picture; // file name, or empty
    struct pos picture_pos;
    const struct gift_answer *answers;
    const struct gift_pair *pairs;
    uint16_t n_answers, n_pairs;
    struct pos pos;
};
struct gift_file {
    struct item_fields fields;
    struct rich title;
    const struct gift_question *questions;
    uint16_t n_questions;
};
bool gift_read(const struct source_text *source, struct arena *arena, struct diags *diags,
               struct gift_file *out);

// stories/ID.LANG.twee
struct twee_link {
    struct slice text, to; // `to` is a passage's name
    struct pos pos;
};
struct twee_passage {
    struct slice name;
    struct body body;
    const struct twee_link *links;
    uint16_t n_links;
    bool help;
    struct pos pos;
};
struct twee_file {
    struct item_fields fields;
    struct rich title;
    const struct twee_passage *passages; // without StoryTitle, StoryData and Chasqui
    uint16_t n_passages;
    uint16_t start; // index of the first passage
};
bool twee_read(const struct source_text *source, struct arena *arena, struct diags *diags,
               struct twee_file *out);

// pictures/*: the size that the file's own header claims, without decoding; SVG elements that the program's SVG renderer
// can't draw (mask, clipPath, use, style, text, filter, image) are refused by name. Only the first bytes of other formats are needed.
bool picture_probe(const struct tree *tree, const struct tree_entry *entry, struct arena *arena,
                   struct diags *diags, struct picture *out);

#endif
