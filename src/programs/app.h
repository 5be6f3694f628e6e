// SPDX-License-Identifier: MIT
// What chasqui's subcommands share: options, the loaded campaigns, and the words for a terminal.
#ifndef CHASQUI_PROGRAMS_APP_H
#define CHASQUI_PROGRAMS_APP_H

#include <limits.h>

#include "content/campaign.h"
#include "core/state.h"

struct setup; // system/setup.h, where the names of core/settings.h are other things

enum app_exit {
    APP_DONE,
    APP_INPUT,   // the input has errors
    APP_USAGE,   // wrong usage
    APP_MACHINE, // the machine failed us: display, disk, permission
};

#define APP_DEFAULT_VOLUME 80 // per cent: clear, and not heard in the next room
#define APP_DEFAULT_MM 476    // a 21.5 inch screen, when nobody knows better

struct app_options {
    const char *packs[LIMIT_PACKS];
    int n_packs;
    const char *country; // "CO" or an ISO 3166-2 region, "CO-ANT"
    const char *language;
    const struct setup *setup; // what the settings say, under what the options say; NULL: nothing
    const char *store;         // run: where installed content and what a kiosk keeps lie
    const char *config;        // run: the settings under those of the store; NULL: the usual file
    const char *inbox;         // run: a folder that is looked at as a stick is; NULL: none
    const char *trust;         // run: the folder of keys whose signatures are believed
    const char *site;          // the folder of the site card; NULL: none
    const char *out, *screen;  // render
    const char *of;            // render: the id of the pack whose items are shown alone; NULL: everything
    int w, h;                  // px; 0: not given
    int mm;                    // 0: not given
    struct date date;          // today unless --date
    bool date_given;
    bool installed; // the packs are folders of a store: their indexes are read
    bool windowed;
    bool unkept;     // run: what is chosen on the screen isn't kept
    bool guarded;    // run: a PIN is set
    bool by_service; // run: nobody at the screen may end it
    bool facilitate;
    int volume; // run: per cent, the loudest that a visitor can have things read aloud; 0: not at all
    struct access access;
    bool sheet;         // render
    const char *desk;   // render: a file with lines for the operator's desk; NULL: the visitor's screens
    const char *vision; // render; NULL: full
    bool dump;          // replay
    const char *operand;
};

// Which options a subcommand takes, as bits.
enum {
    APP_TAKES_COUNTRY = 1u << 0,
    APP_TAKES_WINDOWED = 1u << 1,
    APP_TAKES_SCREENS = 1u << 2, // --out --size --screen --sheet --vision --desk
    APP_TAKES_DUMP = 1u << 3,
    APP_TAKES_OPERAND = 1u << 4,
    APP_TAKES_FACILITATE = 1u << 5,
    APP_TAKES_VOLUME = 1u << 6,
    APP_TAKES_SITE = 1u << 7,
    APP_TAKES_STORE = 1u << 8,
};

// Reads the options of a subcommand (argv[0] is its name). Returns true to go on; otherwise *status is the
// exit status, after help, version or a message.
bool app_options_read(int argc, char **argv, unsigned takes, struct app_options *out, int *status);

// The packs of a store that stand together.
struct app_installed {
    const char *folders[LIMIT_PACKS]; // each with its index
    int n;
    const char *confirmed; // the store's file of what was dialled here, or NULL
};

// The campaigns of --pack DIR..., or the installed ones, or content/ in this folder. What is wrong in them is
// printed to standard error and left out. Everything is in `arena`. NULL after a message; *status is then the
// exit status.
struct campaign *app_load(const struct app_options *options, struct arena *arena, int *status);

// The same of packs that an import has checked: a start reads their indexes, which stay mapped until the
// arena is freed, so their folders must never be written to. Where an index is missing, damaged, or of
// another version of the program, the files are read and checked, as above.
struct campaign *app_load_installed(const struct app_options *options, const struct app_installed *installed,
                                    struct arena *arena, int *status);

// What is built into the program: a few messages without any number, which are right in every country. It is that of the
// options, or of none.
struct campaign *app_load_last_resort(const struct app_options *options, struct arena *arena);
bool app_is_last_resort(const struct campaign *campaign);

// Gives back what was looked at of the indexes, so that a loop of thousands of messages takes no more memory
// than one. To be called now and then.
void app_rest(const struct campaign *campaign);

// The configuration and first state that the options ask for. False after a message.
bool app_start(const struct app_options *options, const struct campaign *campaign, uint64_t seed,
               struct state *out);

// What is wrong in a file of settings is printed, and what it would have set stays as it was.
// The file of whoever installed the kiosk, over what is usual. Returns how many lines are wrong.
size_t app_setup_read_config(const struct app_options *options, struct setup *out);
// The file that the kiosk keeps, over that. The same count.
size_t app_setup_read_kept(const char *path, struct setup *out);
// Whether it keeps settings, and shows what is installed: nobody may stand there to read that the country or the language it
// was given has gone from the content. Whoever names a pack is at a terminal.
bool app_is_kiosk(const struct app_options *options);
// Under what was given on the command line. The strings are borrowed.
void app_setup_fill(const struct setup *setup, struct app_options *options);
// As the core has them, for a state that app_start began.
struct settings app_settings(const struct app_options *options, const struct setup *setup,
                             const struct state *state);
// And back: over what `setup` says of other things.
void app_setup_take(const struct settings *settings, const struct campaign *campaign, struct setup *setup);

// English or Spanish, as the locale asks.
__attribute__((format_arg(1), format_arg(2))) const char *app_text(const char *en, const char *es);
// "chasqui: ..." on standard error.
__attribute__((format(printf, 1, 2))) void app_say(const char *format, ...);

// Why the system refused, in the person's language where we have a sentence of our own.
const char *app_reason(int error);

// The program that decodes pictures. False after a message: there is none.
bool app_find_decoder(char out[PATH_MAX]);

int run_main(int argc, char **argv);
int render_main(int argc, char **argv);
int replay_main(int argc, char **argv);

#endif
