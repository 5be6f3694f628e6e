// SPDX-License-Identifier: MIT
// A field of a channel, in the words of whoever decides on it: what stands in channels.yaml is for programs.
#include "content/model.h"
#include "scene/view_operator.h"

struct slice op_field(struct slice text)
{
    ptrdiff_t colon = slice_find(text, SLICE(": "));
    return colon > 0 && slice_find_char(slice_sub(text, 0, (size_t)colon), ' ') < 0
               ? slice_sub(text, 0, (size_t)colon)
               : SLICE_NONE;
}

struct slice op_field_name(struct ui *ui, struct slice field)
{
    static const char *const names[] = {"name",     "kind",       "how",       "for",
                                        "needs",    "free",       "anonymous", "can_choose_gender",
                                        "hours",    "languages",  "regions",   "what_happens",
                                        "sources",  "checked_on", "confirmed", "valid_until",
                                        "national", "order",      "loop",      "title",
                                        "publisher"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_is(field, names[i]))
            return ui_word_plain(ui, (enum word)(WORD_OP_FIELD_NAME + (int)i));
    return field;
}

// ---- Values of a closed list ----

static const char *need_of(int i)
{
    return need_name((enum need)i);
}

static const char *audience_of(int i)
{
    return audience_name((enum audience)i);
}

static const char *kind_of(int i)
{
    return channel_kind_name((enum channel_kind)i);
}

static const char *answer_of(int i)
{
    static const char *const names[] = {"yes", "no", "unknown"};
    return names[i];
}

struct closed {
    const char *field;
    const char *(*name)(int);
    int n;
    enum word first; // the others follow it
};

static const struct closed lists[] = {
    {"needs", need_of, NEED_COUNT, WORD_NEED_EMERGENCY},
    {"for", audience_of, AUDIENCE_COUNT, WORD_OP_FOR_CHILDREN},
    {"kind", kind_of, CHANNEL_KIND_COUNT, WORD_KIND_PHONE},
    {"free", answer_of, 3, WORD_OP_ANSWER_YES},
    {"anonymous", answer_of, 3, WORD_OP_ANSWER_YES},
    {"can_choose_gender", answer_of, 3, WORD_OP_ANSWER_YES},
    {"national", answer_of, 3, WORD_OP_ANSWER_YES},
};

static struct slice value_word(struct ui *ui, const struct closed *list, struct slice value)
{
    for (int i = 0; i < list->n; i++)
        if (slice_is(value, list->name(i)))
            return ui_word_plain(ui, (enum word)((int)list->first + i));
    return value;
}

static struct slice value_words(struct ui *ui, const struct closed *list, struct slice values)
{
    struct slice all = SLICE_NONE, value;
    while (values.n) {
        slice_cut(values, ',', &value, &values);
        value = value_word(ui, list, slice_trim(value));
        all = all.n ? arena_format(ui->arena, "%.*s, %.*s", SLICE_ARG(all), SLICE_ARG(value)) : value;
    }
    return all;
}

struct slice op_field_value(struct ui *ui, struct slice field, struct slice text)
{
    struct slice value = field.n && slice_starts(text, field) ? slice_from(text, field.n + 2) : text;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (slice_is(field, lists[i].field))
            return value_words(ui, &lists[i], value);
    return value;
}
