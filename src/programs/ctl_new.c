// SPDX-License-Identifier: MIT
// chasquictl new: a small whole pack to start from, out of content/template.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/embedded.h"
#include "content/names.h"
#include "programs/ctl.h"
#include "system/clock.h"

// What stands between @...@ in the template.
struct hole {
    struct slice name, value;
};

struct template
{
    struct hole holes[3];
    size_t n_holes;
};

static void print_help(void)
{
    fputs(
        ctl_text("Usage: chasquictl new [OPTION]... DIR\n"
                 "Writes a small whole pack into DIR, in Spanish and English, with notes on what to change.\n"
                 "DIR is made; if it is there, it must be empty.\n\n"
                 "  --country=CC  the pack's country, two letters (CO, PE, MX...)\n"
                 "  --date=DATE   the day from which the pack holds for a year, YYYY-MM-DD (today)\n"
                 "  --help        this help\n",
                 "Uso: chasquictl new [OPCIÓN]... CARPETA\n"
                 "Escribe en CARPETA un paquete pequeño y completo, en español e inglés, con notas sobre qué "
                 "cambiar.\n"
                 "La carpeta se crea; si ya está, debe estar vacía.\n\n"
                 "  --country=CC  el país del paquete, dos letras (CO, PE, MX...)\n"
                 "  --date=FECHA  el día desde el que el paquete vale un año, AAAA-MM-DD (hoy)\n"
                 "  --help        esta ayuda\n"),
        stdout);
}

static struct date next_year(struct date date)
{
    date.year++;
    if (date.month == 2 && date.day == 29)
        date.day = 28;
    return date;
}

// The folder's own name when that is an ID.
static struct slice pack_id(const char *folder)
{
    struct slice name = slice_of(folder), head;
    while (name.n > 1 && name.p[name.n - 1] == '/')
        name.n--;
    while (slice_find_char(name, '/') >= 0)
        slice_cut(name, '/', &head, &name);
    return name_is_id(name) ? name : SLICE("mi-paquete");
}

static struct slice value_of(const struct template *template, struct slice name)
{
    for (size_t i = 0; i < template->n_holes; i++)
        if (slice_eq(template->holes[i].name, name))
            return template->holes[i].value;
    return SLICE_NONE;
}

static bool write_all(int fd, struct slice bytes)
{
    while (bytes.n) {
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0)
            bytes = slice_from(bytes, (size_t)n);
    }
    return true;
}

// Writes a text with its holes filled; an '@' that opens no hole stays.
static bool write_filled(int fd, const struct template *template, struct slice text)
{
    struct slice before, rest, name, after;
    while (slice_cut(text, '@', &before, &rest)) {
        if (!write_all(fd, before))
            return false;
        struct slice value = slice_cut(rest, '@', &name, &after) ? value_of(template, name) : SLICE_NONE;
        if (!write_all(fd, value.n ? value : SLICE("@")))
            return false;
        text = value.n ? after : rest;
    }
    return write_all(fd, before);
}

static bool write_file(int folder, const char *path, const struct template *template, struct slice bytes)
{
    struct slice parent, name;
    char sub[NAME_MAX + 1];
    if (slice_cut(slice_of(path), '/', &parent, &name) && parent.n < sizeof sub) {
        memcpy(sub, parent.p, parent.n);
        sub[parent.n] = '\0';
        if (mkdirat(folder, sub, 0777) != 0 && errno != EEXIST)
            return false;
    }
    int fd = openat(folder, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0)
        return false;
    bool good = write_filled(fd, template, bytes);
    return (close(fd) == 0) & good;
}

static bool is_empty(int folder)
{
    int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    bool empty = true;
    if (!dir)
        return false;
    for (const struct dirent *name; (name = readdir(dir)) != NULL;)
        empty &= strcmp(name->d_name, ".") == 0 || strcmp(name->d_name, "..") == 0;
    closedir(dir);
    return empty;
}

static int write_pack(int folder, const char *path, const struct template *template)
{
    const struct embedded *files = &embedded_template;
    for (size_t i = 0; i < files->count; i++) {
        const char *name = files->files[i].path;
        if (!write_file(folder, name, template, embedded_bytes(&files->files[i]))) {
            ctl_say("%s/%s: %s", path, name, ctl_reason(errno));
            return CTL_MACHINE;
        }
    }
    // So that the line can be copied into a shell.
    const char *quote = strchr(path, '\'') ? "\"" : strpbrk(path, " \"$&();*?<>|`\\") ? "'" : "";
    printf(
        ctl_text("%s: written. Change pack.yaml and channels.yaml first; then: chasquictl check %s%s%s\n",
                 "%s: escrito. Cambia primero pack.yaml y channels.yaml; luego: chasquictl check %s%s%s\n"),
        path, quote, path, quote);
    return CTL_DONE;
}

static int make_pack(const char *path, const struct template *template)
{
    if (mkdir(path, 0777) != 0 && errno != EEXIST) {
        ctl_say("%s: %s", path, ctl_reason(errno));
        return CTL_MACHINE;
    }
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) {
        ctl_say("%s: %s", path, ctl_reason(errno));
        return errno == ENOTDIR ? CTL_USAGE : CTL_MACHINE;
    }
    int status = CTL_USAGE;
    if (is_empty(folder))
        status = write_pack(folder, path, template);
    else
        ctl_say(ctl_text("%s isn't empty; name a new folder, so that nothing of yours is lost",
                         "%s no está vacía; nombra una carpeta nueva, para que no se pierda nada tuyo"),
                path);
    close(folder);
    return status;
}

// Returns -1 to go on.
static int read_options(int argc, char **argv, struct slice *country, struct date *day)
{
    static const struct option options[] = {
        {"country", required_argument, NULL, 'c'},
        {"date", required_argument, NULL, 'd'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    int option;
    optind = 0;
    while ((option = getopt_long(argc, argv, ":h", options, NULL)) != -1) {
        switch (option) {
        case 'c':
            *country = slice_of(optarg);
            if (!name_is_country(*country))
                return ctl_refuse(argv[0],
                                  ctl_text("'%s' isn't a country's two letters (CO, PE, MX...)",
                                           "'%s' no son las dos letras de un país (CO, PE, MX...)"),
                                  optarg);
            break;
        case 'd':
            if (!ctl_date(argv[0], optarg, day))
                return CTL_USAGE;
            break;
        case 'h':
            print_help();
            return CTL_DONE;
        default:
            return ctl_refuse_option(argv, option);
        }
    }
    if (argc - optind != 1)
        return ctl_refuse(argv[0], "%s", ctl_text("name one folder to make", "nombra una carpeta por crear"));
    return -1;
}

int ctl_new(int argc, char **argv)
{
    struct slice country = SLICE("ZZ"); // check says that it is still to be chosen
    struct date day = clock_today();
    int refused = read_options(argc, argv, &country, &day);
    if (refused >= 0)
        return refused;
    const char *path = argv[optind];
    struct arena arena;
    arena_init(&arena);
    struct template template = {
        .holes = {{SLICE("ID"), pack_id(path)},
                  {SLICE("COUNTRY"), country},
                  {SLICE("NEXT_YEAR"), date_text(next_year(day), &arena)}},
        .n_holes = 3,
    };
    int status = make_pack(path, &template);
    arena_fini(&arena);
    return status;
}
