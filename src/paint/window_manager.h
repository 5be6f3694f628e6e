// SPDX-License-Identifier: MIT
#ifndef CHASQUI_PAINT_WINDOW_MANAGER_H
#define CHASQUI_PAINT_WINDOW_MANAGER_H

#include <stdbool.h>

// Whether a window manager runs on the X display: the root window has _NET_SUPPORTING_WM_CHECK (EWMH 1.5).
// True when that can't be found out.
bool window_manager_runs(void);

#endif
