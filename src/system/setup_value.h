// SPDX-License-Identifier: MIT
// The keys of the settings and how their values are written: inside of settings.c.
#ifndef CHASQUI_SYSTEM_SETUP_VALUE_H
#define CHASQUI_SYSTEM_SETUP_VALUE_H

#include "system/setup.h"

#define SETUP_KEYS 16
#define SETUP_TEXT 256 // the longest value and its NUL

struct setup_place {
    struct pos pos;                    // of the value
    const struct setup_checks *checks; // or NULL
    struct diags *diags;
};

// The index of a key, or -1.
int setup_key(struct slice name);
const char *setup_key_name(int key);
// Whether it is one of struct setup_machine.
bool setup_key_is_machine(int key);
// False after a diagnostic; then nothing has changed.
bool setup_value_read(int key, struct slice value, const struct setup_place *place, struct setup *settings);
// The value as it stands in a file.
void setup_value_write(int key, const struct setup *settings, char out[SETUP_TEXT]);

#endif
