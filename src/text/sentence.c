// SPDX-License-Identifier: MIT
#include "text/sentence.h"

#include <unictype.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\n';
}

static bool ends_sentence(uint32_t c)
{
    // . ! ? … and the full stops of Arabic, Urdu, Devanagari and Chinese
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x61F || c == 0x6D4 || c == 0x964 ||
           c == 0x3002;
}

// A quotation mark or bracket behind the stop belongs to it.
static bool closes(uint32_t c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0xBB || c == 0x201D || c == 0x2019;
}

// "J. Pérez": one letter before the full stop is a name cut short.
static bool is_initial(struct slice text, size_t from, size_t stop)
{
    size_t word = stop;
    while (word > from && !is_space(text.p[word - 1]))
        word--;
    size_t at = word;
    if (word == stop)
        return false;
    uint32_t first = utf8_next(text, &at);
    return at == stop && uc_is_property_uppercase(first);
}

// Whether what follows at `at`, behind a stop, goes on with the same sentence.
static bool goes_on(struct slice text, size_t at)
{
    if (at < text.n && !is_space(text.p[at]))
        return true; // "9.30", "pagina.org"
    while (at < text.n && text.p[at] == ' ')
        at++;
    return at < text.n && uc_is_property_lowercase(utf8_next(text, &at));
}

static size_t end_of(struct slice text, size_t from)
{
    for (size_t at = from; at < text.n;) {
        size_t begin = at;
        uint32_t c = utf8_next(text, &at);
        if (c == '\n')
            return begin;
        if (!ends_sentence(c))
            continue;
        size_t end = at;
        while (at < text.n) {
            size_t next = at;
            uint32_t after = utf8_next(text, &next);
            if (!ends_sentence(after) && !closes(after))
                break;
            end = at = next;
        }
        if (!goes_on(text, end) && !(c == '.' && is_initial(text, from, begin)))
            return end;
    }
    return text.n;
}

bool sentence_next(struct slice text, size_t *at, struct slice *sentence)
{
    while (*at < text.n && is_space(text.p[*at]))
        ++*at;
    if (*at >= text.n)
        return false;
    size_t end = end_of(text, *at);
    *sentence = slice_trim(slice_sub(text, *at, end - *at));
    *at = end;
    return true;
}

bool sentence_begins(struct slice text, const char *at)
{
    struct slice sentence;
    for (size_t from = 0; sentence_next(text, &from, &sentence) && sentence.p <= at;)
        if (sentence.p == at)
            return true;
    return false;
}
