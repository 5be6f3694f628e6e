// SPDX-License-Identifier: MIT
// What people do, as plain events: fingers, the mouse as one more finger, and a few keys. Waiting sleeps in
// the kernel.
#ifndef CHASQUI_PAINT_INPUT_H
#define CHASQUI_PAINT_INPUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/limits.h"

enum input_kind {
    INPUT_NONE,
    INPUT_TOUCH_DOWN,
    INPUT_TOUCH_MOVE,
    INPUT_TOUCH_UP,
    INPUT_TOUCH_CANCEL, // names no finger: every one is to be forgotten (the window lost the pointer)
    INPUT_KEY,
    INPUT_QUIT_KEY, // Ctrl+Q
    INPUT_CLOSE,    // the window was closed, or the session ends
    INPUT_RESIZED,  // the screen has another size: lay out and paint everything
    INPUT_EXPOSED,  // the system lost what it showed: present everything
    INPUT_WAKE,     // input_wake was called
};

enum input_key {
    INPUT_KEY_TAB,
    INPUT_KEY_BACKTAB,
    INPUT_KEY_LEFT,
    INPUT_KEY_RIGHT,
    INPUT_KEY_UP,
    INPUT_KEY_DOWN,
    INPUT_KEY_ENTER,
    INPUT_KEY_SPACE,
    INPUT_KEY_ESCAPE,
    INPUT_KEY_HOME,
};

struct input_event {
    enum input_kind kind;
    int finger; // 0 to LIMIT_FINGERS - 1, from DOWN to UP; a DOWN of one that is down already replaces it
    int x, y;   // px of the window
    enum input_key key;
};

struct input {
    struct {
        bool down;
        int64_t touch, finger; // SDL's names for it; the mouse is touch -1
        uint64_t heard;        // how many events of fingers had come when its last one did
    } fingers[LIMIT_FINGERS];
    uint64_t heard;  // events of fingers so far
    int w, h;        // px of the window
    uint64_t nap_ns; // between looks at the devices, where SDL can't wait for them; 0: it can
};

// w and h are the size of the screen's frame: only another one is INPUT_RESIZED.
void input_init(struct input *input, int w, int h);

#define INPUT_FOREVER UINT64_MAX

// CLOCK_BOOTTIME, in ns.
uint64_t input_now_ns(void);

// The next event; waits for it until the deadline (on input_now_ns), which a deadline in the past never does.
// False when the time came first.
bool input_wait(struct input *input, uint64_t deadline_ns, struct input_event *out);

// Makes input_wait give INPUT_WAKE, once however often it is called before that. From any thread, once the
// screen exists.
void input_wake(void);

#endif
