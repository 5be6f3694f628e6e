// SPDX-License-Identifier: MIT
// The operator's office with the real chasquictl behind it: from a stick to the store and back again, as screens follow each
// other.
#include "programs/office.h"

#include <errno.h>
#include <semaphore.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/operator_rooms.h"
#include "pack/store.h"
#include "scene/theme.h"
#include "system/pin.h"
#include "unit/programs/shell.h"

#define PIN "2718"
#define PATIENCE_S 100 // until a screen must have come

// ---- The rest of the kiosk ----

static struct kiosk kiosk;
static struct app_options options;
static char home[64];
static sem_t woken;
static uint64_t now_ns;

void input_wake(void)
{
    sem_post(&woken);
}

uint64_t input_now_ns(void)
{
    return now_ns;
}

void pictures_forget(struct pictures *pictures)
{
    (void)pictures;
}

bool kiosk_has_voice(struct kiosk *shown)
{
    (void)shown;
    return true;
}

void pictures_keep(struct pictures *pictures, struct picture_ref ref)
{
    (void)pictures, (void)ref;
}

void kiosk_end_voice(struct kiosk *shown)
{
    (void)shown;
}

void kiosk_show(struct kiosk *shown)
{
    (void)shown;
}

void kiosk_take_size(struct kiosk *shown, int w, int h)
{
    (void)shown, (void)w, (void)h;
}

void kiosk_tell(struct kiosk *told, struct event event)
{
    struct effects effects;
    event.at_ms = kiosk_now_ms(told);
    update(&told->state, told->campaign, &event, &effects);
    kiosk_serve(told, &effects);
}

// ---- What a person does ----

static void touch(enum act act, uint32_t arg)
{
    kiosk_tell(&kiosk, (struct event){.kind = EVENT_ACT, .act = act, .arg = arg});
}

static void enter(enum operator_room room, uint32_t which)
{
    touch(ACT_ROOM, (uint32_t)room | which << 8);
}

static const char *screen(void)
{
    static char id[SCREEN_ID_MAX];
    state_screen_id(&kiosk.state, kiosk.campaign, id);
    return id;
}

// The kiosk's loop, until this screen stands with so many packs on the stick and generations in the list.
static void wait_for_more(const char *wanted, size_t packs, size_t generations)
{
    const struct desk *desk = &kiosk.office.desk;
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += PATIENCE_S;
    for (;;) {
        kiosk_step_office(&kiosk);
        kiosk_step_content(&kiosk);
        bool looked = packs == 0 || (desk->looked && desk->n_packs >= packs);
        if (strcmp(screen(), wanted) == 0 && looked && desk->n_generations >= generations)
            return;
        if (sem_timedwait(&woken, &until) != 0 && errno == ETIMEDOUT)
            fail_msg("%s is waited for, and %s stands", wanted, screen());
    }
}

static void wait_for(const char *wanted)
{
    wait_for_more(wanted, 0, 0);
}

static void come_in_to(const char *room)
{
    for (int i = 0; i < CORNER_TAPS; i++)
        touch(ACT_CORNER, kiosk.state.attract.loop);
    for (size_t i = 0; i < sizeof PIN - 1; i++)
        touch(ACT_DIGIT, (uint32_t)(PIN[i] - '0'));
    touch(ACT_PIN, 0);
    wait_for(room);
}

static void come_in(void)
{
    come_in_to("operator/menu");
}

// Nobody touches anything for a while: the loop stands, and new content takes its place.
static void leave_until(uint64_t generation)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += PATIENCE_S;
    touch(ACT_HOME, 0);
    for (int i = 0; i < 20 && kiosk.state.at.screen != SCREEN_ATTRACT; i++) {
        now_ns += UINT64_C(30000000000);
        kiosk_tell(&kiosk, (struct event){.kind = EVENT_TICK});
    }
    assert_int_equal(kiosk.state.at.screen, SCREEN_ATTRACT);
    for (;;) {
        kiosk_step_office(&kiosk);
        kiosk_step_content(&kiosk);
        if (kiosk.content.generation == generation && !job_is_started(&kiosk.renewal.job) &&
            !kiosk.renewal.wanted)
            return;
        if (sem_timedwait(&woken, &until) != 0 && errno == ETIMEDOUT)
            fail_msg("generation %d is shown", (int)kiosk.content.generation);
    }
}

static void look_at_stick(void)
{
    enter(ROOM_STICK, 0);
    wait_for_more("operator/stick", 2, 0);
}

// ---- A kiosk with version 1 of a pack, and a stick with version 2, a broken one and a site card ----

static void load(void)
{
    int status = 0;
    assert_true(content_load(&options, &kiosk.content, &status));
    kiosk.campaign = kiosk.content.campaign;
    assert_true(app_start(&options, kiosk.campaign, 1, &kiosk.state));
}

static struct setup setup;

static bool prepare(void)
{
    static char store[100], trust[100], inbox[100];
    snprintf(home, sizeof home, "/tmp/chasqui-office-XXXXXX");
    if (!mkdtemp(home))
        return false;
    snprintf(store, sizeof store, "%s/store", home);
    snprintf(trust, sizeof trust, "%s/trust", home);
    snprintf(inbox, sizeof inbox, "%s/inbox", home);
    run("cd %s && mkdir trust inbox && cp " TESTS_DIR "/packs/keys/red.pub trust && cp " TESTS_DIR
        "/packs/keys/red.key . && chmod 600 red.key && cp -r " TESTS_DIR
        "/check/base pack && cp -r " TESTS_DIR "/check/base-site inbox/escuela && cp -r " TESTS_DIR
        "/check/base inbox/malo",
        home);
    run("cd %s && " CHASQUICTL
        " pack --date 2026-11-27 --key red.key -o 1.chasqui pack >log 2>&1 && " CHASQUICTL
        " import --date 2026-11-27 --store store --trust trust 1.chasqui >log 2>&1",
        home);
    run("cd %s && sed -i 's/^version: 1/version: 2/' pack/pack.yaml && " CHASQUICTL
        " pack --date 2026-11-27 --key red.key -o inbox/bueno.chasqui pack >log 2>&1",
        home);
    run("cd %s && echo %s | " CHASQUICTL " pin --store store >log 2>&1", home, PIN);
    options = (struct app_options){.store = store, .trust = trust, .inbox = inbox, .date = {2026, 11, 27}};
    return true;
}

static void begin(void)
{
    sem_init(&woken, 0, 0);
    now_ns = 0;
    options.country = setup.country[0] ? setup.country : NULL;
    options.setup = &setup;
    options.guarded = pin_is_set(options.store);
    memset(&kiosk, 0, sizeof kiosk);
    kiosk.options = &options;
    kiosk.office.set_up = true;
    kiosk.office.setup = kiosk.office.saved = setup;
    load();
    kiosk_open_content(&kiosk);
    kiosk_open_office(&kiosk);
}

static int set_up(void **state)
{
    (void)state;
    if (!prepare())
        return -1;
    setup = setup_defaults();
    memcpy(setup.country, "CO", sizeof "CO");
    begin();
    return 0;
}

// The same without anything installed, and nobody chose a country.
static int set_up_bare(void **state)
{
    char *here = getcwd(NULL, 0);
    (void)state;
    if (!here || !prepare())
        return -1;
    setup = setup_defaults();
    run("cd %s/store && rm -r current generations packs", home);
    bool away = chdir(home) == 0; // from content/
    begin();
    away = chdir(here) == 0 && away;
    free(here);
    return away ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    kiosk_close_office(&kiosk);
    kiosk_close_content(&kiosk);
    sem_destroy(&woken);
    run("rm -rf %s", home);
    return 0;
}

static uint64_t current(void)
{
    uint64_t number = 0;
    assert_true(store_current(options.store, &number));
    return number;
}

static uint32_t key_of(const char *name)
{
    const struct desk *desk = &kiosk.office.desk;
    for (size_t i = 0; i < desk->n_packs; i++)
        // As a person would say it: the stick, or the folder that stands for one, and what lies in it.
        if (slice_starts(desk->packs[i].path, SLICE("inbox/")) &&
            slice_eq(slice_from(desk->packs[i].path, 6), slice_of(name)))
            return desk->packs[i].key;
    fail_msg("%s isn't on the stick", name);
    return 0;
}

// ---- What happens ----

static void a_pack_is_imported_and_gone_back_from(void **state)
{
    (void)state;
    const struct desk *desk = &kiosk.office.desk;
    come_in();
    look_at_stick();
    assert_int_equal(desk->n_packs, 2);
    touch(ACT_STAGE, key_of("bueno.chasqui"));
    wait_for("operator/plan");
    assert_true(desk->ready);
    touch(ACT_AGREE, 0);
    wait_for("operator/cancelled");
    assert_int_equal(current(), 1);
    look_at_stick();
    touch(ACT_STAGE, key_of("bueno.chasqui"));
    wait_for("operator/plan");
    touch(ACT_AGREE, 1);
    wait_for("operator/done");
    assert_int_equal(current(), 2);
    assert_int_equal(desk->content, DESK_CONTENT_WAITS);
    // What was shown is another now; the PIN is still the same.
    leave_until(2);
    assert_int_equal(desk->content, DESK_CONTENT_SHOWN);
    come_in();
    enter(ROOM_GENERATIONS, 0);
    wait_for_more("operator/generations", 0, 2);
    touch(ACT_ROLLBACK, 1);
    wait_for("operator/plan/rollback");
    assert_true(desk->changes[DESK_WHOLE_PACK][DESK_ALTERED] == 1 && !desk->has_staged);
    assert_int_equal(current(), 2);
    touch(ACT_AGREE, 1);
    wait_for("operator/done/rollback");
    assert_int_equal(current(), 3);
    leave_until(3);
}

static void wait_until_drawn(void)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += PATIENCE_S;
    for (kiosk_step_office(&kiosk); !kiosk.office.desk.drawn; kiosk_step_office(&kiosk))
        if (sem_timedwait(&woken, &until) != 0 && errno == ETIMEDOUT)
            fail_msg("nothing is drawn on %s", screen());
}

static void what_comes_is_read_whole_before_it_is_agreed_to(void **state)
{
    (void)state;
    const struct desk *desk = &kiosk.office.desk;
    run("cd %s && sed -i 's/^version: 2/version: 3/' pack/pack.yaml && cp pack/messages/uno.es.md "
        "pack/messages/uno-mas.es.md && cp pack/messages/uno.en.md pack/messages/uno-mas.en.md && " CHASQUICTL
        " pack --date 2026-11-27 --key red.key -o inbox/bueno.chasqui pack >log 2>&1",
        home);
    kiosk.w = 1280;
    kiosk.h = 720;
    kiosk.mm = 500;
    come_in();
    look_at_stick();
    touch(ACT_STAGE, key_of("bueno.chasqui"));
    wait_for("operator/plan");
    assert_true(desk->n_items > 0 && slice_is(desk->items[0].id, "uno-mas"));
    enter(ROOM_POSTER, 0);
    // Of what is asked for at once the last is drawn.
    touch(ACT_BACK, 0);
    enter(ROOM_ITEMS, 0);
    enter(ROOM_PAGES, pages_of(0, 0));
    wait_until_drawn();
    assert_true(desk->n_posters > 0);
    for (size_t i = 0; i < desk->n_posters; i++)
        assert_true(slice_find(desk->posters[i].path, SLICE("/message.uno-mas")) > 0);
    // In every language that children will read it in.
    assert_true(slice_is(desk->posters[0].language, "es"));
    assert_true(slice_is(desk->posters[desk->n_posters - 1].language, "en"));
    enter(ROOM_POSTER, 0);
    wait_until_drawn();
    assert_true(desk->n_posters > 1 && slice_find(desk->posters[0].path, SLICE("/attract.")) > 0);
    touch(ACT_AGREE, 0);
}

static void a_pack_is_taken_out_but_for_the_last(void **state)
{
    (void)state;
    const struct desk *desk = &kiosk.office.desk;
    run("cd %s && cp -R pack otra && sed -i 's/^id: .*/id: otra/' otra/pack.yaml && " CHASQUICTL
        " pack --date 2026-11-27 --key red.key -o otra.chasqui otra >log 2>&1 && " CHASQUICTL
        " import --date 2026-11-27 --store store --trust trust otra.chasqui >log 2>&1",
        home);
    assert_int_equal(current(), 2);
    come_in();
    enter(ROOM_INSTALLED, 0);
    wait_for_more("operator/installed", 0, 2);
    touch(ACT_REMOVE, 7);
    wait_for("operator/refused");
    enter(ROOM_INSTALLED, 0);
    wait_for_more("operator/installed", 0, 2);
    touch(ACT_REMOVE, 1);
    wait_for("operator/plan/remove");
    assert_int_equal(desk->changes[DESK_WHOLE_PACK][DESK_REMOVED], 1);
    assert_true(desk->n_channels > 0);
    touch(ACT_AGREE, 1);
    wait_for("operator/done/remove");
    assert_int_equal(current(), 3);
    enter(ROOM_INSTALLED, 0);
    wait_for_more("operator/installed", 0, 3);
    touch(ACT_REMOVE, 0);
    wait_for("operator/refused");
    assert_true(slice_is(desk->refused_code, "remove-last"));
    assert_int_equal(current(), 3);
}

// A stick that shows one pack to whoever looks, and brings another.
static void what_was_chosen_is_what_is_put_in_place(void **state)
{
    (void)state;
    const struct desk *desk = &kiosk.office.desk;
    come_in();
    look_at_stick();
    uint32_t chosen = key_of("bueno.chasqui");
    run("cd %s && sed -i 's/^version: 2/version: 3/' pack/pack.yaml && " CHASQUICTL
        " pack --date 2026-11-27 --key red.key -o 3.chasqui pack >log 2>&1 && mv 3.chasqui "
        "inbox/bueno.chasqui",
        home);
    touch(ACT_STAGE, chosen);
    wait_for("operator/refused");
    assert_true(slice_is(desk->refused_code, "stick-changed"));
    assert_int_equal(current(), 1);
    look_at_stick();
    touch(ACT_STAGE, key_of("bueno.chasqui"));
    wait_for("operator/plan");
    assert_true(desk->has_staged && slice_is(desk->staged.version, "3") && desk->staged.signer.n > 0);
}

// What can't be shown is said inside, for whoever brought it is still there.
static void what_can_not_be_shown_is_said(void **state)
{
    (void)state;
    const struct desk *desk = &kiosk.office.desk;
    options.country = "not a country";
    run("cd %s && " CHASQUICTL
        " import --date 2026-11-27 --store store --trust trust inbox/bueno.chasqui >log 2>&1",
        home);
    leave_until(1);
    assert_int_equal(desk->content, DESK_CONTENT_REFUSED);
    assert_int_equal(kiosk.content.generation, 1);
}

static bool health_says_as(enum desk_health_state as, const char *english)
{
    const struct desk *desk = &kiosk.office.desk;
    for (size_t i = 0; i < desk->n_health; i++)
        if (desk->health[i].state == as && slice_find(desk->health[i].text.en, slice_of(english)) >= 0)
            return true;
    return false;
}

static bool health_says(const char *english)
{
    return health_says_as(DESK_BAD, english);
}

// What a number was before, and that it was wrong, is known as long as somebody may go back to it.
static void a_wrong_number_is_remembered_when_it_is_another(void **state)
{
    (void)state;
    const struct desk *desk = &kiosk.office.desk;
    const struct channel *channel = kiosk.campaign->countries[0].channels[0];
    char id[LIMIT_ID + 1], value[100];
    snprintf(id, sizeof id, "%.*s", SLICE_ARG(channel->id));
    snprintf(value, sizeof value, "%.*s", SLICE_ARG(channel->value));
    run("cd %s && printf "
        "'%s\\t999\\t2026-11-20\\twithdrawn\\tstaff\\n%s\\t998\\t2026-11-21\\tdialled\\tstaff\\n'"
        " >store/confirmed",
        home, id, id);
    come_in();
    enter(ROOM_CONFIRM, 0);
    touch(ACT_CONFIRM_HOW, CONFIRM_DIALLED);
    touch(ACT_CONFIRM_BY, CONFIRM_BY_TEACHER);
    touch(ACT_CONFIRM, 0);
    assert_int_equal(desk->n_confirmed, 2);
    assert_true(slice_is(desk_confirmed(desk, slice_of(id), SLICE("999"))->how, "withdrawn"));
    assert_true(slice_is(desk_confirmed(desk, slice_of(id), slice_of(value))->how, "dialled"));
    enter(ROOM_HEALTH, 0);
    assert_false(health_says("noted here as wrong")); // not the one that stands
}

// The first channel of the pack: its number was dialled, and later nobody answered.
static void a_confirmation_comes_and_goes(void **state)
{
    (void)state;
    static const enum confirm_how hows[] = {CONFIRM_DIALLED, CONFIRM_WITHDRAWN};
    for (int i = 0; i < 2; i++) {
        come_in();
        enter(ROOM_CONFIRM, 0);
        touch(ACT_CONFIRM_HOW, hows[i]);
        touch(ACT_CONFIRM_BY, CONFIRM_BY_TEACHER);
        touch(ACT_CONFIRM, 0);
        assert_string_equal(screen(), "operator/confirms");
        const struct desk *desk = &kiosk.office.desk;
        assert_int_equal(desk->n_confirmed, 1);
        assert_true(slice_is(desk->confirmed[0].how, confirm_how_name(hows[i])));
        enter(ROOM_HEALTH, 0);
        assert_int_equal(health_says("noted here as wrong"), i == 1);
        leave_until(1);
        assert_int_equal(desk->content, DESK_CONTENT_SHOWN);
        const struct confirmation *shown = &kiosk.campaign->countries[0].channels[0]->confirmed;
        assert_int_equal(date_is_set(shown->on), i == 0);
    }
}

// What is built into the program is no dead end: whoever operates the kiosk comes in and brings content.
static void without_content_some_can_be_brought(void **state)
{
    (void)state;
    assert_true(app_is_last_resort(kiosk.campaign));
    come_in();
    enter(ROOM_HEALTH, 0);
    assert_true(health_says("There is no content"));
    look_at_stick();
    touch(ACT_STAGE, key_of("bueno.chasqui"));
    wait_for("operator/plan");
    touch(ACT_AGREE, 1);
    wait_for("operator/done");
    leave_until(current());
    assert_false(app_is_last_resort(kiosk.campaign));
    // Now there is a country, whose regions can be chosen: by whoever has the PIN.
    assert_int_equal(kiosk.state.at.screen, SCREEN_ATTRACT);
    touch(ACT_HOME, 0);
    come_in_to("operator/setup/region");
}

// The store is lost while the kiosk runs: what it holds in memory is better than what is built in, but not if it is rotten.
static void what_stands_gives_way_to_what_is_built_in_only_if_damaged(void **state)
{
    char *here = getcwd(NULL, 0);
    (void)state;
    assert_non_null(here);
    assert_int_equal(chdir(home), 0); // from content/
    run("mv %s/store/packs %s/lost && cp %s/store/generations/1 %s/store/generations/2 && "
        "echo 2 >%s/store/current",
        home, home, home, home, home);
    while (kiosk.renewal.refused != 2) {
        kiosk_step_content(&kiosk);
        usleep(1000);
    }
    assert_int_equal(kiosk.content.generation, 1);
    assert_false(app_is_last_resort(kiosk.campaign));
    assert_true(store_mark_bad(options.store, 1)); // a file of it was found rotten
    kiosk_renew_content(&kiosk);
    leave_until(0);
    assert_true(app_is_last_resort(kiosk.campaign));
    assert_int_equal(chdir(here), 0);
    free(here);
}

static void what_is_refused_says_why(void **state)
{
    (void)state;
    const struct desk *desk = &kiosk.office.desk;
    come_in();
    look_at_stick();
    touch(ACT_STAGE, key_of("malo"));
    wait_for("operator/refused");
    assert_true(slice_is(desk->refused_code, "unsigned-channels"));
    assert_true(desk->refused_text.es.n > 0 && desk->refused_text.en.n > 0);
    assert_int_equal(current(), 1);
    assert_false(kiosk.renewal.wanted);
}

static void a_site_card_comes_and_goes(void **state)
{
    (void)state;
    const struct desk *desk = &kiosk.office.desk;
    come_in();
    look_at_stick();
    assert_true(desk->site.found);
    assert_int_equal(desk->site.n_adults, 0);
    touch(ACT_SITE, 0);
    wait_for("operator/site");
    assert_int_equal(desk->site.n_adults, 2);
    assert_true(slice_is(desk->site.adults[0].picture.path, "pictures/rosa.svg"));
    touch(ACT_AGREE, 1);
    wait_for("operator/done/card");
    // Somebody touches the kiosk: nothing is wrong with the card that can't be seen yet.
    touch(ACT_ROOM, ROOM_MENU);
    enter(ROOM_HEALTH, 0);
    assert_true(health_says_as(DESK_NOTE, "The card of this place waits"));
    assert_false(health_says("The card of this place"));
    leave_until(1);
    assert_non_null(state_country(&kiosk.state, kiosk.campaign)->site);
    come_in();
    enter(ROOM_CARD_AWAY, 0);
    touch(ACT_SITE, 1);
    wait_for("operator/done/card-away");
    leave_until(1);
    assert_null(state_country(&kiosk.state, kiosk.campaign)->site);
}

// Whoever pulls the plug on chasquictl, or has none, is told; the screen doesn't wait for ever.
static void a_program_that_says_nothing_broke_off(void **state)
{
    (void)state;
    come_in();
    look_at_stick();
    run("cd %s && rm -r store/packs && touch store/packs", home);
    touch(ACT_STAGE, key_of("bueno.chasqui"));
    wait_for("operator/refused");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_pack_is_imported_and_gone_back_from, set_up, tear_down),
        cmocka_unit_test_setup_teardown(without_content_some_can_be_brought, set_up_bare, tear_down),
        cmocka_unit_test_setup_teardown(what_stands_gives_way_to_what_is_built_in_only_if_damaged, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(what_is_refused_says_why, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_comes_is_read_whole_before_it_is_agreed_to, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_pack_is_taken_out_but_for_the_last, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_was_chosen_is_what_is_put_in_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_can_not_be_shown_is_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_confirmation_comes_and_goes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_wrong_number_is_remembered_when_it_is_another, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_site_card_comes_and_goes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_program_that_says_nothing_broke_off, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
