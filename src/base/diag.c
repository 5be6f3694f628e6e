// SPDX-License-Identifier: MIT
#include "base/diag.h"

#include <stdlib.h>
#include <string.h>

#include "base/kassert.h"
#include "base/limits.h"

#define ERROR DIAG_ERROR
#define WARNING DIAG_WARNING

static const struct {
    const char *code;
    enum diag_severity severity;
    const char *text[DIAG_LANGUAGE_COUNT];
} table[DIAG_CODE_COUNT] = {
#define DIAG_CODE(name, code, severity, en, es) {code, severity, {en, es}},
#include "base/codes/all.def"
#undef DIAG_CODE
};

void diags_init(struct diags *diags, struct arena *arena)
{
    *diags = (struct diags){.arena = arena};
}

void diag_add(struct diags *diags, struct pos pos, enum diag_code code, const struct slice *args,
              size_t n_args)
{
    KASSERT(code < DIAG_CODE_COUNT && n_args <= DIAG_MAX_ARGS);
    if (table[code].severity == DIAG_ERROR)
        diags->errors++;
    else
        diags->warnings++;
    if (diags->count >= LIMIT_DIAGS) {
        diags->dropped++;
        return;
    }
    struct diag *diag = ARENA_PUSH(diags->arena, diags->list, diags->count, diags->capacity);
    diag->code = code;
    diag->pos = pos;
    for (size_t i = 0; i < n_args; i++) {
        struct slice arg = slice_sub(args[i], 0, LIMIT_DIAG_ARG_BYTES);
        diag->args[i] = arena_copy(diags->arena, slice_sub(arg, 0, utf8_valid_prefix(arg)));
    }
}

static int compare(const void *left, const void *right)
{
    const struct diag *a = left, *b = right;
    int by_path = slice_cmp(a->pos.path, b->pos.path);
    if (by_path != 0)
        return by_path;
    if (a->pos.line != b->pos.line)
        return a->pos.line < b->pos.line ? -1 : 1;
    if (a->pos.col != b->pos.col)
        return a->pos.col < b->pos.col ? -1 : 1;
    if (a->code != b->code)
        return a->code < b->code ? -1 : 1;
    for (size_t i = 0; i < DIAG_MAX_ARGS; i++) {
        int by_arg = slice_cmp(a->args[i], b->args[i]);
        if (by_arg != 0)
            return by_arg;
    }
    return 0;
}

void diags_sort(struct diags *diags)
{
    if (diags->count > 1)
        qsort(diags->list, diags->count, sizeof *diags->list, compare);
}

const char *diag_code_name(enum diag_code code)
{
    return table[code].code;
}

enum diag_severity diag_code_severity(enum diag_code code)
{
    return table[code].severity;
}

enum diag_language diag_language_from_environment(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return strncmp(value, "es", 2) == 0 ? DIAG_ES : DIAG_EN;
    }
    return DIAG_EN;
}

static void print_character(FILE *out, uint32_t c, struct slice as_written, bool json)
{
    if (json && (c == '"' || c == '\\'))
        fprintf(out, "\\%c", (int)c);
    else if (utf8_may_be_shown(c))
        fwrite(as_written.p, 1, as_written.n, out);
    else
        fprintf(out, json || c > 0x7f ? "\\u%04x" : "\\x%02x", (unsigned)c);
}

// A terminal obeys what stands in a hostile file name, so control characters and marks of direction are written out.
static void print_escaped(FILE *out, struct slice s, bool json)
{
    size_t valid = utf8_valid_prefix(s), at = 0;
    while (at < valid) {
        size_t from = at;
        uint32_t c = utf8_next(s, &at);
        print_character(out, c, slice_sub(s, from, at - from), json);
    }
    for (; at < s.n; at++)
        fprintf(out, json ? "\\u%04x" : "\\x%02x", (unsigned char)s.p[at]);
}

// The texts of the table are ours and well-formed; only JSON's own characters need escaping.
static void print_own(FILE *out, char c, bool json)
{
    if (json && (c == '"' || c == '\\'))
        fputc('\\', out);
    fputc(c, out);
}

static void print_text(FILE *out, const struct diag *diag, enum diag_language language, bool json)
{
    const char *p = table[diag->code].text[language];
    for (; *p; p++) {
        if (p[0] == '{' && p[1] >= '1' && p[1] < '1' + DIAG_MAX_ARGS && p[2] == '}') {
            print_escaped(out, diag->args[p[1] - '1'], json);
            p += 2;
        } else {
            print_own(out, *p, json);
        }
    }
}

struct slice diag_text(const struct diag *diag, enum diag_language language, struct arena *arena)
{
    char *bytes = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&bytes, &n);
    if (!out)
        kassert_no_memory();
    print_text(out, diag, language, false);
    if (fclose(out) != 0)
        kassert_no_memory();
    struct slice text = arena_copy(arena, (struct slice){bytes, n});
    free(bytes);
    return text;
}

static const char *severity_name(enum diag_code code, enum diag_language language)
{
    static const char *const names[][DIAG_LANGUAGE_COUNT] = {
        [DIAG_ERROR] = {"error", "error"}, [DIAG_WARNING] = {"warning", "aviso"}};
    return names[table[code].severity][language];
}

void diag_print(FILE *out, const struct diag *diag, enum diag_language language)
{
    print_escaped(out, diag->pos.path, false);
    if (diag->pos.line)
        fprintf(out, ":%u:%u", diag->pos.line, diag->pos.col);
    fprintf(out, ": %s: ", severity_name(diag->code, language));
    print_text(out, diag, language, false);
    fprintf(out, " [%s]\n", table[diag->code].code);
}

void diags_print_json(FILE *out, const struct diags *diags, enum diag_language language)
{
    fputs("[", out);
    for (size_t i = 0; i < diags->count; i++) {
        const struct diag *diag = &diags->list[i];
        fputs(i ? ",\n {\"path\": \"" : "\n {\"path\": \"", out);
        print_escaped(out, diag->pos.path, true);
        fprintf(out,
                "\", \"line\": %u, \"column\": %u, \"severity\": \"%s\", \"code\": \"%s\", \"message\": \"",
                diag->pos.line, diag->pos.col, severity_name(diag->code, DIAG_EN), table[diag->code].code);
        print_text(out, diag, language, true);
        fputs("\"}", out);
    }
    fputs(diags->count ? "\n]\n" : "]\n", out);
}
