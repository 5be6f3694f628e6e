// SPDX-License-Identifier: MIT
// The keys of the settings and how their values are written: inside of settings.c.
#ifndef CHASQUI_SYSTEM_SETTINGS_VALUE_H
#define CHASQUI_SYSTEM_SETTINGS_VALUE_H

#include "system/settings.h"

#define SETTINGS_KEYS 11
#define SETTINGS_TEXT 256 // the longest value and its NUL

struct settings_place {
    struct pos pos; // of the value
    settings_access_check *check;
    struct diags *diags;
};

// The index of a key, or -1.
int settings_key(struct slice name);
const char *settings_key_name(int key);
// False after a diagnostic; then nothing has changed.
bool settings_value_read(int key, struct slice value, const struct settings_place *place,
                         struct settings *settings);
// The value as it stands in a file.
void settings_value_write(int key, const struct settings *settings, char out[SETTINGS_TEXT]);

#endif
