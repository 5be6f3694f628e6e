// SPDX-License-Identifier: MIT
// JSON (RFC 8259) as far as Twee has it: one object whose string members are wanted and whose other values
// are only skipped.
#include "content/twee.h"

#define DEPTH 8

struct json {
    struct slice text;
    size_t at;
    struct arena *arena;
};

static void skip_spaces(struct json *json)
{
    while (json->at < json->text.n) {
        char c = json->text.p[json->at];
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
            return;
        json->at++;
    }
}

static char peek(const struct json *json)
{
    return json->at < json->text.n ? json->text.p[json->at] : '\0';
}

static bool take(struct json *json, char c)
{
    skip_spaces(json);
    if (peek(json) != c || json->at >= json->text.n)
        return false;
    json->at++;
    return true;
}

static bool take_hex(struct json *json, uint32_t *out)
{
    *out = 0;
    for (int i = 0; i < 4; i++, json->at++) {
        char c = peek(json);
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                                : 16;
        if (digit == 16)
            return false;
        *out = *out * 16 + digit;
    }
    return true;
}

// After the backslash. Writes at most as many bytes as were read.
static bool take_escape(struct json *json, char *out, size_t *n)
{
    char c = peek(json);
    json->at++;
    switch (c) {
    case '"':
    case '\\':
    case '/':
        out[(*n)++] = c;
        return true;
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
        out[(*n)++] = ' ';
        return true;
    case 'u':
        break;
    default:
        json->at--;
        return false;
    }
    uint32_t point, low;
    if (!take_hex(json, &point))
        return false;
    if (point >= 0xD800 && point <= 0xDBFF) {
        if (peek(json) != '\\' || (json->at++, peek(json)) != 'u' || (json->at++, !take_hex(json, &low)) ||
            low < 0xDC00 || low > 0xDFFF)
            return false;
        point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
    } else if (point < 0x20 || (point >= 0xDC00 && point <= 0xDFFF)) {
        return false;
    }
    *n += utf8_put(point, out + *n);
    return true;
}

static bool take_string(struct json *json, struct slice *out)
{
    if (!take(json, '"'))
        return false;
    size_t end = json->at; // of the string, past escaped quotes
    while (end < json->text.n && json->text.p[end] != '"')
        end += json->text.p[end] == '\\' ? 2 : 1;
    if (end >= json->text.n)
        return false;
    char *p = arena_alloc(json->arena, end - json->at + 4);
    size_t n = 0;
    while (peek(json) != '"') {
        char c = peek(json);
        if ((unsigned char)c < 0x20)
            return false;
        json->at++;
        if (c != '\\')
            p[n++] = c;
        else if (!take_escape(json, p, &n))
            return false;
    }
    json->at++;
    *out = (struct slice){p, n};
    return true;
}

static bool is_bare(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '+' || c == '.' || c == 'E';
}

static bool is_number(struct slice word)
{
    size_t i = word.n && word.p[0] == '-', digits = i;
    while (i < word.n && word.p[i] >= '0' && word.p[i] <= '9')
        i++;
    if (i == digits)
        return false;
    for (; i < word.n; i++)
        if (word.p[i] >= 'a' && word.p[i] <= 'z' && word.p[i] != 'e')
            return false;
    return true;
}

static bool skip_value(struct json *json, unsigned depth);

// The rest of an array or object, after its bracket.
static bool skip_members(struct json *json, char close, unsigned depth)
{
    struct slice ignored;
    if (take(json, close))
        return true;
    do {
        if (close == '}' && (!take_string(json, &ignored) || !take(json, ':')))
            return false;
        if (!skip_value(json, depth + 1))
            return false;
    } while (take(json, ','));
    return take(json, close);
}

static bool skip_value(struct json *json, unsigned depth)
{
    struct slice ignored;
    skip_spaces(json);
    if (depth > DEPTH)
        return false;
    if (peek(json) == '"')
        return take_string(json, &ignored);
    if (take(json, '{'))
        return skip_members(json, '}', depth);
    if (take(json, '['))
        return skip_members(json, ']', depth);
    size_t from = json->at;
    while (is_bare(peek(json)))
        json->at++;
    struct slice word = slice_sub(json->text, from, json->at - from);
    if (slice_is(word, "true") || slice_is(word, "false") || slice_is(word, "null") || is_number(word))
        return true;
    json->at = from;
    return false;
}

static bool take_members(struct json *json, void *context,
                         void (*member)(void *context, struct slice key, struct slice value, size_t value_at))
{
    struct slice key, value;
    if (take(json, '}'))
        return true;
    do {
        if (!take_string(json, &key) || !take(json, ':'))
            return false;
        skip_spaces(json);
        size_t value_at = json->at;
        value = SLICE_NONE;
        if (peek(json) == '"' ? !take_string(json, &value) : !skip_value(json, 0))
            return false;
        if (member)
            member(context, key, value, value_at);
    } while (take(json, ','));
    return take(json, '}');
}

bool twee_json_object(struct slice text, struct arena *arena, void *context,
                      void (*member)(void *context, struct slice key, struct slice value, size_t value_at),
                      size_t *bad_at)
{
    struct json json = {.text = text, .arena = arena};
    bool good = take(&json, '{') && take_members(&json, context, member);
    skip_spaces(&json);
    *bad_at = json.at < text.n ? json.at : text.n;
    return good && json.at == text.n;
}
