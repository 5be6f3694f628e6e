// SPDX-License-Identifier: MIT
#include "unit/content/made_up.h"

#include "base/limits.h"

struct row {
    const char *bytes;
    size_t n;
    const char *text; // NULL: refused
    const char *said;
};
#define B(literal) literal, sizeof(literal) - 1

static const struct row rows[] = {
    {B("hola\n"), "hola\n", ""},
    {B("\xEF\xBB\xBFhola\n"), "hola\n", ""},
    {B("a\r\nb\rc\n\r\n"), "a\nb\nc\n\n", ""},
    {B("\xFF\xFEh\0o\0\xF1\0\r\0\n\0"), "ho\xC3\xB1\n", ""},
    {B("\xFE\xFF\0h\0o\0\xF1\0\n"), "ho\xC3\xB1\n", ""},
    {B("h\0o\0l\0a\0 \0t\0\xFA\0\n\0"), "hola t\xC3\xBA\n", ""}, // no BOM
    {B("\0h\0o\0l\0a\0 \0t\0\xFA\0\n"), "hola t\xC3\xBA\n", ""},
    {B("\xFF\xFE\x3D\xD8\xA1\xDC"), "\xF0\x9F\x92\xA1", ""}, // a surrogate pair
    {B("\xFF\xFE\x3D\xD8"), NULL, " file-bad-utf16"},
    {B("\xFF\xFE\x3D\xD8\x41\x00"), NULL, " file-bad-utf16"},
    {B("\xFF\xFE\xA1\xDC"), NULL, " file-bad-utf16"},
    {B("\xFF\xFEh"), NULL, " file-bad-utf16"},
    {B("\xFF\xFE"), NULL, " file-empty"},
    {B("nin\xCC\x83o"), "ni\xC3\xB1o", ""}, // n and a combining tilde
    {B("\xE2\x80\x9Chola\xE2\x80\x9D"), "\xE2\x80\x9Chola\xE2\x80\x9D", ""},
    {B("\xE2\x84\xAB"), "\xC3\x85", ""}, // the angstrom sign
    {B("uno\nni\xF1o\n"), NULL, "2:3 file-not-utf8"},
    {B("uno\r\n\xC3\xB1\xC3\xB1 a\xC0\xAF\n"), NULL, "2:5 file-not-utf8"},
    {B("\x80"), NULL, "1:1 file-not-utf8"},
    {B("\xEF\xBF\xBD"), "\xEF\xBF\xBD", ""}, // U+FFFD itself is well-formed
    {B("a\tb\n"), "a\tb\n", ""},
    {B("a\0b\n"), NULL, "1:2 file-control-character"},
    {B("a\nb\x1B[31m\n"), NULL, "2:2 file-control-character"},
    {B("a\x7F"), NULL, "1:2 file-control-character"},
    {B("a\xC2\x85"), NULL, "1:2 file-control-character"},
    {B("llama al 1\xE2\x80\x8B"
       "41"),
     NULL, "1:11 file-hidden-character"},
    {B("\xE2\x80\xAE"
       "141"),
     NULL, "1:1 file-hidden-character"},
    {B("1\u2063"
       "41"),
     NULL, "1:2 file-hidden-character"},
    // Marks of direction turn the digits beside them round; away from digits they are needed.
    {B("18\u200F"
       "10"),
     NULL, "1:3 file-hidden-character"},
    {B("\u061C"
       "18"),
     NULL, "1:1 file-hidden-character"},
    {B("18\u00AD\u200E."), NULL, "1:4 file-hidden-character"},
    {B("Una\u200F pausa\u200E."), "Una\u200F pausa\u200E.", ""},
    {B("\xFF\xD8\xFF\xE0"), NULL, " file-binary"},
    {B("\x89PNG\r\n"), NULL, " file-binary"},
    {B("PK\x03\x04"), NULL, " file-binary"},
    {B("{\\rtf1"), NULL, " file-binary"},
    {B(""), NULL, " file-empty"},
    {B("\xEF\xBB\xBF"), NULL, " file-empty"},
};

static void bytes_become_text_or_are_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct made_up m;
        struct source_text source;
        made_up_init(&m);
        bool good = made_up_source(&m, rows[i].bytes, rows[i].n, &source);
        assert_string_equal(made_up_said(&m), rows[i].said);
        assert_int_equal(good, rows[i].text != NULL);
        if (good) {
            assert_true(slice_is(source.text, rows[i].text));
            uint32_t lines = 1;
            for (const char *p = rows[i].text; *p; p++)
                lines += *p == '\n';
            assert_int_equal(source.n_lines, lines);
        }
        made_up_fini(&m);
    }
}

static void long_lines_and_large_files_are_named(void **state)
{
    (void)state;
    struct made_up m;
    struct source_text source;
    made_up_init(&m);
    char *bytes = malloc(LIMIT_LINE + 3);
    assert_non_null(bytes);
    memset(bytes, 'a', LIMIT_LINE + 3);
    bytes[0] = '\n';
    assert_false(made_up_source(&m, bytes, LIMIT_LINE + 3, &source));
    assert_true(made_up_source(&m, bytes, LIMIT_LINE + 1, &source));
    free(bytes);
    struct tree_entry large = {.path = SLICE("g"), .fault = TREE_TOO_LARGE, .size = 9, .cap = 8};
    struct tree_entry lost = {.path = SLICE("h"), .fault = TREE_UNREADABLE};
    struct tree_entry link = {.path = SLICE("i"), .kind = TREE_LINK};
    m.tree.root = SLICE("root");
    assert_false(source_open(&m.tree, &large, &m.arena, &m.diags, &source));
    assert_false(source_open(&m.tree, &lost, &m.arena, &m.diags, &source));
    assert_false(source_open(&m.tree, &link, &m.arena, &m.diags, &source));
    assert_string_equal(
        made_up_said(&m),
        "2:1 file-long-line; root/g file-too-large; root/h file-unreadable; root/i file-not-plain");
    made_up_fini(&m);
}

static void places_count_characters(void **state)
{
    (void)state;
    static const struct {
        size_t offset;
        uint32_t line, col;
    } places[] = {{0, 1, 1}, {2, 1, 2}, {3, 1, 3}, {4, 2, 1}, {6, 2, 2}, {7, 3, 1}, {8, 4, 1}, {99, 4, 1}};
    struct made_up m;
    struct source_text source;
    made_up_init(&m);
    assert_true(made_up_source(&m,
                               B("\xC3\xB1"
                                 "a\n\xC3\xB1\n\n"),
                               &source));
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct pos pos = source_pos(&source, places[i].offset);
        assert_int_equal(pos.line, places[i].line);
        assert_int_equal(pos.col, places[i].col);
        assert_true(slice_is(pos.path, "f"));
    }
    assert_int_equal(source_pos_of(&source, source.text.p + 6).col, 2);
    made_up_fini(&m);
}

// Sorting marks is the one step whose cost depends on what they are.
static void a_megabyte_of_combining_marks_is_read(void **state)
{
    (void)state;
    struct made_up m;
    struct source_text source;
    made_up_init(&m);
    size_t n = 0, line = 0;
    char *bytes = malloc(LIMIT_TEXT_FILE);
    assert_non_null(bytes);
    while (n + 3 < LIMIT_TEXT_FILE) {
        bytes[n++] = (char)0xCC;
        bytes[n] = (char)(0x80 + n % 61);
        n++;
        if (n - line > LIMIT_LINE / 2) {
            bytes[n++] = '\n';
            line = n;
        }
    }
    assert_true(made_up_source(&m, bytes, n, &source));
    free(bytes);
    made_up_fini(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_become_text_or_are_named),
        cmocka_unit_test(long_lines_and_large_files_are_named),
        cmocka_unit_test(places_count_characters),
        cmocka_unit_test(a_megabyte_of_combining_marks_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
