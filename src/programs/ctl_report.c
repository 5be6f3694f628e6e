// SPDX-License-Identifier: MIT
// chasquictl report: how easily each item of a pack reads, who is shown in it and who is spoken of.
#include <errno.h>
#include <getopt.h>
#include <string.h>

#include "content/check.h"
#include "content/pack.h"
#include "content/report.h"
#include "programs/ctl.h"
#include "system/clock.h"
#include "system/files.h"

enum { COLUMN = 6, ITEM_COLUMN = 40 };

static void print_help(void)
{
    fputs(
        ctl_text(
            "Usage: chasquictl report [OPTION]... DIR...\n"
            "Prints for each item of a pack how easily it reads (Fernandez Huerta in Spanish, Flesch in\n"
            "English; about 100 is easiest) and what its youngest readers ask for, whom its pictures show\n"
            "(by their <desc>) and whom its text speaks of (by its nouns). For people to look at: the "
            "counts\n"
            "don't know names.\n\n"
            "  --format=text|csv  a table of the first language, or every language for a spreadsheet (text)\n"
            "  --help             this help\n",
            "Uso: chasquictl report [OPCIÓN]... CARPETA...\n"
            "Escribe, de cada elemento de un paquete, con qué facilidad se lee (Fernández Huerta en "
            "español,\n"
            "Flesch en inglés; cerca de 100 es lo más fácil) y qué pide su público más joven, a quiénes "
            "muestran\n"
            "sus imágenes (según su <desc>) y de quiénes habla su texto (según sus sustantivos). Es para que "
            "lo\n"
            "mire una persona: los conteos no conocen nombres propios.\n\n"
            "  --format=text|csv  una tabla del primer idioma, o todos los idiomas para una hoja de cálculo "
            "(text)\n"
            "  --help             esta ayuda\n"),
        stdout);
}

// ---- A table ----

static const char *column_name(enum person person)
{
    static const char *const en[PERSON_COUNT] = {"girls", "boys", "young", "women", "men", "adult"};
    static const char *const es[PERSON_COUNT] = {"niñas", "niños", "jóv.", "muj.", "homb.", "adul."};
    return ctl_text(en[person], es[person]);
}

// Right-aligned by characters, not bytes.
static void print_right(const char *text, int width)
{
    int pad = width - (int)utf8_count(slice_of(text));
    printf("%*s%s", pad > 0 ? pad : 0, "", text);
}

static void print_people(const struct people *people)
{
    fputs("  |", stdout);
    for (int i = 0; i < PERSON_COUNT; i++) {
        if (people->n[i])
            printf("%*u", COLUMN, people->n[i]);
        else
            print_right("·", COLUMN);
    }
}

static void print_heading(const struct pack *pack)
{
    int people = PERSON_COUNT * COLUMN;
    printf("%-*s", ITEM_COLUMN + COLUMN, "");
    printf("%-*s  |%-*s  |%s\n", pack->n_langs * COLUMN, ctl_text("  ease", "  facilidad"), people,
           ctl_text("  shown", "  se muestran"), ctl_text("  spoken of", "  se habla de"));
    printf("%-*s", ITEM_COLUMN, "");
    print_right(ctl_text("asked", "pide"), COLUMN);
    for (uint16_t i = 0; i < pack->n_langs; i++)
        printf("%*.*s", COLUMN, SLICE_ARG(pack->langs[i]));
    for (int group = 0; group < 2; group++) {
        fputs("  |", stdout);
        for (int i = 0; i < PERSON_COUNT; i++)
            print_right(column_name((enum person)i), COLUMN);
    }
    putchar('\n');
}

static void print_item(const struct pack *pack, const struct report_item *item)
{
    const char *kind = item_kind_name(item->item->kind);
    printf("%s/%-*.*s", kind, (int)(ITEM_COLUMN - strlen(kind) - 1), SLICE_ARG(item->item->id));
    if (item->asked)
        printf("%*d", COLUMN, item->asked);
    else
        print_right("·", COLUMN);
    for (uint16_t i = 0; i < pack->n_langs; i++) {
        if (item->languages[i].has_ease)
            printf("%*d", COLUMN, item->languages[i].ease);
        else
            print_right("·", COLUMN);
    }
    print_people(&item->shown);
    print_people(&item->languages[0].spoken_of);
    putchar('\n');
}

static void add(struct people *sum, const struct people *people)
{
    for (int i = 0; i < PERSON_COUNT; i++)
        sum->n[i] += people->n[i];
}

static void print_table(struct slice root, const struct pack *pack, const struct report_item *items)
{
    struct people shown = {{0}}, spoken_of = {{0}};
    unsigned pictures = 0, described = 0;
    printf("%.*s\n", SLICE_ARG(root));
    print_heading(pack);
    for (size_t i = 0; i < pack->n_items; i++) {
        print_item(pack, &items[i]);
        add(&shown, &items[i].shown);
        add(&spoken_of, &items[i].languages[0].spoken_of);
        pictures += items[i].n_pictures;
        described += items[i].n_described;
    }
    const char *all = ctl_text("all", "todo");
    printf("%-*s%*s", ITEM_COLUMN, all, COLUMN * (1 + pack->n_langs), "");
    print_people(&shown);
    print_people(&spoken_of);
    putchar('\n');
    if (described < pictures)
        printf(
            ctl_text("%u of %u pictures don't say whom they show: write it in a <desc> in the drawing\n",
                     "%u de %u imágenes no dicen a quiénes muestran: escríbelo en un <desc> en el dibujo\n"),
            pictures - described, pictures);
    putchar('\n');
}

// ---- For a spreadsheet ----

static void print_csv_heading(void)
{
    fputs("pack,item,language,audience,words,ease,ease_asked,pictures,pictures_described", stdout);
    for (int group = 0; group < 2; group++)
        for (int i = 0; i < PERSON_COUNT; i++)
            printf(",%s_%s", group ? "spoken" : "shown", person_name((enum person)i));
    putchar('\n');
}

static void print_csv_row(const struct pack *pack, const struct report_item *item,
                          const struct report_language *language)
{
    printf("%.*s,%s/%.*s,%.*s,", SLICE_ARG(pack->id), item_kind_name(item->item->kind),
           SLICE_ARG(item->item->id), SLICE_ARG(language->tag));
    bool first = true;
    for (int i = 0; i < AUDIENCE_COUNT; i++) {
        if (!(item->item->audience & 1u << i))
            continue;
        printf("%s%s", first ? "" : " ", audience_name((enum audience)i));
        first = false;
    }
    printf(",%u,", language->reading.words);
    if (language->has_ease)
        printf("%d", language->ease);
    printf(",%d,%u,%u", item->asked, item->n_pictures, item->n_described);
    for (int i = 0; i < PERSON_COUNT; i++)
        printf(",%u", item->shown.n[i]);
    for (int i = 0; i < PERSON_COUNT; i++)
        printf(",%u", language->spoken_of.n[i]);
    putchar('\n');
}

static void print_csv(const struct pack *pack, const struct report_item *items)
{
    for (size_t i = 0; i < pack->n_items; i++)
        for (uint16_t lang = 0; lang < pack->n_langs; lang++)
            if (items[i].languages[lang].reading.words)
                print_csv_row(pack, &items[i], &items[i].languages[lang]);
}

// ---- Packs ----

// Whatever can be read is measured; that it has problems is told, and check names them.
static void report_pack_of(const struct tree *tree, bool csv, struct arena *arena, struct diags *diags)
{
    struct pack *pack = pack_read(tree, arena, diags);
    struct check_options options = {.today = clock_today(), .tree = tree};
    if (!pack)
        return;
    const struct report_item *items = report_pack(pack, tree, arena);
    if (csv)
        print_csv(pack, items);
    else
        print_table(tree->root, pack, items);
    check_pack(pack, &options, arena, diags);
}

static int report_folder(const char *path, bool csv)
{
    struct arena arena;
    struct diags diags;
    struct tree tree;
    int status = CTL_DONE;
    arena_init(&arena);
    diags_init(&diags, &arena);
    if (!files_read_tree(path, pack_wants, pack_cap, &arena, &tree)) {
        status = errno == ENOENT || errno == ENOTDIR ? CTL_USAGE : CTL_MACHINE;
        ctl_say("%s: %s", path, ctl_reason(errno));
    } else {
        report_pack_of(&tree, csv, &arena, &diags);
        status = diags.errors ? CTL_INPUT : CTL_DONE;
    }
    if (status == CTL_INPUT)
        ctl_say(ctl_text("%s has problems: chasquictl check %s", "%s tiene problemas: chasquictl check %s"),
                path, path);
    arena_fini(&arena);
    return status;
}

int ctl_report(int argc, char **argv)
{
    static const struct option options[] = {
        {"format", required_argument, NULL, 'f'}, {"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};
    bool csv = false;
    int option, status = CTL_DONE;
    optind = 0;
    while ((option = getopt_long(argc, argv, ":h", options, NULL)) != -1) {
        if (option == 'h') {
            print_help();
            return CTL_DONE;
        }
        if (option != 'f')
            return ctl_refuse_option(argv, option);
        csv = strcmp(optarg, "csv") == 0;
        if (!csv && strcmp(optarg, "text") != 0)
            return ctl_refuse(
                argv[0], ctl_text("--format is text or csv, not '%s'", "--format es text o csv, no '%s'"),
                optarg);
    }
    if (optind == argc)
        return ctl_refuse(argv[0], "%s", ctl_text("name a pack's folder", "nombra la carpeta de un paquete"));
    if (csv)
        print_csv_heading();
    for (int i = optind; i < argc; i++) {
        int one = report_folder(argv[i], csv);
        status = one > status ? one : status;
    }
    return status;
}
