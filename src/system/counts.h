// SPDX-License-Identifier: MIT
// The monthly totals on the disk: `counts.txt` for people, and `counts.state` beside it (mode 0600) from which it is made,
// with the exact numbers of the month that is being counted. The second is written first, each whole or not at all, and
// at the next start the first is made again if a power cut came between. They are written every ten minutes at most, and
// at the end: a cut loses ten minutes of counts, a full disk loses counts and nothing else.
#ifndef CHASQUI_SYSTEM_COUNTS_H
#define CHASQUI_SYSTEM_COUNTS_H

#include "system/counts_table.h"

#define COUNTS_EVERY_MS (10 * 60 * 1000)

struct counts;

// What is there; an empty table when nothing is, or it can't be read. For the caller to fini. False with errno set when
// there is something that can't be read.
bool counts_load(const char *folder, struct counts_table *out);

// `folder` is borrowed. `told` (may be NULL) is called from another thread when writing ended: counts_step looks at it.
// NULL without memory. now_ms is any clock that doesn't go back.
struct counts *counts_open(const char *folder, uint64_t now_ms, void (*told)(void *context), void *context);
// Writes what wasn't. NULL is allowed.
void counts_close(struct counts *counts);

// As counts_table_add.
bool counts_add(struct counts *counts, struct slice item, enum counts_what what, struct date date,
                uint64_t now_ms);
// When counts_step wants to be called, on the clock of now_ms; UINT64_MAX: not until something is added.
uint64_t counts_due_ms(const struct counts *counts);
// Begins to write, in a thread of its own, when it is time.
void counts_step(struct counts *counts, uint64_t now_ms);

const struct counts_table *counts_table_of(const struct counts *counts); // borrowed

#endif
