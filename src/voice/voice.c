// SPDX-License-Identifier: MIT
#include "voice/voice.h"

#include <espeak-ng/speak_lib.h>
#include <string.h>

#include "base/limits.h"

#define WORDS_A_MINUTE 145 // children follow more slowly than the 175 that it begins with

static int sample_rate; // 0: not open

static int take_samples(short *samples, int n, espeak_EVENT *events)
{
    struct sound *out = events->user_data;
    if (!samples || n <= 0 || !out)
        return 0;
    if (!sound_reserve(out, (size_t)n))
        return 1; // ends it
    memcpy(out->samples + out->n, samples, (size_t)n * sizeof *samples);
    out->n += (size_t)n;
    return 0;
}

bool voice_open(void)
{
    int rate = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, NULL, espeakINITIALIZE_DONT_EXIT);
    if (rate <= 0)
        return false;
    sample_rate = rate;
    espeak_SetSynthCallback(take_samples);
    espeak_SetParameter(espeakRATE, WORDS_A_MINUTE, 0);
    return true;
}

void voice_close(void)
{
    if (sample_rate)
        espeak_Terminate();
    sample_rate = 0;
}

// Asked for a language that it lacks, eSpeak NG takes another: what it took is looked at.
static bool choose(const char *name, struct slice language)
{
    espeak_VOICE wanted = {.languages = name};
    if (espeak_SetVoiceByProperties(&wanted) != EE_OK)
        return false;
    const espeak_VOICE *taken = espeak_GetCurrentVoice();
    if (!taken || !taken->languages || !taken->languages[0])
        return false;
    struct slice primary, rest;
    slice_cut(slice_of(taken->languages + 1), '-', &primary, &rest); // its first byte is a priority
    return slice_eq(primary, language);
}

static bool set_voice(struct slice tag)
{
    char name[LIMIT_TAG + 1];
    struct slice language, rest;
    if (!sample_rate || tag.n == 0 || tag.n > LIMIT_TAG)
        return false;
    slice_cut(tag, '-', &language, &rest);
    // Spanish as it is spoken in America, unless Spain's is asked for.
    if (slice_is(language, "es") && !slice_is(rest, "ES") && choose("es-419", language))
        return true;
    for (size_t i = 0; i < tag.n; i++)
        name[i] = tag.p[i] >= 'A' && tag.p[i] <= 'Z' ? (char)(tag.p[i] | 0x20) : tag.p[i];
    name[tag.n] = '\0';
    if (rest.n && choose(name, language))
        return true;
    name[language.n] = '\0';
    return choose(name, language);
}

bool voice_has(struct slice tag)
{
    return set_voice(tag);
}

bool voice_say(struct slice tag, struct slice text, struct sound *out)
{
    *out = (struct sound){.rate = sample_rate, .channels = 1};
    char bytes[VOICE_MAX_TEXT + 1];
    if (!set_voice(tag) || text.n > VOICE_MAX_TEXT)
        return false;
    if (text.n > 0)
        memcpy(bytes, text.p, text.n);
    bytes[text.n] = '\0';
    espeak_ERROR said =
        espeak_Synth(bytes, text.n + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8 | espeakENDPAUSE, NULL, out);
    if (said == EE_OK && out->n > 0)
        return true;
    sound_free(out);
    return false;
}
