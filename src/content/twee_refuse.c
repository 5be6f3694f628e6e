// SPDX-License-Identifier: MIT
// What the story formats of Twine add to Twee (macros, variables, HTML, pictures): a child would otherwise see it as
// it is.
#include "content/twee.h"

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

void twee_report(struct twee_reader *reader, const char *at, enum diag_code code, struct slice one,
                 struct slice two)
{
    diag_add(reader->diags, source_pos_of(reader->source, at), code, (struct slice[]){one, two}, 2);
}

// The names of Harlowe's macros (https://twine2.neocities.org): "(if:" is one, "(ojo: ...)" is a remark.
static bool is_macro_name(struct slice name)
{
    static const char names[] =
        "set put move if unless else-if elseif else for loop either cond nth print display show "
        "hide hidden rerun link link-goto link-reveal link-replace link-repeat link-append "
        "link-prepend link-rerun link-show link-undo link-reveal-goto link-storylet "
        "link-fullscreen goto go-to undo redirect restart reload a array ds dataset dm datamap "
        "text-style text-colour text-color colour color css click click-replace click-append "
        "click-prepend click-goto mouseover mouseout live event stop after enchant enchant-in "
        "change replace append prepend hook align box float-box font background bg border "
        "opacity rotate text-rotate text-size transition t8n t8n-time t8n-depart t8n-arrive "
        "alert prompt confirm dialog dropdown cycling-link seq-link input input-box force-input "
        "checkbox meter random shuffled sorted history visited passage passages storylet "
        "open-storylets save-game savegame load-game loadgame saved-games current-date "
        "current-time num str string text upperfirst macro output debug ignore verbatim scroll "
        "goto-url open-url page-url button columns range repeated interlaced";
    return slice_is_among(name, names);
}

// Chapbook's modifiers stand alone in a line: [if x], [after 2s], [continue].
static bool is_modifier(struct slice line)
{
    static const char names[] = "if unless else ifalways ifnever continue cont'd cont after align append css "
                                "javascript js note fixme n.b. todo";
    if (line.n < 3 || line.p[0] != '[' || line.p[1] == '[' || line.p[line.n - 1] != ']')
        return false;
    struct slice word = slice_sub(line, 1, line.n - 2);
    size_t n = 0;
    while (n < word.n && !is_space(word.p[n]) && word.p[n] != ';')
        n++;
    word.n = n;
    return slice_is_among(word, names);
}

// Past the first `end` in the line after `at`, or the line's end.
static size_t past(struct slice line, size_t at, struct slice end)
{
    ptrdiff_t found = slice_find(slice_from(line, at), end);
    return found < 0 ? line.n : at + (size_t)found + end.n;
}

static size_t refuse_macro(struct twee_reader *reader, struct slice line, size_t at, struct slice end)
{
    size_t to = past(line, at + 1, end);
    struct slice what = slice_sub(line, at, to - at);
    twee_report(reader, line.p + at, DIAG_TWEE_MACRO, slice_sub(what, 0, 40), slice_sub(what, 0, 1));
    reader->hidden = true;
    return to;
}

bool twee_refuse(struct twee_reader *reader, struct slice line, size_t at, size_t *next)
{
    struct slice rest = slice_from(line, at);
    char second = rest.n > 1 ? rest.p[1] : '\0';
    switch (rest.p[0]) {
    case '<':
        if (second == '<' || second == '%') {
            *next = refuse_macro(reader, line, at, second == '<' ? SLICE(">>") : SLICE("%>"));
            return true;
        }
        if (!is_letter(second) && second != '/' && second != '!')
            return false;
        twee_report(reader, rest.p, slice_starts(rest, SLICE("<img")) ? DIAG_TWEE_IMAGE : DIAG_TWEE_HTML,
                    SLICE_NONE, SLICE_NONE);
        reader->hidden = true;
        *next = past(line, at, SLICE(">"));
        return true;
    case '(': {
        size_t n = 1;
        while (n < rest.n && n < 32 &&
               (is_letter(rest.p[n]) || rest.p[n] == '-' || (rest.p[n] >= '0' && rest.p[n] <= '9')))
            n++;
        if (n == 1 || n >= rest.n || rest.p[n] != ':' || !is_macro_name(slice_sub(rest, 1, n - 1)))
            return false;
        *next = refuse_macro(reader, line, at, SLICE(")"));
        return true;
    }
    case '{':
        *next = refuse_macro(reader, line, at, SLICE("}"));
        return true;
    case '$': {
        if (!is_letter(second) && second != '_')
            return false;
        size_t n = 2;
        while (n < rest.n &&
               (is_letter(rest.p[n]) || rest.p[n] == '_' || (rest.p[n] >= '0' && rest.p[n] <= '9')))
            n++;
        twee_report(reader, rest.p, DIAG_TWEE_MACRO, slice_sub(rest, 0, n), SLICE("$"));
        *next = at + n;
        return true;
    }
    case '!':
    case '[':
        if (!slice_starts(rest, SLICE("[img[")) &&
            (!slice_starts(rest, SLICE("![")) || slice_starts(rest, SLICE("![["))))
            return false;
        twee_report(reader, rest.p, DIAG_TWEE_IMAGE, SLICE_NONE, SLICE_NONE);
        *next = rest.p[0] == '!' ? past(line, at, SLICE(")")) : past(line, at, SLICE("]]"));
        return true;
    default:
        return false;
    }
}

bool twee_refuse_line(struct twee_reader *reader, struct slice line)
{
    size_t dashes = 0, hashes = 0;
    while (dashes < line.n && line.p[dashes] == '-')
        dashes++;
    while (hashes < line.n && line.p[hashes] == '#')
        hashes++;
    if ((dashes >= 2 && dashes == line.n) || is_modifier(line)) {
        twee_report(reader, line.p, DIAG_TWEE_MACRO, slice_sub(line, 0, 40), slice_sub(line, 0, 1));
        return true;
    }
    if (hashes == 0 || hashes > 6 || hashes >= line.n || line.p[hashes] != ' ')
        return false;
    twee_report(reader, line.p, DIAG_TWEE_HEADING, SLICE_NONE, SLICE_NONE);
    return true;
}
