// SPDX-License-Identifier: MIT
// Sound to the loudspeaker, by SDL's audio alone. One sound at a time; one thread only.
#ifndef CHASQUI_PAINT_PLAYER_H
#define CHASQUI_PAINT_PLAYER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Samples of 16 bits, those of all channels in turn.
struct samples {
    const int16_t *p; // borrowed
    size_t n;
    int rate;     // a second in one channel
    int channels; // 1 or 2
};

struct player {
    uint32_t device; // SDL's; 0: none is open
    int rate, channels;
    struct samples samples; // what is being played
    size_t queued;          // samples handed to the device so far
    int volume;             // per cent
    bool playing;
};

// False when SDL's audio can't start.
bool player_open(struct player *player);
void player_close(struct player *player);

// Plays samples, which must stay until it stops, at a volume of 0 to 100 per cent; what was playing stops. False when
// there is no device for them, or it is gone.
bool player_play(struct player *player, struct samples samples, int volume);
// To be called every PLAYER_STEP_MS while something plays. True once: when the last sample has left.
bool player_step(struct player *player);
void player_stop(struct player *player);

#define PLAYER_STEP_MS 20

#endif
