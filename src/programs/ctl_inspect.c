// SPDX-License-Identifier: MIT
// chasquictl inspect: what packs a stick holds, who signed them, and what an import would say.
#include <stdio.h>

#include "programs/ctl_decoder.h"
#include "programs/ctl_lines.h"
#include "programs/ctl_store.h"

static void print_help(void)
{
    fputs(ctl_text(
              "Usage: chasquictl inspect [OPTION]... FILE|DIR\n"
              "Tells what packs there are (DIR may be a whole stick), who signed them, and whether they are "
              "newer\n"
              "than what is here. Only an import looks at all of a pack.\n\n"
              "  --store=DIR                where packs are kept (" CHASQUI_STATEDIR ")\n"
              "  --trust=DIR                the folder of trusted keys (" CHASQUI_TRUSTDIR ")\n"
              "  --unsigned=never|messages  as for import (messages)\n"
              "  --lines                    tell it to a program (see chasquictl(1))\n"
              "  --help                     this help\n",
              "Uso: chasquictl inspect [OPCIÓN]... ARCHIVO|CARPETA\n"
              "Dice qué paquetes hay (CARPETA puede ser toda una memoria USB), quién los firmó y si son más\n"
              "nuevos que lo que está aquí. Solo una importación mira un paquete entero.\n\n"
              "  --store=CARPETA            dónde se guardan los paquetes (" CHASQUI_STATEDIR ")\n"
              "  --trust=CARPETA            la carpeta de claves de confianza (" CHASQUI_TRUSTDIR ")\n"
              "  --unsigned=never|messages  como en import (messages)\n"
              "  --lines                    decírselo a un programa (mira chasquictl(1))\n"
              "  --help                     esta ayuda\n"),
          stdout);
}

static bool inspect_one(size_t key, struct slice path, const struct ctl_store *asked)
{
    const struct inspect_options options = {asked->store, asked->trust, asked->unsigned_messages,
                                            asked->today};
    struct arena arena;
    struct inspected it;
    arena_init(&arena);
    inspect_pack(path, &options, &arena, &it);
    ctl_tell_problems(&it.diags, path, asked->lines);
    ctl_tell_pack(key, &it, asked->lines);
    bool good = !it.refused;
    arena_fini(&arena);
    return good;
}

// A pack that is on the stick and isn't on the list would be searched for in vain.
static void tell_more(const char *stick, bool lines)
{
    struct arena arena;
    struct diags diags;
    arena_init(&arena);
    diags_init(&diags, &arena);
    DIAG(&diags, ((struct pos){.path = slice_of(stick)}), STICK_MORE);
    ctl_tell_problems(&diags, SLICE_NONE, lines);
    arena_fini(&arena);
}

int ctl_inspect(int argc, char **argv)
{
    struct ctl_store asked;
    struct inspect_found found;
    struct arena arena;
    int status = CTL_DONE;
    int refused =
        ctl_store_options(argc, argv, CTL_TAKES_TRUST | CTL_TAKES_UNSIGNED | CTL_TAKES_DATE | CTL_TAKES_LINES,
                          print_help, &asked);
    if (refused >= 0)
        return refused;
    if (asked.n_words != 1)
        return ctl_refuse(
            argv[0], "%s",
            ctl_text("name a stick's folder, or one pack's folder or file",
                     "indica la carpeta de una memoria USB, o la carpeta o el archivo de un paquete"));
    const char *const read[] = {asked.words[0], asked.trust, asked.store};
    status = ctl_close_in_to_look(read, 3);
    if (status != CTL_DONE)
        return status;
    arena_init(&arena);
    inspect_find(asked.words[0], &arena, &found);
    for (size_t i = 0; i < found.n_packs; i++)
        if (!inspect_one(i, found.packs[i], &asked))
            status = CTL_INPUT;
    if (found.site.n > 0)
        ctl_tell_site(found.site, inspect_site(found.site, &arena), SLICE_NONE, asked.lines);
    if (found.more)
        tell_more(asked.words[0], asked.lines);
    if (found.error) {
        ctl_say("%s: %s", asked.words[0], ctl_reason(found.error));
        status = CTL_INPUT;
    } else if (found.n_packs == 0 && found.site.n == 0) {
        if (!asked.lines)
            ctl_say(ctl_text("%s: there is no pack here", "%s: aquí no hay ningún paquete"), asked.words[0]);
        status = CTL_INPUT;
    }
    arena_fini(&arena);
    return status;
}
