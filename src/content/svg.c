// SPDX-License-Identifier: MIT
// A scanner for the tags and attributes of XML, enough to say what a picture is made of. It builds nothing.
#include "content/svg.h"

#include "base/limits.h"

struct scanner {
    struct slice text;
    size_t at;
    struct slice path;
    size_t counted; // line and col are those of this offset
    uint32_t line, col;
    struct diags *diags;
    bool good;
    double width, height;         // 0: not given
    double box_width, box_height; // of the viewBox
    bool in_root;                 // the tag being read is the outermost
};

// Diagnostics come in the order of the file (an earlier offset is taken as the last one), so lines are
// counted once.
static struct pos place(struct scanner *s, size_t offset)
{
    for (; s->counted < offset && s->counted < s->text.n; s->counted++) {
        unsigned char c = (unsigned char)s->text.p[s->counted];
        if (c == '\n') {
            s->line++;
            s->col = 1;
        } else {
            s->col += (c & 0xC0) != 0x80;
        }
    }
    return (struct pos){s->path, s->line, s->col};
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.' || c == ':' || (unsigned char)c >= 0x80;
}

static bool listed(struct slice name, const char *const *list)
{
    for (; *list; list++)
        if (slice_is(name, *list))
            return true;
    return false;
}

static bool element_refused(struct slice name)
{
    static const char *const refused[] = {
        "mask",  "clipPath",         "use",           "style",  "text",    "tspan",  "textPath", "filter",
        "image", "foreignObject",    "script",        "symbol", "pattern", "marker", "switch",   "animate",
        "set",   "animateTransform", "animateMotion", "video",  "audio",   "iframe", "svg",      NULL};
    return listed(name, refused); // "svg": one inside another
}

static bool attribute_refused(struct slice name)
{
    static const char *const refused[] = {"style", "mask", "clip-path", "filter", "xml:base", NULL};
    return listed(name, refused) || (name.n > 2 && slice_starts(name, SLICE("on")) && name.p[2] >= 'a');
}

// A number at the start of s; *used is 0 when there is none. No locale, no exponent beyond what a size needs.
static double number(struct slice s, size_t *used)
{
    double value = 0, scale = 1;
    size_t i = 0;
    bool digits = false;
    for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && i < 12; i++, digits = true)
        value = value * 10 + (s.p[i] - '0');
    if (i < s.n && s.p[i] == '.')
        for (i++; i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && i < 24; i++, digits = true)
            value += (s.p[i] - '0') * (scale /= 10);
    *used = digits ? i : 0;
    return digits ? value : 0;
}

static double length(struct slice value)
{
    static const struct {
        const char *unit;
        double px; // CSS, 96 to the inch
    } units[] = {{"", 1},           {"px", 1},         {"pt", 96.0 / 72}, {"pc", 16},
                 {"mm", 96 / 25.4}, {"cm", 96 / 2.54}, {"in", 96}};
    size_t used;
    value = slice_trim(value);
    double n = number(value, &used);
    struct slice unit = slice_trim(slice_from(value, used));
    for (size_t i = 0; used && i < sizeof units / sizeof *units; i++)
        if (slice_is(unit, units[i].unit))
            return n * units[i].px;
    return 0; // per cent and the like say nothing about the picture's own size
}

static void view_box(struct scanner *s, struct slice value)
{
    double n[4] = {0};
    for (int i = 0; i < 4; i++) {
        while (value.n && (is_space(value.p[0]) || value.p[0] == ',' ||
                           (i < 2 && (value.p[0] == '-' || value.p[0] == '+'))))
            value = slice_from(value, 1);
        size_t used;
        n[i] = number(value, &used);
        if (!used)
            return;
        value = slice_from(value, used);
    }
    s->box_width = n[2];
    s->box_height = n[3];
}

static void bad(struct scanner *s)
{
    s->good = false;
}

static void judge_attribute(struct scanner *s, struct slice name, struct slice value, size_t at)
{
    if (attribute_refused(name)) {
        DIAG(s->diags, place(s, at), SVG_ATTRIBUTE, name);
        bad(s);
    } else if (slice_is(name, "stroke-dasharray") && !slice_is(slice_trim(value), "none")) {
        // The decoder walks every dash: short ones keep it busy for minutes.
        DIAG(s->diags, place(s, at), SVG_DASHES);
        bad(s);
    } else if (slice_is(slice_trim(value), "currentColor")) {
        DIAG(s->diags, place(s, at), SVG_CURRENT_COLOR);
        bad(s);
    } else if (slice_is(name, "href") || slice_ends(name, SLICE(":href"))) {
        if (!slice_starts(slice_trim(value), SLICE("#"))) {
            DIAG(s->diags, place(s, at), SVG_OUTSIDE, value);
            bad(s);
        }
    } else if (slice_starts(slice_trim(value), SLICE("url(")) &&
               !slice_starts(slice_trim(value), SLICE("url(#"))) {
        DIAG(s->diags, place(s, at), SVG_OUTSIDE, value);
        bad(s);
    }
    if (!s->in_root)
        return;
    if (slice_is(name, "width"))
        s->width = length(value);
    else if (slice_is(name, "height"))
        s->height = length(value);
    else if (slice_is(name, "viewBox"))
        view_box(s, value);
}

static void skip_spaces(struct scanner *s)
{
    while (s->at < s->text.n && is_space(s->text.p[s->at]))
        s->at++;
}

static struct slice take_name(struct scanner *s)
{
    size_t from = s->at;
    while (s->at < s->text.n && is_name(s->text.p[s->at]))
        s->at++;
    return slice_sub(s->text, from, s->at - from);
}

// name="value". False when it isn't well-formed.
static bool take_attribute(struct scanner *s)
{
    size_t from = s->at;
    struct slice name = take_name(s);
    skip_spaces(s);
    if (name.n == 0 || s->at >= s->text.n || s->text.p[s->at] != '=')
        return false;
    s->at++;
    skip_spaces(s);
    if (s->at >= s->text.n || (s->text.p[s->at] != '"' && s->text.p[s->at] != '\''))
        return false;
    char quote = s->text.p[s->at++];
    ptrdiff_t end = slice_find_char(slice_from(s->text, s->at), quote);
    if (end < 0)
        return false;
    struct slice value = slice_sub(s->text, s->at, (size_t)end);
    s->at += (size_t)end + 1;
    if (slice_find_char(value, '<') >= 0)
        return false;
    judge_attribute(s, name, value, from);
    return true;
}

// The rest of an opening tag, after its name. *empty: it ended in "/>".
static bool take_attributes(struct scanner *s, bool *empty)
{
    for (;;) {
        size_t before = s->at;
        skip_spaces(s);
        if (s->at >= s->text.n)
            return false;
        char c = s->text.p[s->at];
        if (c == '>') {
            s->at++;
            *empty = false;
            return true;
        }
        if (c == '/') {
            *empty = true;
            bool closed = s->at + 1 < s->text.n && s->text.p[s->at + 1] == '>';
            s->at += 2;
            return closed;
        }
        if (s->at == before || !take_attribute(s))
            return false;
    }
}

static bool skip_past(struct scanner *s, struct slice end)
{
    ptrdiff_t at = slice_find(slice_from(s->text, s->at), end);
    if (at < 0)
        return false;
    s->at += (size_t)at + end.n;
    return true;
}

// Names are compared without their prefix (svg:rect): Inkscape writes both.
static struct slice local_name(struct slice name)
{
    ptrdiff_t colon = slice_find_char(name, ':');
    if (colon < 0)
        return name;
    return slice_starts(name, SLICE("svg:")) ? slice_from(name, 4)
                                             : SLICE_NONE; // an editor's own element: not drawn, harmless
}

// One construct that begins with '<' at s->at. False when it isn't well-formed.
static bool take_tag(struct scanner *s, size_t *depth)
{
    size_t start = s->at;
    struct slice rest = slice_from(s->text, s->at);
    if (slice_starts(rest, SLICE("<!--")))
        return s->at += 4, skip_past(s, SLICE("-->"));
    if (slice_starts(rest, SLICE("<?")))
        return skip_past(s, SLICE("?>"));
    if (slice_starts(rest, SLICE("<![CDATA[")))
        return skip_past(s, SLICE("]]>"));
    if (slice_starts(rest, SLICE("<!"))) {
        DIAG(s->diags, place(s, start), SVG_DOCTYPE);
        bad(s);
        // The internal subset of a DOCTYPE stands in brackets.
        ptrdiff_t end = slice_find_char(rest, '>');
        bool subset = end >= 0 && slice_find_char(slice_sub(rest, 0, (size_t)end), '[') >= 0;
        return subset ? skip_past(s, SLICE("]")) && skip_past(s, SLICE(">")) : skip_past(s, SLICE(">"));
    }
    if (slice_starts(rest, SLICE("</"))) {
        s->at += 2;
        struct slice name = take_name(s);
        skip_spaces(s);
        if (name.n == 0 || *depth == 0 || s->at >= s->text.n || s->text.p[s->at++] != '>')
            return false;
        --*depth;
        return true;
    }
    s->at++;
    struct slice name = local_name(take_name(s));
    s->in_root = *depth == 0;
    if (s->in_root && !slice_is(name, "svg"))
        return false;
    if (!s->in_root && element_refused(name)) {
        DIAG(s->diags, place(s, start), SVG_ELEMENT, name);
        bad(s);
    }
    bool empty;
    if (!take_attributes(s, &empty))
        return false;
    *depth += !empty;
    return true;
}

static bool scan(struct scanner *s)
{
    size_t depth = 0;
    bool seen = false;
    while (s->at < s->text.n) {
        ptrdiff_t next = slice_find_char(slice_from(s->text, s->at), '<');
        if (next < 0)
            break;
        s->at += (size_t)next;
        bool was_inside = depth > 0;
        if (!take_tag(s, &depth)) {
            DIAG(s->diags, place(s, s->at), SVG_SYNTAX);
            return false;
        }
        seen |= s->in_root;
        if ((was_inside || s->in_root) && depth == 0)
            break; // the root is closed; what follows is not drawn
    }
    if (depth > 0 || !seen) {
        DIAG(s->diags, place(s, s->text.n), SVG_SYNTAX);
        return false;
    }
    return s->good;
}

bool svg_probe(struct slice bytes, struct slice path, struct diags *diags, uint32_t *width, uint32_t *height)
{
    struct slice text = slice_starts(bytes, SLICE("\xEF\xBB\xBF")) ? slice_from(bytes, 3) : bytes;
    struct scanner s = {.text = text, .path = path, .line = 1, .col = 1, .diags = diags, .good = true};
    size_t valid = utf8_valid_prefix(text);
    if (valid < text.n || (text.n && slice_find_char(text, '\0') >= 0)) {
        DIAG(diags, place(&s, valid), SVG_SYNTAX);
        return false;
    }
    if (!scan(&s))
        return false;
    double w = s.width, h = s.height;
    if (w <= 0 || h <= 0) {
        w = s.box_width;
        h = s.box_height;
    }
    *width = *height = 0;
    if (w <= 0 || h <= 0)
        return true;
    double longest = w > h ? w : h;
    double shrink = longest > LIMIT_PICTURE_SIDE ? LIMIT_PICTURE_SIDE / longest : 1;
    *width = w * shrink < 1 ? 1 : (uint32_t)(w * shrink + 0.5);
    *height = h * shrink < 1 ? 1 : (uint32_t)(h * shrink + 0.5);
    return true;
}

struct slice svg_description(struct slice bytes)
{
    ptrdiff_t from = slice_find(bytes, SLICE("<desc>")), to = slice_find(bytes, SLICE("</desc>"));
    if (from < 0 || to < from)
        return SLICE_NONE;
    size_t start = (size_t)from + sizeof "<desc>" - 1;
    return slice_trim(slice_sub(bytes, start, (size_t)to - start));
}
