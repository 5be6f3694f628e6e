// SPDX-License-Identifier: MIT
#include "unit/content/made_up.h"

#include <stdio.h>

#include "base/limits.h"
#include "content/yaml.h"

// {a: b, c: [d, ~]} for any style it was written in; quoted texts in quotes.
static struct slice dump(struct arena *arena, const struct yaml_node *node)
{
    struct slice all;
    switch (node->kind) {
    case YAML_NULL:
        return SLICE("~");
    case YAML_SCALAR:
        return node->quoted ? arena_format(arena, "\"%.*s\"", SLICE_ARG(node->scalar)) : node->scalar;
    case YAML_LIST:
    case YAML_MAP:
    default:
        all = SLICE("");
        for (size_t i = 0; i < node->n_children; i++) {
            struct slice child = dump(arena, &node->children[i]);
            const char *comma = i ? ", " : "";
            all = node->kind == YAML_MAP
                      ? arena_format(arena, "%.*s%s%.*s: %.*s", SLICE_ARG(all), comma,
                                     SLICE_ARG(node->children[i].key), SLICE_ARG(child))
                      : arena_format(arena, "%.*s%s%.*s", SLICE_ARG(all), comma, SLICE_ARG(child));
        }
        return arena_format(arena, node->kind == YAML_MAP ? "{%.*s}" : "[%.*s]", SLICE_ARG(all));
    }
}

static const struct {
    const char *yaml;
    const char *tree; // NULL: nothing was read
    const char *said;
} rows[] = {
    {"a: b\n", "{a: b}", ""},
    {"a: [b, c]\nd:\n  e: f\n", "{a: [b, c], d: {e: f}}", ""},
    {"- a\n- b: c\n", "[a, {b: c}]", ""},
    {"a: \"b\\u00f1\"\nb: 'it''s'\n", "{a: \"b\xC3\xB1\", b: \"it's\"}", ""},
    {"a: |\n  uno\n  dos\n", "{a: \"uno\ndos\n\"}", ""},
    {"a: uno\n  dos\n", "{a: uno dos}", ""},
    {"value: 018000\n", "{value: 018000}", ""}, // as it stands, not a number
    {"a:\nb: ~\n", "{a: ~, b: ~}", ""},
    {"", NULL, " file-empty"},
    {"# only a note\n", NULL, ""},
    {"%YAML 1.2\n---\na: b\n", "{a: b}", ""},

    // A comma that cut a text
    {"{es: No, no es, en: x}\n", "{es: No, no es: ~, en: x}", "1:10 yaml-comma"},
    {"a: {es: S\xC3\xAD, claro, en: x}\n", "{a: {es: S\xC3\xAD, claro: ~, en: x}}", "1:13 yaml-comma"},
    {"a: {es: , en: x}\n", "{a: {es: ~, en: x}}", ""}, // the reader of the value names that one
    {"a: [uno, dos]\n", "{a: [uno, dos]}", ""},
    {"a: {\"es\": x}\n", "{a: {es: x}}", ""},
    {"a: {es: x,\n  en: y}\n", "{a: {es: x, en: y}}", ""},

    // A # that cut a text
    {"a: Llama al #141\n", "{a: Llama al}", "1:13 yaml-hash"},
    {"a: Llama # ya\n", "{a: Llama}", "1:10 yaml-hash"},
    {"a: b   # una nota\n", "{a: b}", ""},
    {"a: b  #una nota\n", "{a: b}", "1:7 yaml-hash"},
    {"a: \"b\" # nota\n", "{a: \"b\"}", ""},
    {"a: C#\nb: x#y\n", "{a: C#, b: x#y}", ""},
    {"a:   # nota\n  - b\n", "{a: [b]}", ""},

    // Keys
    {"a: b\nc: d\na: e\n", "{a: b, c: d, a: e}", "3:1 yaml-duplicate-key"},
    {"? [a]\n: b\n", NULL, "1:3 yaml-key"},
    {"[a]: b\n", NULL, "1:1 yaml-key"},

    // What isn't read
    {"a: &x b\nc: *x\n", "{a: b, c: ~}", "1:4 yaml-first-character; 2:4 yaml-first-character"},
    {"a: !!str b\n", "{a: b}", "1:4 yaml-first-character"},
    {"easy: *hola* amigo\n", NULL, "1:7 yaml-first-character"},
    {"a: b\n---\nc: d\n", "{a: b}", "2:1 yaml-second-document"},
    {"a: @b\n", NULL, "1:4 yaml-first-character"},
    {"a: %b\n", NULL, "1:4 yaml-first-character"},
    {"a: `b\n", NULL, "1:4 yaml-first-character"},

    // Syntax, one a file
    {"a: b\n\tc: d\n", NULL, "2:1 yaml-tab"},
    {"a:\n\t- d\n", NULL, "2:1 yaml-tab"},
    {"a: b\nc: \"unclosed\nd: e\n", NULL, "2:4 yaml-quote"},
    {"a: b\nc: 'unclosed\n", NULL, "2:4 yaml-quote"},
    {"a: 'it's'\n", NULL, "1:8 yaml-after-quote"},
    {"a: \"b\" c\n", NULL, "1:8 yaml-after-quote"},
    {"a: b: c\n", NULL, "1:5 yaml-colon"},
    {"a: Ojo: no\n", NULL, "1:7 yaml-colon"},
    {"a: [b, c\n", NULL, "1:4 yaml-bracket"},
    {"a: {b: c\n", NULL, "1:4 yaml-bracket"},
    {"a: [b\nc: d\n", NULL, "1:4 yaml-bracket"},
    {"a: {b: c d: e}\n", NULL, "1:11 yaml-flow"},
    {"a: [b] c\n", NULL, "1:8 yaml-flow"},
    {"a: b]\nc: ]\n", NULL, "2:4 yaml-extra-bracket"},
    {"a: \"x\\q\"\n", NULL, "1:6 yaml-escape"},
    {"a: &\n", NULL, "1:4 yaml-first-character"},
    {"- a\nb: c\n", NULL, "2:1 yaml-indentation"},
    {"a: [b,, c]\n", NULL, "1:7 yaml-extra-comma"},
    {"a:b\nc: d\n", NULL, "1:1 yaml-indentation"},
    {"a: b\n c: d\n", NULL, "1:4 yaml-indentation"},
    {"a:\n  b: c\n d: e\n", NULL, "3:2 yaml-indentation"},
};

static void yaml_is_read_or_named(void **state)
{
    (void)state;
    int failed = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct made_up m;
        struct source_text source;
        made_up_init(&m);
        struct yaml_node *root = NULL;
        if (made_up_source(&m, rows[i].yaml, strlen(rows[i].yaml), &source))
            root = yaml_read(&source, 0, source.text.n, &m.arena, &m.diags);
        const char *tree = root ? arena_copy(&m.arena, dump(&m.arena, root)).p : NULL;
        const char *said = made_up_said(&m);
        if (strcmp(said, rows[i].said) != 0 || (tree == NULL) != (rows[i].tree == NULL) ||
            (tree && strcmp(tree, rows[i].tree) != 0)) {
            print_error("%s  gave %s and said \"%s\"\n", rows[i].yaml, tree ? tree : "nothing", said);
            failed++;
        }
        made_up_fini(&m);
    }
    assert_int_equal(failed, 0);
}

static void front_matter_has_the_places_of_its_file(void **state)
{
    (void)state;
    static const char text[] = "---\n\xC3\xB1: {es: No, no}\ntopic: a\ntopic: b\n---\n# T\n";
    struct made_up m;
    struct source_text source;
    made_up_init(&m);
    assert_true(made_up_source(&m, text, sizeof text - 1, &source));
    struct yaml_node *root = yaml_read(&source, 4, sizeof text - 1 - 8, &m.arena, &m.diags);
    assert_non_null(root);
    assert_int_equal(yaml_get(root, "topic")->pos.line, 3);
    assert_int_equal(yaml_get(root, "topic")->pos.col, 8);
    assert_true(root->bad);
    assert_string_equal(made_up_said(&m), "2:13 yaml-comma; 4:1 yaml-duplicate-key");
    made_up_fini(&m);
}

static void unknown_keys_are_named_with_the_nearest(void **state)
{
    (void)state;
    static const char *const known[] = {"topic", "audience", "channels", NULL};
    static const struct {
        const char *key, *near;
    } keys[] = {{"topci", "topic"}, {"Topic", "topic"}, {"chanels", "channels"}, {"colour", ""}, {"x", ""}};
    struct made_up m;
    made_up_init(&m);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct source_text source;
        struct slice text = arena_format(&m.arena, "%s: x\naudience: y\n", keys[i].key);
        assert_true(made_up_source(&m, text.p, text.n, &source));
        struct yaml_node *root = yaml_read(&source, 0, source.text.n, &m.arena, &m.diags);
        assert_non_null(yaml_get(root, "audience"));
        assert_null(yaml_get(root, "nothing"));
        yaml_unused(root, known, &m.diags);
        assert_int_equal(m.diags.count, i + 1);
        assert_true(slice_is(m.diags.list[i].args[0], keys[i].key));
        assert_true(slice_is(m.diags.list[i].args[1], keys[i].near));
    }
    made_up_fini(&m);
}

enum bomb { BOMB_LISTS, BOMB_MAPS, BOMB_KEYS, BOMB_ALIASES, BOMB_NODES, BOMB_BLOCKS, BOMB_COUNT };

static size_t write_bomb(enum bomb bomb, char *out, size_t room)
{
    size_t n = 0;
    int line = 0;
    while (n + 64 < room) {
        switch (bomb) {
        case BOMB_LISTS:
            out[n++] = '[';
            break;
        case BOMB_MAPS:
            n += (size_t)snprintf(out + n, room - n, "{a:");
            break;
        case BOMB_KEYS:
            n += (size_t)snprintf(out + n, room - n, "k%d: v\n", line % 30000);
            break;
        case BOMB_ALIASES:
            n += (size_t)snprintf(out + n, room - n, "k%d: &a%d [*a%d, *a%d, *a%d]\n", line, line, line - 1,
                                  line - 1, line - 1);
            break;
        case BOMB_NODES:
            n += (size_t)snprintf(out + n, room - n, "- a\n");
            break;
        default:
            n += (size_t)snprintf(out + n, room - n, "- ");
            break;
        }
        line++;
        if (n % 9000 < 4 && bomb < BOMB_KEYS)
            out[n++] = '\n';
    }
    return n;
}

static void bombs_end_in_a_diagnostic(void **state)
{
    (void)state;
    static const char *const codes[BOMB_COUNT] = {"yaml-too-deep",      "yaml-too-deep",
                                                  "yaml-duplicate-key", "yaml-first-character",
                                                  "yaml-too-large",     "file-long-line"};
    char *bytes = malloc(LIMIT_TEXT_FILE);
    assert_non_null(bytes);
    for (int bomb = 0; bomb < BOMB_COUNT; bomb++) {
        struct made_up m;
        struct source_text source;
        made_up_init(&m);
        size_t n = write_bomb((enum bomb)bomb, bytes, LIMIT_TEXT_FILE);
        if (made_up_source(&m, bytes, n, &source))
            yaml_read(&source, 0, source.text.n, &m.arena, &m.diags);
        assert_true(m.diags.count >= 1);
        assert_string_equal(diag_code_name(m.diags.list[0].code), codes[bomb]);
        made_up_fini(&m);
    }
    free(bytes);
}

// Every prefix and every flipped byte of a file that has everything: no crash, no hang, nothing but a tree or
// a diagnostic.
// Of thousands of items each has one: what a whole file may hold would be too much for it.
static void front_matter_is_short(void **state)
{
    (void)state;
    struct made_up m;
    made_up_init(&m);
    struct slice text = SLICE("---\n");
    for (int i = 0; i < LIMIT_YAML_FIELDS; i++)
        text = arena_format(&m.arena, "%.*sk%d: 1\n", SLICE_ARG(text), i);
    struct source_text source;
    size_t end = text.n;
    text = arena_format(&m.arena, "%.*s---\n# Hola\n", SLICE_ARG(text));
    assert_true(made_up_source(&m, text.p, text.n, &source));
    yaml_read(&source, 4, end, &m.arena, &m.diags);
    assert_int_equal(m.diags.list[0].code, DIAG_YAML_LARGE);
    made_up_fini(&m);
}

static void damaged_files_are_survived(void **state)
{
    (void)state;
    static const char text[] =
        "a: {es: \"x\", en: [b, 'c']}\nd: |\n  uno\n  dos\ne: >-\n  tres\n\n  cuatro\nf: &g *h\n? i\n"
        ": !!j k # l\n---\nm: \xC3\xB1\n...\n";
    for (size_t i = 0; i < 2 * sizeof text; i++) {
        char copy[sizeof text];
        size_t n = i < sizeof text ? i : sizeof text - 1;
        memcpy(copy, text, sizeof text);
        if (i >= sizeof text)
            copy[i - sizeof text] = "\":[]{}-#\t|"[i % 10];
        struct made_up m;
        struct source_text source;
        made_up_init(&m);
        if (made_up_source(&m, copy, n, &source))
            yaml_read(&source, 0, source.text.n, &m.arena, &m.diags);
        made_up_fini(&m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(yaml_is_read_or_named),
        cmocka_unit_test(front_matter_has_the_places_of_its_file),
        cmocka_unit_test(unknown_keys_are_named_with_the_nearest),
        cmocka_unit_test(bombs_end_in_a_diagnostic),
        cmocka_unit_test(front_matter_is_short),
        cmocka_unit_test(damaged_files_are_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
