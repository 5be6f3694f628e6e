// SPDX-License-Identifier: MIT
// Text into sound, by eSpeak NG. One voice at a time; not for more than one thread. A program that links this is
// under the GPL 3 or later, as eSpeak NG is: chasqui-speak alone.
#ifndef CHASQUI_VOICE_VOICE_H
#define CHASQUI_VOICE_VOICE_H

#include "voice/sound.h"

#define VOICE_MAX_TEXT 6000 // bytes

// Reads eSpeak NG's data. False when they aren't installed.
bool voice_open(void);
void voice_close(void);

// Whether there is a voice of this language (BCP 47): of the tag itself, or of its language.
bool voice_has(struct slice tag);

// The sound of a text, all of it; owned by the caller: sound_free. False without a voice or memory.
bool voice_say(struct slice tag, struct slice text, struct sound *out);

#endif
