// SPDX-License-Identifier: MIT
// Read aloud: which sentences stand on a screen, in the order in which they are read, and the marks behind the one that
// is being said. Private to src/scene, but for speech_spoken.
#ifndef CHASQUI_SCENE_SPEECH_H
#define CHASQUI_SCENE_SPEECH_H

#include "scene/scene.h"

struct ui;
struct text_block;
struct text_line;

// Takes a line that is about to be drawn: its sentences join scene->said, unless they are there already.
void speech_add_line(struct ui *ui, const struct text_block *block, const struct text_line *line);
// Something that is said at the end, without a mark.
void speech_add(struct ui *ui, struct slice text);
// The sentence that is being said, as bytes of the texts that were added; empty when none is, or it isn't here.
struct slice speech_current(const struct ui *ui);
// A light colour that shows on `back`, for ink letters (8.9 at least).
uint32_t speech_mark(uint32_t back);

// A sentence as a voice should say it: the digits of a number that is dialled one by one, and a pause for what only
// divides. In `arena`.
struct slice speech_spoken(struct slice sentence, struct arena *arena);

#endif
