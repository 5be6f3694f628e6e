// SPDX-License-Identifier: MIT
// What root does for a kiosk while its service runs, and takes back afterwards: magic keys are off, and what is plugged in is
// let in or not. What udev has to know lies in GUARD_FOLDER, which isn't there otherwise.
#ifndef CHASQUI_SYSTEM_GUARD_H
#define CHASQUI_SYSTEM_GUARD_H

#include "system/setup.h"

#define GUARD_FOLDER "/run/chasqui/guard"

// `root` stands before every path: "" on a machine, a folder in tests. What can't be done is told and passed over: a kiosk that
// shows its posters comes first. False then.
bool guard_start(const char *root, const struct setup *setup);
bool guard_stop(const char *root);

// An interface that came, by its path below /sys: "/devices/.../1-2/1-2:1.0". It is let in, or said to stay out.
bool guard_interface(const char *root, const char *device);

#endif
