// SPDX-License-Identifier: MIT
// Links whose full stop, at or slash is a word or stands apart, so that nothing looks like a link: what is said aloud, and
// what gets past a filter. Only what no ordinary sentence has: "punto de encuentro" and "en punto, come algo" go by.
#include <string.h>

#include "content/mention.h"
#include "content/seen.h"
#include "content/terms.h"

#define TOKEN 24 // longer ones are no word that is looked for

// Reads letters, figures, '_' and '-' inside them, folded.
static void read_token(struct slice text, size_t *at, char token[TOKEN])
{
    size_t n = 0;
    while (*at < text.n) {
        size_t next = *at;
        uint32_t c = utf8_next(text, &next);
        if (!mention_shows_word(c) && !seen_nothing(c) && c != '_' && c != '-')
            break;
        char folded = c == '_' || c == '-' || (c >= '0' && c <= '9') ? (char)c : terms_fold(c);
        if (folded && n + 1 < TOKEN)
            token[n++] = folded;
        *at = next;
    }
    token[n] = '\0';
}

static bool is_any(const char *token, const char *words)
{
    return token[0] && slice_is_among(slice_of(token), words);
}

// No word of Spanish or English, so that they may even begin a sentence.
static bool is_ending(const char *token)
{
    return is_any(token, "com org net gg ly xyz co");
}

// Seldom after "punto" or after a full stop that stands alone.
static bool is_rare_ending(const char *token)
{
    return is_ending(token) || is_any(token, "pe io tv app link info site online club shop");
}

static bool is_article(const char *token)
{
    return is_any(token,
                  "el la los las un una y o con sin de del signo simbolo the a an and or of sign symbol");
}

// ---- What stands between two words ----

struct gap {
    bool dot, comma, other, bracket;
    bool before, after; // a space, of the mark
};

static struct gap read_gap(struct slice text, size_t *at)
{
    struct gap gap = {0};
    for (size_t next = *at; next < text.n; *at = next) {
        uint32_t c = utf8_next(text, &next);
        bool mark = gap.dot || gap.comma;
        if (mention_shows_word(c))
            break;
        if (seen_space(c)) {
            gap.before |= !mark;
            gap.after |= mark;
        } else if (c < 0x80 && strchr("()[]{}<>\"'*", (int)c)) {
            gap.bracket = true;
        } else if (!mark && (c == '.' || c == ',')) {
            gap.dot = c == '.';
            gap.comma = c == ',';
        } else if (!seen_nothing(c)) {
            gap.other = true;
        }
    }
    return gap;
}

// ---- The shapes ----

// "malo . com", "malo,com", "malo(.)org": a full stop and a comma of a sentence have a space after, and only there.
static bool is_apart(struct gap gap, const char *next)
{
    if (gap.other || (!gap.dot && !gap.comma))
        return false;
    if (gap.bracket && gap.dot && !gap.before && !gap.after)
        return is_rare_ending(next);
    if (gap.comma)
        return is_ending(next) && (gap.before || !gap.after);
    return gap.before ? is_rare_ending(next) : is_ending(next);
}

// Services whose last part is an ending that is a word elsewhere.
static bool is_service(const char *token, const char *next)
{
    static const char *const services[][2] = {
        {"bit", "ly"},      {"cutt", "ly"},      {"ow", "ly"},         {"rb", "gy"},
        {"is", "gd"},       {"t", "me"},         {"wa", "me"},         {"m", "me"},
        {"telegram", "me"}, {"goo", "gl"},       {"youtu", "be"},      {"linktr", "ee"},
        {"ngl", "link"},    {"discord", "gg"},   {"instagram", "com"}, {"discord", "com"},
        {"tiktok", "com"},  {"facebook", "com"}, {"whatsapp", "com"},  {"tinyurl", "com"},
        {"gmail", "com"},   {"hotmail", "com"},  {"outlook", "com"},   {"roblox", "com"},
    };
    for (size_t i = 0; i < sizeof services / sizeof *services; i++)
        if (strcmp(token, services[i][0]) == 0 && strcmp(next, services[i][1]) == 0)
            return true;
    return false;
}

static bool after_article(struct slice text, size_t at)
{
    char word[SEEN_WORD];
    seen_word(text, at, word);
    return is_article(word);
}

static bool is_told(struct slice text, size_t at, size_t *end)
{
    char token[TOKEN], next[TOKEN], third[TOKEN];
    size_t p = at;
    read_token(text, &p, token);
    size_t first = p;
    struct gap gap = read_gap(text, &p);
    size_t before_next = p;
    read_token(text, &p, next);
    *end = p;
    if (token[0] == '\0' || next[0] == '\0')
        return false;
    bool marks = gap.dot || gap.comma || gap.other;
    if (is_apart(gap, next))
        return true;
    if (!marks && is_any(token, "punto dot"))
        return is_rare_ending(next);
    // "t'me" stands for something else
    if (!gap.other && !(gap.bracket && !gap.dot) && is_service(token, next))
        return at == 0 || text.p[at - 1] != '\'';
    if (!marks && is_any(token, "arroba"))
        return !after_article(text, at) && !is_article(next) &&
               !is_any(next, "es se en que para sirve va lleva significa");
    if (marks || first == before_next)
        return false;
    // "amigo guion bajo secreto"
    bool line = is_any(token, "underscore");
    if (is_any(token, "guion") && is_any(next, "bajo medio")) {
        read_gap(text, &p);
        read_token(text, &p, third);
        line = third[0] != '\0';
        *end = p;
    }
    return line && at > 0 && !after_article(text, at);
}

// "#amigosecreto" leads to whatever somebody puts under it. "#1" doesn't.
static bool is_hashtag(struct slice text, size_t at, size_t *end)
{
    char token[TOKEN];
    size_t p = at;
    uint32_t c = utf8_next(text, &p);
    size_t letter = p;
    if ((c != '#' && c != 0xFF03) || p >= text.n || !seen_letter(utf8_next(text, &letter)))
        return false;
    read_token(text, &p, token);
    *end = p;
    return strlen(token) > 1;
}

bool mention_told_link_at(struct slice text, size_t at, size_t *end)
{
    return is_hashtag(text, at, end) || is_told(text, at, end);
}
