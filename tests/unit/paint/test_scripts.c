// SPDX-License-Identifier: MIT
// Every letter of the pack of scripts has its shape in one of the fonts: no visitor sees an empty box.
#include "unit/paint/paint_test.h"

#include <dirent.h>

#include "paint/faces.h"

#define MESSAGES TESTS_DIR "/goldens/scripts/messages"

static size_t read_file(const char *name, char *out, size_t size)
{
    char path[4096];
    snprintf(path, sizeof path, MESSAGES "/%s", name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t n = fread(out, 1, size, file);
    assert_true(n > 0 && n < size);
    fclose(file);
    return n;
}

static void check_letters(struct faces *faces, const char *name, struct slice text)
{
    for (size_t at = 0; at < text.n;) {
        uint32_t c = utf8_next(text, &at);
        if (c <= 0x20)
            continue;
        for (enum font font = 0; font < FONT_COUNT; font++) {
            TTF_Font *ttf = faces_get(faces, font, faces_family(faces, font, 40, c), 40);
            if (!ttf || !TTF_GlyphIsProvided32(ttf, c))
                fail_msg("%s: no font %d has U+%04X", name, font, c);
        }
    }
}

static void no_letter_is_missing(void **state)
{
    (void)state;
    static char text[65536];
    struct faces faces;
    unsigned files = 0;
    assert_true(faces_init(&faces, font_files_debian));
    DIR *folder = opendir(MESSAGES);
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (entry->d_name[0] == '.')
            continue;
        check_letters(&faces, entry->d_name,
                      (struct slice){text, read_file(entry->d_name, text, sizeof text)});
        files++;
    }
    closedir(folder);
    assert_true(files >= 14);
    faces_fini(&faces);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(no_letter_is_missing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
