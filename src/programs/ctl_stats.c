// SPDX-License-Identifier: MIT
// chasquictl stats: a kiosk's monthly totals, as far as a person may see them.
#include <errno.h>
#include <getopt.h>
#include <string.h>
#include <unistd.h>

#include "programs/ctl.h"
#include "system/counts.h"

struct request {
    const char *store;
    bool csv;
};

static void print_help(void)
{
    fputs(ctl_text("Usage: chasquictl stats [OPTION]...\n"
                   "Prints how often each item of this kiosk was opened, and found clear or not, by month. "
                   "From 1 to 9\n"
                   "stands <10. Help, Exit and emergencies are never counted.\n\n"
                   "  --store=DIR        the folder of what the kiosk keeps (" CHASQUI_STATEDIR ")\n"
                   "  --format=text|csv  a table, or lines for a spreadsheet\n"
                   "  --help             this help\n",
                   "Uso: chasquictl stats [OPCIÓN]...\n"
                   "Escribe cuántas veces se abrió cada contenido de este quiosco, y si se entendió o no, "
                   "por mes. De 1 a 9\n"
                   "dice <10. Ayuda, Salir y las emergencias nunca se cuentan.\n\n"
                   "  --store=CARPETA    la carpeta de lo que guarda el quiosco (" CHASQUI_STATEDIR ")\n"
                   "  --format=text|csv  una tabla, o líneas para una hoja de cálculo\n"
                   "  --help             esta ayuda\n"),
          stdout);
}

struct number {
    char text[12];
};

static struct number number_of(uint32_t n)
{
    struct number number = {"<10"};
    if (n != COUNTS_FEW)
        snprintf(number.text, sizeof number.text, "%u", n);
    return number;
}

static struct number month_of(const struct counts_shown *shown, const char *unknown)
{
    struct number month;
    if (shown->year)
        snprintf(month.text, sizeof month.text, "%04d-%02d", shown->year % 10000, shown->month);
    else
        snprintf(month.text, sizeof month.text, "%s", unknown);
    return month;
}

static void print_csv(const struct counts_table *table)
{
    puts("month,item,opened,clear,not_clear");
    for (size_t i = 0; i < table->count; i++) {
        struct counts_shown shown = counts_table_shown(table, i);
        printf("%s,%s,%s,%s,%s\n", month_of(&shown, "").text, shown.item,
               number_of(shown.n[COUNTS_OPENED]).text, number_of(shown.n[COUNTS_CLEAR]).text,
               number_of(shown.n[COUNTS_NOT_CLEAR]).text);
    }
}

static void print_table(const struct counts_table *table)
{
    if (table->count == 0) {
        puts(ctl_text("nothing has been counted yet", "aún no se ha contado nada"));
        return;
    }
    printf("%-52s %10s %10s %10s\n", "", ctl_text("opened", "se abrió"), ctl_text("clear", "claro"),
           ctl_text("not clear", "no claro"));
    for (size_t i = 0; i < table->count; i++) {
        struct counts_shown shown = counts_table_shown(table, i), before = shown;
        if (i > 0)
            before = counts_table_shown(table, i - 1);
        if (i == 0 || shown.year != before.year || shown.month != before.month)
            printf("%s\n",
                   shown.year ? month_of(&shown, "").text : ctl_text("date not known", "fecha desconocida"));
        printf("  %-50s %10s %10s %10s\n", shown.item, number_of(shown.n[COUNTS_OPENED]).text,
               number_of(shown.n[COUNTS_CLEAR]).text, number_of(shown.n[COUNTS_NOT_CLEAR]).text);
    }
}

// Returns -1 to go on.
static int read_options(int argc, char **argv, struct request *out)
{
    static const struct option options[] = {
        {"store", required_argument, NULL, 's'},
        {"format", required_argument, NULL, 'f'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    int option;
    optind = 0;
    while ((option = getopt_long(argc, argv, ":h", options, NULL)) != -1) {
        switch (option) {
        case 's':
            out->store = optarg;
            break;
        case 'f':
            out->csv = strcmp(optarg, "csv") == 0;
            if (!out->csv && strcmp(optarg, "text") != 0)
                return ctl_refuse(argv[0],
                                  ctl_text("'%s' is no format; there are text and csv",
                                           "'%s' no es un formato; existen text y csv"),
                                  optarg);
            break;
        case 'h':
            print_help();
            return CTL_DONE;
        default:
            return ctl_refuse_option(argv, option);
        }
    }
    if (optind < argc)
        return ctl_refuse(argv[0], ctl_text("'%s' is one word too many", "sobra la palabra '%s'"),
                          argv[optind]);
    return -1;
}

int ctl_stats(int argc, char **argv)
{
    struct request request = {.store = CHASQUI_STATEDIR};
    struct counts_table table;
    int refused = read_options(argc, argv, &request);
    if (refused >= 0)
        return refused;
    if (access(request.store, X_OK) != 0 || !counts_load(request.store, &table)) {
        ctl_say(ctl_text("%s: the counts can't be read: %s", "%s: no se pueden leer los totales: %s"),
                request.store, ctl_reason(errno));
        return CTL_MACHINE;
    }
    if (request.csv)
        print_csv(&table);
    else
        print_table(&table);
    counts_table_fini(&table);
    return CTL_DONE;
}
