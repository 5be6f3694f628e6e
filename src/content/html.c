// SPDX-License-Identifier: MIT
#include "content/html.h"

#include <stdio.h>

#include "content/entity.h"
#include "content/source.h"

#define LIST_DEPTH 4

struct html {
    struct slice text;
    size_t at;
    bool no_more_tags; // no '>' is left: looking for it once is enough
    struct html_listener listener;
    struct rich_builder *rich;
    unsigned strong, emphasis;
    unsigned depth;             // of lists
    unsigned items[LIST_DEPTH]; // points so far, of an ordered list
    bool ordered[LIST_DEPTH];
};

static void problem(struct html *html, enum html_problem what, size_t at, struct slice detail)
{
    html->listener.problem(html->listener.context, what, at, detail);
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void new_line(struct html *html)
{
    html->rich->space = false;
    if (html->rich->n && html->rich->text[html->rich->n - 1] != '\n')
        rich_break(html->rich);
}

static void begin_point(struct html *html)
{
    char mark[16] = "•";
    new_line(html);
    if (html->depth > 0 && html->depth <= LIST_DEPTH && html->ordered[html->depth - 1])
        snprintf(mark, sizeof mark, "%u.", ++html->items[html->depth - 1]);
    rich_put(html->rich, slice_of(mark));
    rich_space(html->rich);
}

static void list(struct html *html, bool ordered, bool closing)
{
    new_line(html);
    if (closing) {
        html->depth -= html->depth > 0;
        return;
    }
    if (html->depth < LIST_DEPTH) {
        html->ordered[html->depth] = ordered;
        html->items[html->depth] = 0;
    }
    html->depth++;
}

static void count(unsigned *open, bool closing)
{
    if (!closing)
        ++*open;
    else if (*open)
        --*open;
}

// False: a tag that isn't read.
static bool apply_tag(struct html *html, struct slice name, bool closing)
{
    if (slice_is(name, "br"))
        rich_break(html->rich);
    else if (slice_is(name, "p"))
        new_line(html);
    else if (slice_is(name, "strong") || slice_is(name, "b"))
        count(&html->strong, closing);
    else if (slice_is(name, "em") || slice_is(name, "i"))
        count(&html->emphasis, closing);
    else if (slice_is(name, "ul") || slice_is(name, "ol"))
        list(html, slice_is(name, "ol"), closing);
    else if (!slice_is(name, "li"))
        return false;
    else if (!closing)
        begin_point(html);
    html->rich->style = (uint8_t)((html->strong ? SPAN_STRONG : 0) | (html->emphasis ? SPAN_EMPHASIS : 0));
    return true;
}

// Past the '>' that ends a tag; its attributes, quoted or not, are skipped. False without one.
static bool skip_tag(struct html *html, size_t at)
{
    char quote = 0;
    for (; at < html->text.n; at++) {
        char c = html->text.p[at];
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            break;
    }
    if (at >= html->text.n)
        return false;
    html->at = at + 1;
    return true;
}

// At a '<': a tag when a letter, '/' or '!' follows, else the character itself.
static void take_tag(struct html *html)
{
    size_t start = html->at, at = start + 1;
    bool closing = at < html->text.n && html->text.p[at] == '/';
    at += closing;
    char first = at < html->text.n ? html->text.p[at] : ' ';
    if (!is_letter(first) && first != '!') {
        rich_put(html->rich, SLICE("<"));
        html->at++;
        return;
    }
    char lower[16];
    size_t n = 0, from = at;
    for (; at < html->text.n &&
           (is_letter(html->text.p[at]) || (at > from && html->text.p[at] >= '0' && html->text.p[at] <= '9'));
         at++)
        if (n < sizeof lower)
            lower[n++] = (char)(html->text.p[at] | 0x20);
    struct slice name =
        at - from <= sizeof lower ? (struct slice){lower, n} : slice_sub(html->text, from, at - from);
    if (html->no_more_tags || !skip_tag(html, at)) {
        if (!html->no_more_tags)
            problem(html, HTML_UNCLOSED, start, SLICE_NONE);
        html->no_more_tags = true;
        html->at = at > start + 1 ? at : start + 1;
        return;
    }
    if (apply_tag(html, name, closing))
        return;
    if (slice_is(name, "img"))
        problem(html, HTML_IMAGE, start, SLICE_NONE);
    else if (slice_is(name, "a") && !closing)
        problem(html, HTML_LINK, start, SLICE_NONE);
    else if (!closing)
        problem(html, HTML_TAG, start, name.n ? name : SLICE("!"));
}

// At a '&': a character reference when one is there, else the character itself.
static void take_entity(struct html *html)
{
    size_t end = html->at + 1;
    while (end < html->text.n && end - html->at < 32 &&
           (is_letter(html->text.p[end]) || html->text.p[end] == '#' ||
            (html->text.p[end] >= '0' && html->text.p[end] <= '9')))
        end++;
    if (end >= html->text.n || html->text.p[end] != ';' || end == html->at + 1) {
        rich_put(html->rich, SLICE("&"));
        html->at++;
        return;
    }
    struct slice entity = slice_sub(html->text, html->at, end + 1 - html->at);
    uint32_t point;
    char bytes[4];
    if (!entity_decode(entity, &point))
        problem(html, HTML_ENTITY, html->at, entity);
    else if (!source_fits(point))
        problem(html, HTML_UNFIT, html->at, entity);
    else if (point == 0xA0 || point <= ' ') // editors strew &nbsp; about
        rich_space(html->rich);
    else
        rich_put(html->rich, (struct slice){bytes, utf8_put(point, bytes)});
    html->at = end + 1;
}

void html_read(struct slice text, bool breaks, struct html_listener listener, struct rich_builder *rich)
{
    struct html html = {.text = text, .listener = listener, .rich = rich};
    while (html.at < text.n) {
        char c = text.p[html.at];
        if (c == '<') {
            take_tag(&html);
        } else if (c == '&') {
            take_entity(&html);
        } else if (c == '\n' && breaks) {
            rich_break(rich);
            html.at++;
        } else if (is_space(c)) {
            rich_space(rich);
            html.at++;
        } else {
            size_t from = html.at;
            while (html.at < text.n && text.p[html.at] != '<' && text.p[html.at] != '&' &&
                   !is_space(text.p[html.at]))
                html.at++;
            rich_put(rich, slice_sub(text, from, html.at - from));
        }
    }
}
