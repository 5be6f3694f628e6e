// SPDX-License-Identifier: MIT
#include "programs/ctl_decoder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "content/paths.h"
#include "programs/ctl.h"
#include "programs/helper.h"
#include "system/sandbox.h"

static int close_in(const struct sandbox_paths *paths)
{
    if (sandbox_close_import(paths) != SANDBOX_FAILED)
        return CTL_DONE;
    ctl_say("%s",
            ctl_text("this system can't close an import in", "este sistema no puede aislar una importación"));
    return CTL_MACHINE;
}

int ctl_close_in_to_look(const char *const *read, size_t n_read)
{
    return close_in(&(struct sandbox_paths){.read = read, .n_read = n_read});
}

static bool find_decoder(char out[PATH_MAX])
{
    if (helper_find("chasqui-decode", out))
        return true;
    ctl_say("%s: %s", out,
            ctl_text("the program that decodes pictures isn't there; install Chasqui again",
                     "no está el programa que decodifica imágenes; instala Chasqui otra vez"));
    return false;
}

int ctl_close_in(const char *const *read, size_t n_read, const char *store, struct decoder **out)
{
    static char program[PATH_MAX]; // the decoder borrows it
    const char *const write[] = {store};
    const struct sandbox_paths paths = {read, n_read, write, 1, program};
    if (!find_decoder(program))
        return CTL_MACHINE;
    mkdir(store, 0755); // so that there is something to be closed in with; store_lock says why it isn't
    if (close_in(&paths) != CTL_DONE)
        return CTL_MACHINE;
    *out = decoder_create(&(struct decoder_config){.program = program});
    return *out ? CTL_DONE : CTL_MACHINE;
}

static bool decodes(struct decoder *decoder, const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    bool good = fd >= 0 && decoder_probe(decoder, fd) == DECODER_OK;
    if (fd >= 0)
        close(fd);
    return good;
}

void ctl_try_pictures(const struct tree *tree, struct arena *arena, struct diags *diags)
{
    char program[PATH_MAX];
    struct decoder *decoder =
        find_decoder(program) ? decoder_create(&(struct decoder_config){.program = program}) : NULL;
    bool good = true;
    for (size_t i = 0; decoder && good && i < tree->count; i++) {
        if (path_place(tree->entries[i].path) != PLACE_PICTURE)
            continue;
        struct slice path =
            arena_format(arena, "%.*s/%.*s", SLICE_ARG(tree->root), SLICE_ARG(tree->entries[i].path));
        good = decodes(decoder, path.p);
        if (!good)
            DIAG(diags, ((struct pos){.path = path}), PICTURE_BROKEN);
    }
    decoder_destroy(decoder);
}
