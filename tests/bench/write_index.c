// SPDX-License-Identifier: MIT
// write_index DIR: the index of a pack, into the pack's own folder: as installed as a benchmark needs it.
#include <stdio.h>

#include "content/check.h"
#include "content/index.h"
#include "content/pack.h"
#include "system/files.h"

int main(int argc, char **argv)
{
    struct arena arena;
    struct diags diags;
    struct tree tree;
    char path[4096];
    arena_init(&arena);
    diags_init(&diags, &arena);
    if (argc != 2 || !files_read_tree(argv[1], pack_wants, pack_cap, &arena, &tree)) {
        fprintf(stderr, "usage: write_index DIR\n");
        return 2;
    }
    index_forget(&tree);
    struct pack *pack = pack_read(&tree, &arena, &diags);
    if (pack)
        check_pack(pack, &(struct check_options){.tree = &tree}, &arena, &diags);
    struct slice bytes = pack && diags.errors == 0 ? index_write(pack, &arena) : SLICE_NONE;
    snprintf(path, sizeof path, "%s/" INDEX_FILE, argv[1]);
    FILE *file = bytes.n ? fopen(path, "wb") : NULL;
    if (!file || fwrite(bytes.p, 1, bytes.n, file) != bytes.n || fclose(file) != 0) {
        fprintf(stderr, "%s: no index was written\n", argv[1]);
        return 1;
    }
    printf("%zu bytes: %s\n", bytes.n, path);
    arena_fini(&arena);
    return 0;
}
