// SPDX-License-Identifier: MIT
#include "paint/player.h"

#include <SDL.h>

#define DEVICE_SAMPLES 1024
#define AHEAD_SECONDS 1 // handed to the device before it is due
#define CHUNK 4096      // samples scaled at a time

bool player_open(struct player *player)
{
    *player = (struct player){0};
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1"); // whoever started us ends us
    return SDL_Init(SDL_INIT_AUDIO) == 0;
}

void player_close(struct player *player)
{
    player_stop(player);
    if (player->device)
        SDL_CloseAudioDevice(player->device);
    player->device = 0;
    SDL_Quit();
}

static bool open_device(struct player *player, int rate, int channels)
{
    bool fits = player->device && player->rate == rate && player->channels == channels;
    if (fits && SDL_GetAudioDeviceStatus(player->device) != SDL_AUDIO_STOPPED)
        return true;
    if (player->device)
        SDL_CloseAudioDevice(player->device);
    SDL_AudioSpec wanted = {
        .freq = rate, .format = AUDIO_S16SYS, .channels = (Uint8)channels, .samples = DEVICE_SAMPLES};
    player->device = SDL_OpenAudioDevice(NULL, 0, &wanted, NULL, 0);
    player->rate = rate;
    player->channels = channels;
    return player->device != 0;
}

// Hands on what will be due soon.
static bool feed(struct player *player)
{
    int16_t chunk[CHUNK];
    size_t ahead = (size_t)player->rate * (size_t)player->channels * AHEAD_SECONDS * sizeof *chunk;
    while (player->queued < player->samples.n && SDL_GetQueuedAudioSize(player->device) < ahead) {
        size_t n = player->samples.n - player->queued;
        n = n < CHUNK ? n : CHUNK;
        for (size_t i = 0; i < n; i++)
            chunk[i] = (int16_t)(player->samples.p[player->queued + i] * player->volume / 100);
        if (SDL_QueueAudio(player->device, chunk, (Uint32)(n * sizeof *chunk)) != 0)
            return false;
        player->queued += n;
    }
    return true;
}

bool player_play(struct player *player, struct samples samples, int volume)
{
    player_stop(player);
    player->samples = samples;
    player->volume = volume;
    if (!open_device(player, player->samples.rate, player->samples.channels) || !feed(player)) {
        player_stop(player);
        return false;
    }
    player->playing = true;
    SDL_PauseAudioDevice(player->device, 0);
    return true;
}

bool player_step(struct player *player)
{
    if (!player->playing)
        return false;
    bool alive = feed(player) && SDL_GetAudioDeviceStatus(player->device) == SDL_AUDIO_PLAYING;
    if (alive && (player->queued < player->samples.n || SDL_GetQueuedAudioSize(player->device) > 0))
        return false;
    player_stop(player);
    return true;
}

void player_stop(struct player *player)
{
    if (player->device) {
        SDL_PauseAudioDevice(player->device, 1);
        SDL_ClearQueuedAudio(player->device);
    }
    player->samples = (struct samples){0};
    player->queued = 0;
    player->playing = false;
}
