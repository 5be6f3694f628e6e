// SPDX-License-Identifier: MIT
// A crowd at the kiosk: a million events of ten fingers that come down, slide, lift and are lost anywhere,
// and now and then a key, a pause or another day, from a fixed seed, through pointer, views and core; and whoever knows
// the corner and the PIN, with whatever a shell may answer.
//   walk_touches PACK...
// The state stays whole, the scene is that of the state, and every kind of screen is reached.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/desk.h"
#include "core/rooms.h"
#include "programs/app.h"
#include "scene/playback.h"
#include "support/fixed_metrics.h"

#define EVENTS 1000000
#define SEED 20261122
#define W 800
#define H 600
#define MM 476

struct crowd {
    struct playback playback;
    uint64_t random;
    bool down[LIMIT_FINGERS];
    int x[LIMIT_FINGERS], y[LIMIT_FINGERS];
    unsigned long seen[SCREEN_COUNT], warnings, exits;
};

static uint32_t below(struct crowd *crowd, uint32_t n)
{
    return (uint32_t)(core_random(&crowd->random) % n);
}

static int within(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

// A finger slides a little, rarely far; some slide over the edge of the glass.
static void slide(struct crowd *crowd, uint32_t finger)
{
    int far = below(crowd, 8) ? 6 : 200;
    crowd->x[finger] = within(crowd->x[finger] + (int)below(crowd, 2 * (uint32_t)far + 1) - far, -20, W + 20);
    crowd->y[finger] = within(crowd->y[finger] + (int)below(crowd, 2 * (uint32_t)far + 1) - far, -20, H + 20);
}

// Anywhere on the glass, or on one of the regions of the scene that stands.
static void aim(struct crowd *crowd, uint32_t finger)
{
    const struct scene *scene = crowd->playback.scene;
    struct rect rect = {0, 0, W, H};
    if (scene->n_hits > 0 && below(crowd, 2))
        rect = scene->hits[below(crowd, scene->n_hits)].rect;
    crowd->x[finger] = rect.x + (int)below(crowd, (uint32_t)rect.w);
    crowd->y[finger] = rect.y + (int)below(crowd, (uint32_t)rect.h);
}

static void finger_event(struct crowd *crowd)
{
    uint32_t finger = below(crowd, 8) ? 0 : below(crowd, LIMIT_FINGERS); // one hand is busiest
    uint32_t dice = below(crowd, 100);
    enum touch_phase phase = TOUCH_MOVE;
    if (!crowd->down[finger]) {
        phase = dice < 97 ? TOUCH_DOWN : TOUCH_UP; // lifts of fingers that never came
        aim(crowd, finger);
    } else if (dice < 40) {
        phase = TOUCH_UP;
    } else if (dice < 44) {
        phase = TOUCH_CANCEL;
    } else if (dice < 46) {
        phase = TOUCH_DOWN; // its lift was lost
    } else {
        slide(crowd, finger);
    }
    crowd->down[finger] = phase == TOUCH_DOWN || (phase == TOUCH_MOVE && crowd->down[finger]);
    if (below(crowd, 500) == 0)
        crowd->down[finger] = false; // this lift will be lost
    playback_touch(&crowd->playback, finger, phase, crowd->x[finger], crowd->y[finger]);
}

static void press(struct crowd *crowd, enum act act, struct slice arg)
{
    playback_step(&crowd->playback, &(struct tape_step){.kind = TAPE_ACT, .act = act, .arg = arg});
}

static void tell(struct crowd *crowd, struct slice line)
{
    playback_step(&crowd->playback, &(struct tape_step){.kind = TAPE_DESK, .arg = line});
}

// Five taps and the PIN.
static void come_in(struct crowd *crowd)
{
    for (int i = 0; i < CORNER_TAPS; i++)
        press(crowd, ACT_CORNER, SLICE("0"));
    for (int i = 0; i < PIN_DIGITS_MIN; i++)
        press(crowd, ACT_DIGIT, SLICE("3"));
    press(crowd, ACT_PIN, SLICE_NONE);
    tell(crowd, below(crowd, 4) ? SLICE("pin\\tgood") : SLICE("pin\\twrong\\t5"));
    press(crowd, ACT_SET, below(crowd, 2) ? SLICE("closed/3") : SLICE("open/3"));
}

static void answer(struct crowd *crowd)
{
    static const struct slice lines[] = {{"looked", 6},    {"ready\\tx", 8},     {"done\\t4", 7},
                                         {"cancelled", 9}, {"begin\\tplan", 12}, {"pin\\tset", 8}};
    tell(crowd, lines[below(crowd, sizeof lines / sizeof *lines)]);
    tell(crowd, SLICE("begin\\tfound"));
    tell(crowd, SLICE("pack\\t1\\ta\\ta\\t1\\tCO\\ta\\ta\\ta\\ta\\tnew\\t1\\t1 0 0 0"));
    tell(crowd, SLICE("change\\taltered\\tchannel\\ta\\ta\\ta\\t1\\t2"));
    tell(crowd, SLICE("poster\\t\\ta.svg"));
    tell(crowd, SLICE("generation\\t3\\t2026-01-01\\timport\\t0\\t0\\ta 1 x"));
    struct tape_step clock = {
        .kind = TAPE_CLOCK, .weekday = (uint8_t)below(crowd, 7), .number = below(crowd, 24 * 60)};
    playback_step(&crowd->playback, &clock);
}

static void other_event(struct crowd *crowd)
{
    struct tape_step step = {.kind = TAPE_DATE, .number = 1 + below(crowd, 30)};
    switch (below(crowd, 10)) {
    case 8:
        come_in(crowd);
        break;
    case 9:
        answer(crowd);
        break;
    case 0:
        playback_wait(&crowd->playback, below(crowd, 10) ? below(crowd, 90000) : below(crowd, 900000));
        break;
    case 1:
        // Some days go by; in the end the clock is set back.
        if (crowd->playback.state.today.year > 2028)
            step = (struct tape_step){.kind = TAPE_DATE, .date = {2026, 11, 22}};
        playback_step(&crowd->playback, &step);
        break;
    case 2:
        playback_key(&crowd->playback, (enum key)below(crowd, KEY_COUNT));
        break;
    default:
        playback_wait(&crowd->playback, below(crowd, 3000));
        break;
    }
}

static bool holds(const struct crowd *crowd)
{
    const struct playback *playback = &crowd->playback;
    char screen[SCREEN_ID_MAX];
    if (!state_is_valid(&playback->state, playback->campaign))
        return false;
    state_screen_id(&playback->state, playback->campaign, screen);
    return playback->stale || strcmp(screen, playback->scene->id) == 0;
}

static void look(struct crowd *crowd)
{
    const struct state *state = &crowd->playback.state;
    crowd->seen[state->at.screen]++;
    crowd->warnings += state->warning;
    crowd->exits += state->attract.neutral;
}

// The list of languages is only needed, and only shown, where there are more than two.
static bool is_reachable(const struct crowd *crowd, int screen)
{
    const struct country *country = state_country(&crowd->playback.state, crowd->playback.campaign);
    return screen != SCREEN_LANGUAGES || (country && country->n_langs > 2);
}

static int report(const struct crowd *crowd)
{
    int missing = 0;
    for (int screen = 0; screen < SCREEN_COUNT; screen++) {
        if (crowd->seen[screen] > 0 || !is_reachable(crowd, screen))
            continue;
        fprintf(stderr, "no finger found its way to screen %d\n", screen);
        missing++;
    }
    if (crowd->warnings == 0 || crowd->exits == 0)
        fprintf(stderr, "no warning or no quick exit came about\n");
    printf("%llu events, %llu scenes\n", (unsigned long long)crowd->playback.events,
           (unsigned long long)crowd->playback.scenes);
    return missing > 0 || crowd->warnings == 0 || crowd->exits == 0;
}

static int walk(struct crowd *crowd)
{
    tell(crowd, SLICE("pin\\tset"));
    for (uint32_t i = 0; i < EVENTS; i++) {
        playback_wait(&crowd->playback, below(crowd, 60));
        if (below(crowd, 400))
            finger_event(crowd);
        else
            other_event(crowd);
        if (!holds(crowd)) {
            char screen[SCREEN_ID_MAX];
            state_screen_id(&crowd->playback.state, crowd->playback.campaign, screen);
            fprintf(stderr, "event %u: the state is broken at %s, or the scene %s isn't its\n", i, screen,
                    crowd->playback.scene->id);
            return 1;
        }
        look(crowd);
    }
    return report(crowd);
}

int main(int argc, char **argv)
{
    static struct crowd crowd = {.random = SEED};
    static struct scene scene;
    static struct desk desk;
    struct arena kept, frame;
    struct diags diags;
    struct app_options options = {.site = TESTS_DIR "/check/base-site", .date = {2026, 11, 22}};
    const struct config config = {.idle_ms = 60000, .warning_ms = 20000, .country = NO_INDEX};
    const struct tape tape = {.seed = SEED, .date = options.date, .w = W, .h = H, .mm = MM};
    int status = 2;
    for (int i = 1; i < argc && options.n_packs < LIMIT_PACKS; i++)
        options.packs[options.n_packs++] = argv[i];
    arena_init(&kept);
    arena_init(&frame);
    diags_init(&diags, &kept);
    desk_init(&desk);
    const struct campaign *campaign = options.n_packs ? app_load(&options, &kept, &status) : NULL;
    if (campaign) {
        crowd.playback = (struct playback){.campaign = campaign,
                                           .metrics = &fixed_metrics,
                                           .arena = &frame,
                                           .scene = &scene,
                                           .diags = &diags,
                                           .desk = &desk};
        playback_init(&crowd.playback, &tape, &config);
        status = walk(&crowd);
    }
    desk_fini(&desk);
    arena_fini(&frame);
    arena_fini(&kept);
    return status;
}
