// SPDX-License-Identifier: MIT
// The running kiosk: the state, the screen, and what stands on it. kiosk_show.c shows, kiosk_hear.c hears, run.c opens
// everything and waits.
#ifndef CHASQUI_PROGRAMS_KIOSK_H
#define CHASQUI_PROGRAMS_KIOSK_H

#include <limits.h>
#include <stdatomic.h>

#include "core/desk.h"
#include "paint/fade.h"
#include "paint/input.h"
#include "paint/pace.h"
#include "paint/painter.h"
#include "paint/screen.h"
#include "paint/slide.h"
#include "programs/content.h"
#include "scene/hit.h"
#include "scene/theme.h"
#include "system/job.h"
#include "system/counts.h"
#include "system/importer.h"
#include "system/pin.h"
#include "system/service.h"
#include "system/setup.h"
#include "system/speaker.h"
#include "system/sticks.h"

// A scene and the memory of its texts.
struct stage {
    struct scene scene;
    struct arena arena;
};

enum voice_there { VOICE_UNKNOWN, VOICE_ASKED, VOICE_THERE, VOICE_MISSING };

// What is read aloud, and by whom.
struct voice {
    struct speaker *speaker; // NULL: nothing ever is
    char program[PATH_MAX];
    uint16_t country;                        // whose languages these are
    enum voice_there there[LIMIT_LANGUAGES]; // by language of the country
    bool no_recording;                       // one couldn't be played
    bool heard;                              // something was, so there is a loudspeaker
    uint32_t id, last_id;                    // of what is being said; 0: nothing is
    bool whole;                              // it is a recording of the page
    uint16_t sentence;
    uint8_t volume;
    char screen[SCREEN_ID_MAX];
};

// Content on its way: loaded by a thread, then waiting for a moment when nobody is there.
struct renewal {
    struct job job;
    const struct app_options *options;
    struct content fresh; // the thread's, while it runs
    bool good;            // likewise
    bool wanted;
    bool damaged; // what stands, when the thread began
    uint64_t
        refused; // what was current when nothing could be shown of it, or nothing for this kiosk's country; 0: never
};

enum office_work { OFFICE_IDLE, OFFICE_LOOKING, OFFICE_IMPORTING, OFFICE_LISTING, OFFICE_CHECKING };

// What stands behind the operator's screens (office.h).
struct office {
    bool set_up;              // there is a folder where a kiosk keeps things
    struct app_options asked; // the kiosk's options, with what the settings say
    struct setup base;        // as whoever installed the kiosk has it
    struct setup setup;       // as the operator has it now
    struct setup saved;       // as it was last applied; the thread's, while it saves
    size_t wrong;             // lines of the settings, when they were read
    bool unsaved;
    struct job saving;
    char settings[PATH_MAX], first_picture[PATH_MAX]; // in the store
    struct desk desk;
    struct pin *pin;       // each NULL where it can't be had
    struct counts *counts; // likewise
    struct sticks *sticks; // likewise
    atomic_bool sticks_changed;
    bool watches; // the list of what is plugged in stands, or stood last
    struct importer *importer, *previewer;
    enum office_work work; // the importer's
    uint64_t checked;      // the generation whose files were read last, for rot
    struct request next;   // begins when that has ended; ASK_COUNT: nothing does
    struct stick seen[LIMIT_STICKS];
    size_t n_sticks, next_stick;
    struct arena found; // of `paths`, `site` and what `chosen` points to
    struct {
        const char *path;
        struct slice identity; // id, version and signer, as they were told
    } paths[LIMIT_DESK_PACKS];
    size_t n_paths;
    struct slice chosen; // the identity of the pack that is staged; empty: it is no pack
    bool changed;        // on the stick, since it was chosen
    char staged_id[LIMIT_ID + 1];
    const char *site; // where a site card was found; NULL: nowhere
    char staged[PATH_MAX], drawn[PATH_MAX];
    // The preview that is drawn: into `drawn`, the screens of `shown`
    uint32_t preview; // as ASK_PREVIEW's argument
    char shown[SCREEN_ID_MAX];
    bool drawing, preview_wanted; // wanted: as soon as the one before has ended
    char chasquictl[PATH_MAX], chasqui[PATH_MAX];
};

struct kiosk {
    const struct app_options *options;
    struct content content; // owned; `campaign` is its own
    struct renewal renewal;
    struct service service;
    bool went_well; // the store knows that this generation can be shown
    const struct campaign *campaign;
    struct state state;
    struct painter_tools tools;
    struct painter *painter;
    struct screen *screen;
    struct input input;
    struct fade fade;
    struct slide slide;
    char decoder[PATH_MAX]; // the program that decodes pictures
    struct pace pace;       // of both
    bool slides; // a page was let go: it comes to its place before the state that it led to is shown
    struct pointer pointer;
    struct focus focus;
    struct voice voice;
    struct office office;
    struct stage stages[2];
    int shown;                // which stage stands
    bool empty;               // nothing has been shown yet
    uint64_t turned_ms;       // a visitor's own act last brought another screen; 0: none did
    const struct scene *held; // under a finger that came down while this poster was still the one seen
    struct rect missing;      // pictures to paint when they are ready
    bool stale;               // what should be shown wasn't (the display was lost), and is to be tried again
    uint64_t retry_ns;        // when, if `stale`
    uint64_t began_ns;
    uint32_t
        clock_offset; // minutes of the week that the clock is ahead of the time since the machine started
    int w, h, mm;
    bool dark; // that the screen is dark was noticed
    bool quit;
    atomic_bool told_to_end; // by a signal
};

// Milliseconds since the kiosk began: the core's time.
static inline uint64_t kiosk_now_ms(const struct kiosk *kiosk)
{
    return (input_now_ns() - kiosk->began_ns) / 1000000;
}

// The scene that the visitor sees, against which touches are judged.
static inline const struct scene *kiosk_standing(const struct kiosk *kiosk)
{
    return kiosk->held ? kiosk->held : &kiosk->stages[kiosk->shown].scene;
}

// ---- kiosk_show.c ----

void kiosk_take_size(struct kiosk *kiosk, int w, int h); // px
void kiosk_take_frame_size(struct kiosk *kiosk);
void kiosk_build(struct kiosk *kiosk, struct stage *stage);
void kiosk_show_first(struct kiosk *kiosk);
// Shows the state as it is now: only what changed is painted. While a poster is held, nothing: releasing it does.
void kiosk_show(struct kiosk *kiosk);
// Paints pictures that have become ready.
void kiosk_show_missing(struct kiosk *kiosk);
void kiosk_step_fade(struct kiosk *kiosk);
// Shows these rects of the frame, or all of it (n 0).
void kiosk_present(struct kiosk *kiosk, const struct rect *rects, size_t n);
// The system lost what it showed.
void kiosk_expose(struct kiosk *kiosk);
// While `stale`: tries again, once a second.
void kiosk_retry(struct kiosk *kiosk);
// A touch early in a fade is meant for the poster that is still mostly seen: it comes back and stays under the finger.
void kiosk_hold_poster(struct kiosk *kiosk);
void kiosk_release_poster(struct kiosk *kiosk);

// ---- kiosk_slide.c ----

// The pointer drags the page: shows it where it is.
void kiosk_drag(struct kiosk *kiosk);
// It was let go: the other page comes, or this one goes back.
void kiosk_let_go(struct kiosk *kiosk, bool other);
void kiosk_step_slide(struct kiosk *kiosk);

// ---- kiosk_speak.c ----

void kiosk_open_voice(struct kiosk *kiosk);
void kiosk_close_voice(struct kiosk *kiosk);
// Whether what stands can be read aloud: a voice of the language, or a recording.
bool kiosk_has_voice(struct kiosk *kiosk);
// To be called when the state has changed: what it wants said begins, and what it no longer wants stops.
void kiosk_follow_voice(struct kiosk *kiosk);
// News of what was said.
void kiosk_hear_voice(struct kiosk *kiosk);
// The visit is over: silence at once.
void kiosk_end_voice(struct kiosk *kiosk);

// ---- kiosk_operator.c ----

void kiosk_open_office(struct kiosk *kiosk);
void kiosk_close_office(struct kiosk *kiosk);
// Tells a state that has just begun what the office knows: without it nobody could come in by a PIN.
void kiosk_brief(struct kiosk *kiosk);
// Does what the core asked for, and wipes a PIN that came with it.
void kiosk_serve(struct kiosk *kiosk, struct effects *effects);
// To be called now and then: hears what has been done.
void kiosk_step_office(struct kiosk *kiosk);
uint64_t kiosk_office_due_ms(const struct kiosk *kiosk); // of the core's time; UINT64_MAX: never by itself

// ---- kiosk_content.c ----

void kiosk_open_content(struct kiosk *kiosk);
void kiosk_close_content(struct kiosk *kiosk);
// What stands in the store may have changed: it is loaded, and shown when nobody is there.
void kiosk_renew_content(struct kiosk *kiosk);
// To be called now and then.
void kiosk_step_content(struct kiosk *kiosk);

// ---- kiosk_hear.c ----

// Hands an event to the core, now, and shows what it changed.
void kiosk_tell(struct kiosk *kiosk, struct event event);
void kiosk_hear(struct kiosk *kiosk, const struct input_event *event);

#endif
