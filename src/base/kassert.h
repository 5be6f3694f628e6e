// SPDX-License-Identifier: MIT
// Assertions about our own invariants; they stay on in release builds and never guard input.
#ifndef CHASQUI_BASE_KASSERT_H
#define CHASQUI_BASE_KASSERT_H

// Prints the broken invariant to standard error and aborts; the supervisor restarts the kiosk.
_Noreturn void kassert_fail(const char *what, const char *file, int line);

// Prints that the machine has no memory left and ends the process with status 3.
_Noreturn void kassert_no_memory(void);

#define KASSERT(cond) ((cond) ? (void)0 : kassert_fail(#cond, __FILE__, __LINE__))

#endif
