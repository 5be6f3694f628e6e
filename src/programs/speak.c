// SPDX-License-Identifier: MIT
// chasqui-speak: reads aloud for chasqui, which starts it and tells it what to say (system/speaker.h has the lines).
// When its standard input ends, it falls silent and ends.
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "paint/player.h"
#include "voice/voice.h"

struct speech {
    struct player player;
    struct sound sound; // what is played
    char line[LIMIT_SPEECH_LINE];
    size_t n;
    bool skips;       // the rest of a line that was too long
    struct slice now; // the ID of what is being said
    char id[16];
};

static void tell(const char *what, struct slice id)
{
    printf("%s %.*s\n", what, SLICE_ARG(id));
    fflush(stdout);
}

static void hush(struct speech *speech)
{
    player_stop(&speech->player);
    sound_free(&speech->sound);
    speech->now = SLICE_NONE;
}

// Takes the sound.
static void begin(struct speech *speech, struct slice id, struct sound *sound, bool there,
                  struct slice percent)
{
    uint64_t volume;
    hush(speech);
    speech->sound = *sound;
    if (!there || id.n > sizeof speech->id || !slice_to_uint(percent, 100, &volume) ||
        !player_play(&speech->player,
                     (struct samples){sound->samples, sound->n, sound->rate, sound->channels}, (int)volume)) {
        hush(speech);
        tell("lost", id);
        return;
    }
    memcpy(speech->id, id.p, id.n);
    speech->now = (struct slice){speech->id, id.n};
}

static void say(struct speech *speech, struct slice rest)
{
    struct slice id, tag, percent, text;
    struct sound sound;
    slice_cut(rest, ' ', &id, &rest);
    slice_cut(rest, ' ', &tag, &rest);
    slice_cut(rest, ' ', &percent, &text);
    bool there = voice_say(tag, text, &sound);
    begin(speech, id, &sound, there, percent);
}

static void play(struct speech *speech, struct slice rest)
{
    struct slice id, percent, path;
    struct sound sound = {0};
    char name[LIMIT_SPEECH_LINE];
    slice_cut(rest, ' ', &id, &rest);
    slice_cut(rest, ' ', &percent, &path);
    if (path.n > 0)
        memcpy(name, path.p, path.n);
    name[path.n] = '\0';
    bool there = sound_read_wav(name, &sound);
    begin(speech, id, &sound, there, percent);
}

static void obey(struct speech *speech, struct slice line)
{
    struct slice word, rest;
    slice_cut(line, ' ', &word, &rest);
    if (slice_is(word, "say")) {
        say(speech, rest);
    } else if (slice_is(word, "play")) {
        play(speech, rest);
    } else if (slice_is(word, "hush")) {
        hush(speech);
    } else if (slice_is(word, "has")) {
        tell(voice_has(rest) ? "yes" : "no", rest);
    }
}

// False at the end of the input.
static bool hear(struct speech *speech)
{
    char bytes[1024];
    ssize_t n = read(STDIN_FILENO, bytes, sizeof bytes);
    if (n < 0)
        return errno == EINTR || errno == EAGAIN;
    for (ssize_t i = 0; i < n; i++) {
        if (bytes[i] == '\n') {
            if (!speech->skips)
                obey(speech, (struct slice){speech->line, speech->n});
            speech->n = 0;
            speech->skips = false;
        } else if (speech->n + 1 < sizeof speech->line) {
            speech->line[speech->n++] = bytes[i];
        } else {
            speech->skips = true;
        }
    }
    return n > 0;
}

static bool step(struct speech *speech)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    int ready = poll(&input, 1, speech->player.playing ? PLAYER_STEP_MS : -1);
    if (ready > 0 && !hear(speech))
        return false;
    if (player_step(&speech->player)) {
        tell("said", speech->now);
        hush(speech);
    }
    return true;
}

int main(int argc, char **argv)
{
    static struct speech speech;
    if (argc > 1) {
        printf("%s %s\nReads aloud for chasqui, which starts it; nothing for a person to run.\n", argv[0],
               CHASQUI_VERSION);
        return 0;
    }
    // Without either of them it still answers, so that whoever asks learns that there is no voice.
    bool sounds = player_open(&speech.player);
    if (sounds)
        voice_open();
    while (step(&speech))
        continue;
    voice_close();
    hush(&speech);
    player_close(&speech.player);
    return 0;
}
