// SPDX-License-Identifier: MIT
// Read aloud: has what the state wants said be said, and tells the state when it has been.
#include <string.h>

#include "programs/helper.h"
#include "programs/kiosk.h"
#include "scene/speech.h"

static void wake(void *context)
{
    (void)context;
    input_wake();
}

void kiosk_open_voice(struct kiosk *kiosk)
{
    struct voice *voice = &kiosk->voice;
    if (helper_find("chasqui-speak", voice->program) && kiosk->options->volume > 0)
        voice->speaker = speaker_create(voice->program, wake, NULL);
}

void kiosk_close_voice(struct kiosk *kiosk)
{
    speaker_destroy(kiosk->voice.speaker);
    kiosk->voice.speaker = NULL;
}

void kiosk_end_voice(struct kiosk *kiosk)
{
    kiosk->voice.id = 0;
    if (kiosk->voice.speaker)
        speaker_stop(kiosk->voice.speaker);
}

// ---- What can be heard ----

// The message whose recording in the visitor's language stands for its page, or NULL.
static const struct item *narrated(const struct kiosk *kiosk)
{
    const struct state *state = &kiosk->state;
    const struct country *country = state_country(state, kiosk->campaign);
    if (!country || state->at.screen != SCREEN_MESSAGE || state->easy || kiosk->voice.no_recording)
        return NULL;
    const struct item *item = country->items[state->at.index];
    return item->narrated & 1u << country_lang(country, item->pack, state->language) ? item : NULL;
}

static enum voice_there *there(struct kiosk *kiosk)
{
    struct voice *voice = &kiosk->voice;
    if (voice->country != kiosk->state.country) {
        memset(voice->there, 0, sizeof voice->there);
        voice->country = kiosk->state.country;
    }
    return &voice->there[kiosk->state.language];
}

bool kiosk_has_voice(struct kiosk *kiosk)
{
    return kiosk->voice.speaker && (*there(kiosk) == VOICE_THERE || narrated(kiosk));
}

// Only when somebody is there: the loop starts nothing.
static void ask(struct kiosk *kiosk)
{
    enum voice_there *known = there(kiosk);
    if (*known != VOICE_UNKNOWN || !state_in_visit(&kiosk->state))
        return;
    bool asked = speaker_ask(kiosk->voice.speaker, state_language(&kiosk->state, kiosk->campaign));
    *known = asked ? VOICE_ASKED : VOICE_MISSING;
}

// ---- What is said ----

static int percent(const struct kiosk *kiosk)
{
    static const int shares[VOLUME_COUNT] = {35, 65, 100};
    return kiosk->options->volume * shares[kiosk->state.listen.volume] / 100;
}

static bool say_recording(struct kiosk *kiosk, const struct item *item)
{
    struct arena arena;
    const struct country *country = state_country(&kiosk->state, kiosk->campaign);
    struct slice tag = item->pack->langs[country_lang(country, item->pack, kiosk->state.language)];
    arena_init(&arena);
    struct slice path = arena_format(&arena, "%.*s/sounds/%.*s.%.*s.wav", SLICE_ARG(item->pack->root),
                                     SLICE_ARG(item->id), SLICE_ARG(tag));
    bool told = speaker_play(kiosk->voice.speaker, kiosk->voice.id, percent(kiosk), path);
    arena_fini(&arena);
    return told;
}

static bool say_sentence(struct kiosk *kiosk, struct slice sentence)
{
    struct arena arena;
    arena_init(&arena);
    bool told =
        speaker_say(kiosk->voice.speaker, kiosk->voice.id, state_language(&kiosk->state, kiosk->campaign),
                    percent(kiosk), speech_spoken(sentence, &arena));
    arena_fini(&arena);
    return told;
}

static void stop(struct kiosk *kiosk)
{
    kiosk_tell(kiosk, (struct event){.kind = EVENT_ACT, .act = ACT_LISTEN, .arg = LISTEN_STOP});
}

static bool is_being_said(const struct kiosk *kiosk, const char *screen)
{
    const struct voice *voice = &kiosk->voice;
    const struct listen_state *listen = &kiosk->state.listen;
    bool same = voice->id && strcmp(voice->screen, screen) == 0 && voice->volume == listen->volume;
    return same && (voice->whole || voice->sentence == listen->sentence);
}

void kiosk_follow_voice(struct kiosk *kiosk)
{
    struct voice *voice = &kiosk->voice;
    const struct listen_state *listen = &kiosk->state.listen;
    const struct scene *scene = &kiosk->stages[kiosk->shown].scene;
    char screen[SCREEN_ID_MAX];
    if (!voice->speaker || kiosk->slides) // what will be read isn't there yet
        return;
    ask(kiosk);
    if (!listen->on) {
        if (voice->id)
            speaker_hush(voice->speaker);
        voice->id = 0;
        return;
    }
    state_screen_id(&kiosk->state, kiosk->campaign, screen);
    if (is_being_said(kiosk, screen))
        return;
    const struct item *recording = narrated(kiosk);
    voice->id = ++voice->last_id ? voice->last_id : ++voice->last_id;
    voice->whole = recording != NULL;
    voice->sentence = listen->sentence;
    voice->volume = listen->volume;
    memcpy(voice->screen, screen, sizeof voice->screen);
    // What stands may be older than the state, where it couldn't be shown.
    bool stands = strcmp(scene->id, screen) == 0 && listen->sentence < scene->n_said;
    if (recording ? !say_recording(kiosk, recording)
                  : !stands || !say_sentence(kiosk, scene->said[listen->sentence]))
        stop(kiosk);
}

// ---- What is heard of it ----

static void said(struct kiosk *kiosk)
{
    struct voice *voice = &kiosk->voice;
    bool last = voice->whole || voice->sentence + 1u >= kiosk->stages[kiosk->shown].scene.n_said;
    voice->id = 0;
    kiosk_tell(kiosk, (struct event){.kind = EVENT_SAID, .arg = last});
}

// A recording that can't be played is read by the voice; where that can't be heard either there is none.
static void lost(struct kiosk *kiosk)
{
    struct voice *voice = &kiosk->voice;
    bool recording = voice->whole;
    if (!recording && voice->heard) { // a sentence without a sound in it
        said(kiosk);
        return;
    }
    voice->no_recording = voice->no_recording || recording;
    voice->id = 0;
    if (recording && *there(kiosk) == VOICE_THERE) {
        kiosk_follow_voice(kiosk);
        return;
    }
    *there(kiosk) = VOICE_MISSING;
    stop(kiosk);
}

static void learn(struct kiosk *kiosk, const struct speaker_news *news)
{
    bool had = kiosk_has_voice(kiosk);
    const struct country *country = state_country(&kiosk->state, kiosk->campaign);
    for (uint16_t i = 0; country && i < country->n_langs; i++)
        if (slice_is(country->langs[i], news->tag))
            kiosk->voice.there[i] = news->kind == SPEAKER_YES ? VOICE_THERE : VOICE_MISSING;
    if (had != kiosk_has_voice(kiosk))
        kiosk_show(kiosk);
}

// It was asked and ended without an answer: it would again.
static void gone(struct kiosk *kiosk)
{
    for (uint16_t i = 0; i < LIMIT_LANGUAGES; i++)
        if (kiosk->voice.there[i] == VOICE_ASKED)
            kiosk->voice.there[i] = VOICE_MISSING;
    kiosk->voice.id = 0;
    if (kiosk->state.listen.on)
        stop(kiosk);
}

void kiosk_hear_voice(struct kiosk *kiosk)
{
    struct voice *voice = &kiosk->voice;
    struct speaker_news news;
    while (voice->speaker && speaker_next(voice->speaker, &news)) {
        switch (news.kind) {
        case SPEAKER_YES:
        case SPEAKER_NO:
            learn(kiosk, &news);
            break;
        case SPEAKER_SAID:
            voice->heard = true;
            if (voice->id && news.id == voice->id)
                said(kiosk);
            break;
        case SPEAKER_LOST:
            if (voice->id && news.id == voice->id)
                lost(kiosk);
            break;
        case SPEAKER_GONE:
            gone(kiosk);
            break;
        }
    }
}
