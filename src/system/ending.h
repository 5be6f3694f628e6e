// SPDX-License-Identifier: MIT
// Being told to end (SIGTERM, SIGINT, SIGHUP): time to write down what isn't yet, but not for ever.
#ifndef CHASQUI_SYSTEM_ENDING_H
#define CHASQUI_SYSTEM_ENDING_H

#include <stdbool.h>

// From now on these signals no longer end the program at once: `told` is called, from a thread of its own, and what still
// runs `patience_ms` later is ended as if nobody had asked for this. Programs that are started have the signals as ever.
// Call it once. False: nothing has changed.
bool ending_watch(void (*told)(void *context), void *context, int patience_ms);

#endif
