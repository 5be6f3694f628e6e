// SPDX-License-Identifier: MIT
// Two packs of a store: `peru` brings channels, `escuela` borrows them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "content/check.h"
#include "content/index.h"
#include "content/pack.h"
#include "programs/app.h"
#include "system/files.h"

#define YAML(id)                                                                                             \
    "chasqui: 1\nid: " id "\nversion: 1\ntitle: {es: T}\npublisher: R\ncountry: PE\nlanguages: [es]\n"
#define MESSAGE "---\ntopic: friends\naudience: [teens]\nchannels: [linea]\n---\n# Hola\n\nLlama al 100.\n"

static const char *const folders[] = {"", "peru", "peru/messages", "escuela", "escuela/messages"};
static const struct {
    const char *path, *text;
} files[] = {
    {"peru/pack.yaml", YAML("peru")},
    {"peru/channels.yaml",
     "- id: linea\n  name: {es: L}\n  kind: phone\n  value: \"100\"\n  for: [children]\n"
     "  needs: [talk]\n"},
    {"peru/messages/a.es.md", MESSAGE},
    {"escuela/pack.yaml", YAML("escuela")},
    {"escuela/messages/b.es.md", MESSAGE},
    {"confirmed", "linea\t100\t2026-11-26\tdialled\tAna\n"},
    {"peru/INDEX", NULL}, // written by a test
    {"escuela/INDEX", NULL},
};

struct fixture {
    char root[32];
    struct arena arena;
    char paths[3][64]; // escuela, peru, confirmed
    struct app_installed installed;
};

static const char *path_of(const struct fixture *f, const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", f->root, name);
    return path;
}

static void write_file(const struct fixture *f, const char *name, struct slice bytes)
{
    FILE *file = fopen(path_of(f, name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.p, 1, bytes.n, file), bytes.n);
    assert_int_equal(fclose(file), 0);
}

static void setup(struct fixture *f)
{
    static const char *const names[] = {"escuela", "peru", "confirmed"};
    *f = (struct fixture){.root = "/tmp/loadXXXXXX"};
    assert_non_null(mkdtemp(f->root));
    for (size_t i = 1; i < sizeof folders / sizeof *folders; i++)
        assert_int_equal(mkdir(path_of(f, folders[i]), 0700), 0);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (files[i].text)
            write_file(f, files[i].path, slice_of(files[i].text));
    for (size_t i = 0; i < 3; i++)
        snprintf(f->paths[i], sizeof f->paths[i], "%s/%s", f->root, names[i]);
    // The one that borrows comes first.
    f->installed = (struct app_installed){{f->paths[0], f->paths[1]}, 2, f->paths[2]};
    arena_init(&f->arena);
}

static void teardown(struct fixture *f)
{
    arena_fini(&f->arena);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        unlink(path_of(f, files[i].path));
    for (size_t i = sizeof folders / sizeof *folders; i > 0; i--)
        assert_int_equal(rmdir(path_of(f, folders[i - 1])), 0);
}

// As an import does, with the other pack to lend.
static void write_indexes(struct fixture *f)
{
    const struct pack *lender = NULL;
    for (int i = 1; i >= 0; i--) {
        struct tree tree;
        struct diags diags;
        diags_init(&diags, &f->arena);
        assert_true(files_read_tree(f->paths[i], pack_wants, pack_cap, &f->arena, &tree));
        struct pack *pack = pack_read_with(&tree, &lender, lender ? 1 : 0, &f->arena, &diags);
        check_pack(pack, &(struct check_options){.tree = &tree}, &f->arena, &diags);
        assert_int_equal(diags.errors, 0);
        write_file(f, i ? "peru/INDEX" : "escuela/INDEX", index_write(pack, &f->arena));
        lender = pack;
    }
}

// `indexed`: how many of the packs come out of an index.
static void expect_both(struct fixture *f, int indexed)
{
    struct app_options options = {.date = {2026, 11, 27}};
    int status = APP_DONE, found = 0;
    const struct campaign *campaign = app_load_installed(&options, &f->installed, &f->arena, &status);
    assert_non_null(campaign);
    assert_int_equal(campaign->n_packs, 2);
    assert_true(slice_is(campaign->packs[0]->id, "escuela") && slice_is(campaign->packs[1]->id, "peru"));
    for (uint16_t i = 0; i < 2; i++)
        found += campaign->packs[i]->index.n > 0;
    assert_int_equal(found, indexed);
    const struct country *country = &campaign->countries[0];
    assert_int_equal(country->n_channels, 1);
    assert_true(slice_is(country->channels[0]->confirmed.by, "Ana"));
    assert_int_equal(country->n_items, 2);
    for (size_t i = 0; i < 2; i++)
        assert_true(country->items[i]->channels[0].quoted);
    app_rest(campaign);
    assert_true(slice_is(item_body(country->items[0], 0, &f->arena).blocks[0].text.text, "Llama al 100."));
}

static void packs_are_read_whichever_way(void **state)
{
    (void)state;
    struct fixture f;
    setup(&f);
    expect_both(&f, 0);
    write_indexes(&f);
    expect_both(&f, 2);
    write_file(&f, "escuela/INDEX", SLICE("rotten"));
    expect_both(&f, 1); // out of its files, and peru lends out of its index
    write_file(&f, "peru/INDEX", SLICE("rotten"));
    expect_both(&f, 0);
    teardown(&f);
}

static void without_any_there_is_nothing_to_show(void **state)
{
    (void)state;
    struct fixture f;
    struct app_options options = {.date = {2026, 11, 27}};
    int status = APP_DONE;
    setup(&f);
    f.installed = (struct app_installed){{"/nonexistent"}, 1, NULL};
    assert_null(app_load_installed(&options, &f.installed, &f.arena, &status));
    assert_int_equal(status, APP_INPUT);
    teardown(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(packs_are_read_whichever_way),
        cmocka_unit_test(without_any_there_is_nothing_to_show),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
