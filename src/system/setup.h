// SPDX-License-Identifier: MIT
// What whoever sets a kiosk up decides, in a file of lines `key: value` that a person reads and edits. Several files may
// be read, the later over the earlier. chasqui-settings(5) tells what may stand in them.
#ifndef CHASQUI_SYSTEM_SETUP_H
#define CHASQUI_SYSTEM_SETUP_H

#include "base/diag.h"
#include "base/limits.h"

enum setup_unsigned { SETUP_UNSIGNED_MESSAGES, SETUP_UNSIGNED_NEVER };
enum setup_keyboard { SETUP_KEYBOARD_NAVIGATION, SETUP_KEYBOARD_OFF };
enum setup_session { SETUP_SESSION_CAGE, SETUP_SESSION_KMSDRM };
enum setup_usb { SETUP_USB_STORAGE, SETUP_USB_ANY };

#define SETUP_DAYS 7
#define SETUP_ACCESS 96
#define SETUP_MATRIX 6
#define SETUP_UNIT 1000000 // what a number of the matrix is counted in: millionths

// Minutes after midnight, up to 1440; both 0: shut all day.
struct setup_day {
    uint16_t opens, closes;
};

// What is the machine's. It is read from the owner's file alone, never from the one that the kiosk writes: root acts on it.
struct setup_machine {
    uint16_t rotation;                 // of the picture, clockwise: 0, 90, 180 or 270
    uint8_t brightness;                // per cent; 0: as it is
    enum setup_session session;        // what the picture goes through
    enum setup_usb usb;                // what is let in while the kiosk runs
    int32_t calibration[SETUP_MATRIX]; // libinput's matrix, row by row, in SETUP_UNIT
};

// A value without pointers. Texts are NUL-terminated, and zero behind that: two are the same when their bytes are.
struct setup {
    char country[3];              // ISO 3166-1; empty: not chosen yet
    char region[7];               // ISO 3166-2, of `country`; may be empty
    char language[LIMIT_TAG + 1]; // BCP 47; empty: the country's first
    char access[SETUP_ACCESS];    // as --access; may be empty
    uint16_t mm;                  // the width of the glass; 0: the display is asked
    uint16_t idle_s;              // without a touch until the warning
    uint8_t volume;               // per cent
    bool facilitate;
    bool always;                        // open at all hours
    struct setup_day hours[SETUP_DAYS]; // from Monday; unless `always`
    enum setup_unsigned unsigned_packs;
    enum setup_keyboard keyboard;
    struct setup_machine machine;
};

struct setup setup_defaults(void);

// What this floor can't judge, for it knows neither screens nor countries. Each may be NULL: then any value will do.
struct setup_checks {
    bool (*access)(struct slice list,
                   struct slice *wrong); // a list of ways of seeing; else `wrong` is the word that is none
    bool (*country)(struct slice code);  // two letters that stand for a country
};

// Reads over what is in `settings`. Each line that is wrong is a diagnostic (its texts in the arena of `diags`) and changes
// nothing; so is a file that can't be read, while one that isn't there is none. `checks` may be NULL: any value will do.
void setup_parse(struct slice path, struct slice bytes, const struct setup_checks *checks,
                 struct diags *diags, struct setup *settings);
void setup_read(const char *path, const struct setup_checks *checks, struct diags *diags,
                struct setup *settings);
// The same of the file that the kiosk writes: what is the machine's is wrong there.
void setup_read_kept(const char *path, const struct setup_checks *checks, struct diags *diags,
                     struct setup *settings);

// The file `old` changed so that, read over `base`, it gives `wanted`. Notes, unknown lines and lines that say so already
// stay as they are. In `arena`.
struct slice setup_rewrite(struct slice old, const struct setup *base, const struct setup *wanted,
                           struct arena *arena);
// The same for a file on the disk, whole or not at all. False with errno set: the old one stands.
bool setup_write(const char *path, const struct setup *base, const struct setup *wanted);

#endif
