// SPDX-License-Identifier: MIT
// Between the files of the Twee reader: twee.c cuts a file into passages and reads the special ones,
// twee_body.c reads what stands in a passage, twee_refuse.c names what may not, twee_json.c reads JSON,
// twee_graph.c judges where the links lead.
#ifndef CHASQUI_CONTENT_TWEE_H
#define CHASQUI_CONTENT_TWEE_H

#include "content/readers.h"
#include "content/rich.h"

enum mark { MARK_STRONG, MARK_EMPHASIS, MARK_QUOTES, MARK_SLASHES, MARK_COUNT }; // ** * '' //

struct atom; // a piece of a paragraph, in twee_body.c

struct twee_reader {
    const struct source_text *source;
    struct arena *arena;
    struct diags *diags;
    struct rich_builder rich;
    struct atom *atoms; // scratch: one paragraph
    size_t n_atoms, capacity;
    bool hidden; // something was refused that may have held links, so that the graph can't be judged
};

// A passage as it is cut from the file.
struct twee_cut {
    struct slice name;
    struct slice header; // the line; points into source->text, as `body` does
    struct slice body;
    bool help;
    bool ignored; // StoryTitle and the like, private notes
};

void twee_report(struct twee_reader *reader, const char *at, enum diag_code code, struct slice one,
                 struct slice two);

// Whether something that isn't read begins at byte `at` of the line: it is named, and *next is past it.
bool twee_refuse(struct twee_reader *reader, struct slice line, size_t at, size_t *next);
// Whether the line as a whole means something to a story format and nothing to a reader: it is named.
bool twee_refuse_line(struct twee_reader *reader, struct slice line);
// The text and links of a passage's body; everything refused is named.
void twee_body_read(struct twee_reader *reader, const struct twee_cut *cut, struct twee_passage *out);
// One line of text with emphasis (a title).
struct rich twee_line_read(struct twee_reader *reader, struct slice line);

// Every link leads somewhere, every passage is reached from `start` and leads to help.
void twee_graph_judge(struct twee_reader *reader, const struct twee_passage *passages, size_t n,
                      size_t start);
// Index of the passage with this name, or n. Builds its table at the first call for `names`.
struct twee_names {
    const struct twee_passage *passages;
    uint32_t *slots; // index + 1
    size_t n_slots;
};
// Passages of the same name: the first is found.
struct twee_names twee_names_make(const struct twee_passage *passages, size_t n, struct arena *arena);
size_t twee_names_find(const struct twee_names *names, struct slice name); // SIZE_MAX: none

// Calls `member` for each member of the object that `text` is; a string value comes decoded, others as an
// empty slice with p NULL. False: it isn't JSON from *bad_at on. `member` may be NULL.
bool twee_json_object(struct slice text, struct arena *arena, void *context,
                      void (*member)(void *context, struct slice key, struct slice value, size_t value_at),
                      size_t *bad_at);

#endif
