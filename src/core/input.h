// SPDX-License-Identifier: MIT
// Raw input, as a screen and a keyboard give it and as a tape records it.
#ifndef CHASQUI_CORE_INPUT_H
#define CHASQUI_CORE_INPUT_H

enum touch_phase {
    TOUCH_DOWN,
    TOUCH_MOVE,
    TOUCH_UP,
    TOUCH_CANCEL, // the system took all touches away, whichever finger is named
    TOUCH_PHASE_COUNT
};

enum key {
    KEY_TAB,
    KEY_SHIFT_TAB,
    KEY_LEFT,
    KEY_RIGHT,
    KEY_UP,
    KEY_DOWN,
    KEY_ENTER,
    KEY_SPACE,
    KEY_ESCAPE,
    KEY_COUNT
};

#endif
