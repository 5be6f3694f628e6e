// SPDX-License-Identifier: MIT
#include "programs/ctl_decoder.h"

#include <sys/stat.h>

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

int ctl_close_in(const char *const *read, size_t n_read, const char *store, struct decoder **out)
{
    static char program[PATH_MAX]; // the decoder borrows it
    const char *const write[] = {store};
    const struct sandbox_paths paths = {read, n_read, write, 1, program};
    if (!helper_find("chasqui-decode", program)) {
        ctl_say("%s: %s", program,
                ctl_text("the program that decodes pictures isn't there; install Chasqui again",
                         "no está el programa que decodifica imágenes; instala Chasqui otra vez"));
        return CTL_MACHINE;
    }
    mkdir(store, 0755); // so that there is something to be closed in with; store_lock says why it isn't
    if (close_in(&paths) != CTL_DONE)
        return CTL_MACHINE;
    *out = decoder_create(&(struct decoder_config){.program = program});
    return *out ? CTL_DONE : CTL_MACHINE;
}
