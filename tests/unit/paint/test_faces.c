// SPDX-License-Identifier: MIT
// Fonts that are missing or damaged: letters are drawn as long as one file is good.
#include "unit/paint/paint_test.h"

#include "paint/faces.h"

#define NONE "/nonexistent/font.ttf"
#define DAMAGED TESTS_DIR "/unit/paint/paint_test.h" // not a font

// Which of Debian's files stand in their places: A, B, I are Andika's, a, b, i DejaVu's, and the families between have none;
// '.' is missing, 'x' damaged.
static void fill(const char *places, const char *paths[FONT_FILES])
{
    static const char letters[] = "ABIabi";
    static const uint8_t files[] = {
        0, 1, 2, FAMILY_DEJAVU * FONT_COUNT, FAMILY_DEJAVU * FONT_COUNT + 1, FAMILY_DEJAVU * FONT_COUNT + 2};
    for (size_t i = 0; i < FONT_FILES; i++)
        paths[i] = NONE;
    for (size_t i = 0; i < sizeof files; i++) {
        const char *found = strchr(letters, places[i]);
        paths[files[i]] = found              ? font_files_debian[files[found - letters]]
                          : places[i] == 'x' ? DAMAGED
                                             : NONE;
    }
}

#define TELEPHONE 0x260E // only DejaVu has it

static void every_font_has_a_face(void **state)
{
    (void)state;
    static const struct {
        const char *places, *regular, *bold, *bold_style, *lacks; // families, and that for what bold lacks
    } rows[] = {
        {"ABIabi", "Andika", "Andika", "Bold", "DejaVu Sans"},
        {"A.Iabi", "Andika", "DejaVu Sans", "Bold", "DejaVu Sans"},
        {"AxIabi", "Andika", "DejaVu Sans", "Bold", "DejaVu Sans"},
        {"A.Ia.i", "Andika", "Andika", "Regular", "DejaVu Sans"},
        {"...abi", "DejaVu Sans", "DejaVu Sans", "Bold", "DejaVu Sans"},
        {"ABI...", "Andika", "Andika", "Bold", "Andika"},
        {"....b.", "DejaVu Sans", "DejaVu Sans", "Bold", "DejaVu Sans"},
        {"A.....", "Andika", "Andika", "Regular", "Andika"},
        {"x.x.xA", "Andika", "Andika", "Regular", "Andika"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct faces faces;
        const char *paths[FONT_FILES];
        fill(rows[i].places, paths);
        assert_true(faces_init(&faces, paths));
        for (enum font font = 0; font < FONT_COUNT; font++) {
            TTF_Font *ttf = faces_get(&faces, font, FAMILY_ANDIKA, 40);
            assert_non_null(ttf);
            assert_true(TTF_GlyphIsProvided32(ttf, '1'));
            assert_non_null(faces_get(&faces, font, FAMILY_DEJAVU, 40));
        }
        TTF_Font *bold = faces_get(&faces, FONT_BOLD, FAMILY_ANDIKA, 40);
        assert_string_equal(TTF_FontFaceFamilyName(bold), rows[i].bold);
        assert_string_equal(TTF_FontFaceStyleName(bold), rows[i].bold_style);
        assert_string_equal(TTF_FontFaceFamilyName(faces_get(&faces, FONT_REGULAR, FAMILY_ANDIKA, 40)),
                            rows[i].regular);
        enum family lacks = faces_family(&faces, FONT_BOLD, 40, TELEPHONE);
        assert_string_equal(TTF_FontFaceFamilyName(faces_get(&faces, FONT_BOLD, lacks, 40)), rows[i].lacks);
        faces_fini(&faces);
    }
}

static void without_any_good_file_it_fails(void **state)
{
    (void)state;
    static const char *const rows[] = {"......", "xxxxxx", "x....x"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct faces faces;
        const char *paths[FONT_FILES];
        fill(rows[i], paths);
        assert_false(faces_init(&faces, paths));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_font_has_a_face),
        cmocka_unit_test(without_any_good_file_it_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
