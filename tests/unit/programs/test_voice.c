// SPDX-License-Identifier: MIT
// The kiosk and the program that reads aloud, with a script in that program's place: what is said is what stands, once
// each, and never more.
#include "programs/kiosk.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/campaign.h"
#include "support/visit.h"

// ---- The rest of the kiosk ----

static struct kiosk kiosk;
static struct app_options options;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t woken = PTHREAD_COND_INITIALIZER;
static unsigned wakes;

void input_wake(void)
{
    pthread_mutex_lock(&lock);
    wakes++;
    pthread_cond_signal(&woken);
    pthread_mutex_unlock(&lock);
}

uint64_t input_now_ns(void)
{
    return 0;
}

// Two sentences on every page.
void kiosk_show(struct kiosk *shown)
{
    struct scene *scene = &shown->stages[0].scene;
    state_screen_id(&shown->state, shown->campaign, scene->id);
    scene->said[0] = SLICE("Uno.");
    scene->said[1] = SLICE("Llama al 141.");
    scene->n_said = 2;
}

void kiosk_tell(struct kiosk *told, struct event event)
{
    struct effects effects;
    event.at_ms = told->state.now_ms;
    update(&told->state, told->campaign, &event, &effects);
    if (effects.session_ended)
        kiosk_end_voice(told);
    if (effects.redraw)
        kiosk_show(told);
    kiosk_follow_voice(told);
}

// ---- A visit ----

static char folder[] = "/tmp/chasqui-test-voice-XXXXXX";
static char heard_path[64];

static void act(enum act what, uint32_t arg)
{
    kiosk_tell(&kiosk, (struct event){.kind = EVENT_ACT, .act = what, .arg = arg});
}

// Waits for news. Some of it may have been heard already, so whoever waits asks for what it should bring.
static void hear(void)
{
    pthread_mutex_lock(&lock);
    while (wakes == 0)
        pthread_cond_wait(&woken, &lock);
    wakes--;
    pthread_mutex_unlock(&lock);
    kiosk_hear_voice(&kiosk);
}

static void hear_whether_there_is_a_voice(void)
{
    while (kiosk.voice.there[0] == VOICE_ASKED)
        hear();
}

static void hear_to_the_end(void)
{
    while (kiosk.state.listen.on)
        hear();
}

// What the script was told, line by line with a bar between two.
static void was_told(const char *lines)
{
    char told[1000];
    FILE *file = fopen(heard_path, "r");
    assert_non_null(file);
    size_t n = fread(told, 1, sizeof told - 1, file);
    fclose(file);
    told[n] = '\0';
    for (size_t i = 0; i < n; i++)
        told[i] = told[i] == '\n' ? '|' : told[i];
    assert_string_equal(told, lines);
}

static void wake_of_speaker(void *context)
{
    (void)context;
    input_wake();
}

// The script writes down what it is told, and answers as `answers` (branches of a shell's case) say.
static void begin(const char *answers, const struct campaign *campaign)
{
    static char path[64];
    snprintf(path, sizeof path, "%s/speak", folder);
    snprintf(heard_path, sizeof heard_path, "%s/heard", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file,
            "#!/bin/sh\n: >%s\nwhile read -r line; do echo \"$line\" >>%s; set -- $line; case $1 in %s esac; "
            "done\n",
            heard_path, heard_path, answers);
    fclose(file);
    assert_int_equal(chmod(path, 0755), 0);
    memset(&kiosk, 0, sizeof kiosk);
    options.volume = 80;
    kiosk.options = &options;
    kiosk.campaign = campaign;
    wakes = 0;
    state_init(&kiosk.state, campaign, &visit_config, 7);
    kiosk_open_voice(&kiosk);
    kiosk_close_voice(&kiosk); // the one of this machine
    kiosk.voice.speaker = speaker_create(path, wake_of_speaker, NULL);
    assert_non_null(kiosk.voice.speaker);
}

static void open_message(void)
{
    act(ACT_HOME, 0);
    act(ACT_OPEN, I_CALM);
}

static void start_reading(void)
{
    act(ACT_LISTEN, LISTEN_START);
    act(ACT_LISTEN, LISTEN_AGREED);
    assert_true(kiosk.state.listen.on);
}

static void end(void)
{
    kiosk_close_voice(&kiosk);
}

#define TALKS "has) echo yes $2;; say) echo said $2;; play) echo said $2;;"

static void a_page_is_read_sentence_by_sentence(void **unused)
{
    (void)unused;
    begin(TALKS, &test_campaign);
    assert_false(kiosk_has_voice(&kiosk));
    open_message();
    hear_whether_there_is_a_voice();
    assert_true(kiosk_has_voice(&kiosk));
    was_told("has es|"); // once
    start_reading();
    assert_int_equal(kiosk.state.listen.sentence, 0);
    hear_to_the_end();
    was_told("has es|say 1 es 52 Uno.|say 2 es 52 Llama al 1 4 1.|");
    end();
}

static void the_loop_starts_nothing_and_the_end_of_a_visit_ends_it(void **unused)
{
    (void)unused;
    begin("has) echo yes $2;;", &test_campaign); // and never has said
    kiosk_tell(&kiosk, (struct event){.kind = EVENT_TICK});
    assert_true(access(heard_path, F_OK) != 0 || kiosk.voice.there[0] == VOICE_UNKNOWN);
    open_message();
    hear_whether_there_is_a_voice();
    start_reading();
    assert_true(kiosk.voice.id != 0);
    act(ACT_EXIT, 0);
    assert_int_equal(kiosk.voice.id, 0);
    assert_false(kiosk.state.listen.on);
    assert_true(kiosk_has_voice(&kiosk)); // what is known of the machine stays
    end();
}

static void going_on_says_what_stands_then(void **unused)
{
    (void)unused;
    begin("has) echo yes $2;; hush) echo yes en;;", &test_campaign);
    open_message();
    hear_whether_there_is_a_voice();
    start_reading();
    act(ACT_VOLUME, VOLUME_LOUD); // begins the sentence again, louder
    act(ACT_NEXT, 0);
    act(ACT_HELP, 0);                             // stops
    while (kiosk.voice.there[1] == VOICE_UNKNOWN) // the answer to the hush: all before it was told
        hear();
    was_told("has es|say 1 es 52 Uno.|say 2 es 80 Uno.|say 3 es 80 Uno.|hush|");
    end();
}

static void without_a_voice_there_is_no_button(void **unused)
{
    (void)unused;
    begin("has) echo no $2;;", &test_campaign);
    open_message();
    hear_whether_there_is_a_voice();
    assert_false(kiosk_has_voice(&kiosk));
    end();
}

static void without_a_loudspeaker_it_stops_and_offers_nothing(void **unused)
{
    (void)unused;
    begin("has) echo yes $2;; say) echo lost $2;;", &test_campaign);
    open_message();
    hear_whether_there_is_a_voice();
    start_reading();
    hear_to_the_end();
    assert_false(kiosk_has_voice(&kiosk));
    end();
}

static void one_that_ends_by_itself_ends_the_reading(void **unused)
{
    (void)unused;
    begin("has) echo yes $2;; say) exit;;", &test_campaign);
    open_message();
    hear_whether_there_is_a_voice();
    start_reading();
    hear_to_the_end();
    assert_true(kiosk_has_voice(&kiosk)); // it may be tried again
    end();
}

// The same campaign, with a recording of the message in Spanish.
static const struct campaign *with_recording(void)
{
    static struct item calm;
    static const struct item *items[N_ITEMS];
    static struct country country;
    static struct campaign campaign;
    calm = test_item[I_CALM];
    calm.narrated = 1;
    memcpy(items, test_countries[CO].items, sizeof items);
    items[I_CALM] = &calm;
    country = test_countries[CO];
    country.items = items;
    campaign = test_campaign;
    campaign.countries = &country;
    campaign.n_countries = 1;
    return &campaign;
}

static void a_recording_is_heard_in_place_of_the_voice(void **unused)
{
    (void)unused;
    begin("has) echo no $2;; play) echo said $2;;", with_recording());
    open_message();
    hear_whether_there_is_a_voice();
    assert_true(kiosk_has_voice(&kiosk)); // of this page
    start_reading();
    hear_to_the_end(); // all of it is one
    was_told("has es|play 1 52 /sounds/calm.es.wav|");
    act(ACT_HOME, 0);
    assert_false(kiosk_has_voice(&kiosk));
    end();
}

static void a_recording_that_cannot_be_played_is_read_by_the_voice(void **unused)
{
    (void)unused;
    begin("has) echo yes $2;; play) echo lost $2;; say) echo said $2;;", with_recording());
    open_message();
    hear_whether_there_is_a_voice();
    start_reading();
    hear_to_the_end();
    was_told("has es|play 1 52 /sounds/calm.es.wav|say 2 es 52 Uno.|say 3 es 52 Llama al 1 4 1.|");
    end();
}

static int set_up(void **unused)
{
    (void)unused;
    return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **unused)
{
    (void)unused;
    char path[64];
    snprintf(path, sizeof path, "%s/speak", folder);
    unlink(path);
    unlink(heard_path);
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_read_sentence_by_sentence),
        cmocka_unit_test(the_loop_starts_nothing_and_the_end_of_a_visit_ends_it),
        cmocka_unit_test(going_on_says_what_stands_then),
        cmocka_unit_test(without_a_voice_there_is_no_button),
        cmocka_unit_test(without_a_loudspeaker_it_stops_and_offers_nothing),
        cmocka_unit_test(one_that_ends_by_itself_ends_the_reading),
        cmocka_unit_test(a_recording_is_heard_in_place_of_the_voice),
        cmocka_unit_test(a_recording_that_cannot_be_played_is_read_by_the_voice),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
