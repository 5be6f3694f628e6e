// SPDX-License-Identifier: MIT
// Sound in memory, and out of a file that somebody recorded.
#ifndef CHASQUI_VOICE_SOUND_H
#define CHASQUI_VOICE_SOUND_H

#include <stdint.h>

#include "base/slice.h"

struct sound {
    int16_t *samples; // owned; those of all channels in turn
    size_t n, capacity;
    int rate;     // samples a second in one channel
    int channels; // 1 or 2
};

void sound_free(struct sound *sound); // also of an empty one
// Room for `n` samples more. False without memory, or past SOUND_MAX_SAMPLES.
bool sound_reserve(struct sound *sound, size_t n);

#define SOUND_MAX_SAMPLES ((size_t)60 << 20) // 120 MB; 22 minutes of mono at 44.1 kHz and more

// A WAV file (RIFF, PCM of 16 bits, one or two channels, 8 to 48 kHz), whole. False when it can't be read or is
// something else. The format: Microsoft, "Multimedia Programming Interface and Data Specifications 1.0" (1991).
bool sound_read_wav(const char *path, struct sound *out);

#endif
