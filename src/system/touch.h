// SPDX-License-Identifier: MIT
// Where a touch counts on a picture that is turned. cage turns the picture alone, so the touch is turned by libinput's matrix.
#ifndef CHASQUI_SYSTEM_TOUCH_H
#define CHASQUI_SYSTEM_TOUCH_H

#include "system/setup.h"

#define TOUCH_MATRIX_TEXT 128

// The matrix of a machine, as in LIBINPUT_CALIBRATION_MATRIX. False: it changes nothing.
bool touch_matrix(const struct setup_machine *machine, char out[TOUCH_MATRIX_TEXT]);

#endif
