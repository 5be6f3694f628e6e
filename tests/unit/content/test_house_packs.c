// SPDX-License-Identifier: MIT
// The packs in content/ are read without a word of complaint.
#include "unit/content/made_up.h"

#include <dirent.h>
#include <stdio.h>

#include "content/pack.h"

// The content floor has no disk, so its test reads the few folders that it knows.
static void add_folder(struct made_up *m, const char *pack, const char *folder)
{
    struct slice path = arena_format(&m->arena, "%s/%s/%s", CONTENT_DIR, pack, folder);
    DIR *stream = opendir(path.p);
    if (!stream)
        return;
    const struct dirent *name;
    while ((name = readdir(stream))) {
        FILE *file = fopen(arena_format(&m->arena, "%s/%s", path.p, name->d_name).p, "rb");
        if (!file || name->d_type != DT_REG) {
            if (file)
                fclose(file);
            continue;
        }
        char *bytes = arena_alloc(&m->arena, 1 << 17);
        size_t n = fread(bytes, 1, 1 << 17, file);
        fclose(file);
        made_up_bytes(m, arena_format(&m->arena, "%s%s%s", folder, *folder ? "/" : "", name->d_name).p, bytes,
                      n);
    }
    closedir(stream);
}

static void the_packs_are_good(void **state)
{
    (void)state;
    static const char *const packs[] = {"colombia", "peru"};
    static const char *const folders[] = {"", "messages", "quizzes", "stories", "pictures"};
    for (size_t p = 0; p < sizeof packs / sizeof *packs; p++) {
        struct made_up m;
        made_up_init(&m);
        for (size_t f = 0; f < sizeof folders / sizeof *folders; f++)
            add_folder(&m, packs[p], folders[f]);
        struct pack *pack = pack_read(made_up_tree(&m), &m.arena, &m.diags);
        assert_non_null(pack);
        assert_string_equal(made_up_said(&m), "");
        assert_true(slice_is(pack->id, packs[p]));
        assert_int_equal(pack->n_langs, 2);
        assert_true(pack->n_channels > 0 && pack->n_loop > 0);
        for (size_t i = 0; i < pack->n_items; i++) {
            assert_false(pack->items[i].left_out);
            assert_int_equal(pack->items[i].langs_present, 3);
            assert_true(pack->items[i].title[1].text.n > 0);
        }
        for (uint16_t i = 0; i < pack->n_channels; i++)
            assert_int_equal(pack->channels[i].langs_present, 3);
        made_up_fini(&m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_packs_are_good)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
