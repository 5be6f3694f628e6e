// SPDX-License-Identifier: MIT
// Monthly totals of items in memory and as text. What is handed out is what a person may see: under 10 is "<10".
#ifndef CHASQUI_SYSTEM_COUNTS_TABLE_H
#define CHASQUI_SYSTEM_COUNTS_TABLE_H

#include "base/date.h"
#include "base/limits.h"

enum counts_what { COUNTS_OPENED, COUNTS_CLEAR, COUNTS_NOT_CLEAR, COUNTS_WHATS };

#define COUNTS_ITEM (2 * LIMIT_ID + 16) // "PACK/KIND/ID" and its NUL
#define COUNTS_FEW UINT32_MAX           // 1 to 9

// What may be told of an item in a month.
struct counts_shown {
    int year, month;  // both 0: the machine didn't know the date
    const char *item; // borrowed from the table until it changes
    uint32_t n[COUNTS_WHATS];
};

struct counts_row;

struct counts_table {
    struct counts_row *rows; // owned; the newest month first, then by item
    size_t count, capacity;
    uint32_t open_month; // the one that is being counted; small numbers of the others are forgotten
};

void counts_table_init(struct counts_table *table);
void counts_table_fini(struct counts_table *table);

// One more. False, and nothing has changed, where it isn't an item that may be counted ("PACK/message|quiz|story/ID"), or
// there is no room left. A date that isn't set, or before there was such a program, counts as unknown.
bool counts_table_add(struct counts_table *table, struct slice item, enum counts_what what, struct date date);

struct counts_shown counts_table_shown(const struct counts_table *table, size_t row);

// For people, "<10" for less; and for the next start, exact for the open month. Malloc'd, for the caller to free; NULL
// without memory.
char *counts_table_print(const struct counts_table *table, size_t *n);
char *counts_table_save(const struct counts_table *table, size_t *n);

// Reads either of them into an empty table. Lines that are none are passed over. False when it was to be a saved one
// and isn't whole.
bool counts_table_parse(struct counts_table *table, struct slice text);
bool counts_table_restore(struct counts_table *table, struct slice text);

#endif
