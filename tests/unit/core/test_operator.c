// SPDX-License-Identifier: MIT
// The operator: who comes in, what leaves with them, what the shell is asked for.
#include "core/desk.h"
#include "core/rooms.h"
#include "support/campaign.h"
#include "support/visit.h"

static void news_with(struct visit *visit, enum desk_news news, uint32_t value)
{
    visit_event(
        visit, (struct event){.kind = EVENT_DESK, .at_ms = visit->state.now_ms, .arg = news, .value = value});
}

static void news(struct visit *visit, enum desk_news what)
{
    news_with(visit, what, 0);
}

static void tap_corner(struct visit *visit, int times)
{
    for (int i = 0; i < times; i++)
        visit_act(visit, ACT_CORNER, 0);
}

static void type(struct visit *visit, const char *digits)
{
    for (; *digits; digits++)
        visit_act(visit, ACT_DIGIT, (uint32_t)(*digits - '0'));
    visit_act(visit, ACT_PIN, 0);
}

static void at_pin(struct visit *visit)
{
    visit_begin(visit, &test_campaign);
    visit_date(visit, 2026, 11, 22);
    news(visit, DESK_PIN_SET);
    tap_corner(visit, CORNER_TAPS);
    visit_is_at(visit, "operator/pin");
}

static void in_menu(struct visit *visit)
{
    at_pin(visit);
    type(visit, "2468");
    news(visit, DESK_PIN_GOOD);
    visit_is_at(visit, "operator/menu");
}

static void asks(const struct visit *visit, size_t index, enum ask ask, uint32_t arg)
{
    assert_in_range(index + 1, 1, visit->effects.n_requests);
    assert_string_equal(ask_word(visit->effects.requests[index].ask), ask_word(ask));
    assert_int_equal(visit->effects.requests[index].arg, arg);
}

static void asks_only(const struct visit *visit, enum ask ask, uint32_t arg)
{
    assert_int_equal(visit->effects.n_requests, 1);
    asks(visit, 0, ask, arg);
}

static uint32_t room(enum operator_room where, uint32_t which)
{
    return (uint32_t)where | which << 8;
}

// ---- The corner ----

static void five_taps_in_time_lead_to_the_pad(void **state)
{
    (void)state;
    struct visit v;
    visit_begin(&v, &test_campaign);
    news(&v, DESK_PIN_SET);
    tap_corner(&v, 4);
    visit_is_at(&v, "attract/message/calm");
    visit_act(&v, ACT_CORNER, 0);
    visit_is_at(&v, "operator/pin");

    // From home, too.
    visit_begin(&v, &test_campaign);
    news(&v, DESK_PIN_SET);
    visit_act(&v, ACT_HOME, 0);
    tap_corner(&v, CORNER_TAPS);
    visit_is_at(&v, "operator/pin");

    // Another touch in between, or too long a time, begins anew.
    visit_begin(&v, &test_campaign);
    news(&v, DESK_PIN_SET);
    visit_act(&v, ACT_HOME, 0);
    tap_corner(&v, 4);
    visit_act(&v, ACT_HOME, 0);
    tap_corner(&v, 1);
    visit_is_at(&v, "home");
    tap_corner(&v, 3);
    visit_wait(&v, CORNER_MS);
    tap_corner(&v, 1);
    visit_is_at(&v, "home");
}

static void a_visitor_finds_nothing_in_the_corner(void **state)
{
    (void)state;
    struct visit v;
    // No PIN: a touch there is a touch of the poster.
    visit_begin(&v, &test_campaign);
    visit_act(&v, ACT_CORNER, L_CALM);
    visit_is_at(&v, "message/calm");
    assert_int_equal(v.effects.count, COUNT_OPENED);
    // With a PIN it is one a moment later.
    visit_begin(&v, &test_campaign);
    news(&v, DESK_PIN_SET);
    visit_act(&v, ACT_CORNER, L_CALM);
    visit_is_at(&v, "attract/message/calm");
    assert_int_equal(state_deadline(&v.state, v.campaign), v.state.now_ms + CORNER_PAUSE_MS);
    visit_wait(&v, CORNER_PAUSE_MS);
    visit_is_at(&v, "message/calm");
    assert_int_equal(v.effects.count, COUNT_OPENED);
    // Elsewhere there is no corner.
    tap_corner(&v, 9);
    visit_is_at(&v, "message/calm");
}

// ---- The PIN ----

static bool holds_digits(const struct state *state)
{
    static const struct pin_pad empty;
    return memcmp(&state->op.pad, &empty, sizeof empty) != 0 ||
           memcmp(&state->op.first, &empty, sizeof empty) != 0;
}

static void digits_leave_once_and_nothing_else_has_them(void **state)
{
    (void)state;
    struct visit v, w;
    at_pin(&v);
    at_pin(&w);
    visit_act(&v, ACT_DIGIT, 1);
    visit_act(&w, ACT_DIGIT, 2);
    assert_int_equal(state_hash(&v.state), state_hash(&w.state));
    visit_act(&v, ACT_PIN, 0);
    assert_int_equal(v.effects.n_requests, 0); // four at least
    assert_int_equal(v.state.op.note, PIN_NOTE_SHORT);
    visit_act(&v, ACT_DELETE, 0);
    type(&v, "90210");
    asks_only(&v, ASK_PIN, 0);
    assert_string_equal(v.effects.pin, "90210");
    assert_false(holds_digits(&v.state));
    visit_act(&v, ACT_DIGIT, 1); // while it is looked at nothing is taken
    assert_false(holds_digits(&v.state));
    assert_string_equal(v.effects.pin, "");

    // What is left half typed is gone.
    static const enum act ways_out[] = {ACT_HOME, ACT_EXIT, ACT_HELP, ACT_BACK, ACT_LANGUAGES, ACT_ACCESS};
    for (size_t i = 0; i < COUNT(ways_out); i++) {
        at_pin(&v);
        visit_act(&v, ACT_DIGIT, 7);
        assert_true(holds_digits(&v.state));
        visit_act(&v, ways_out[i], 0);
        assert_false(holds_digits(&v.state));
        visit_act(&v, ACT_BACK, 0);
        assert_int_not_equal(v.state.at.screen, SCREEN_OPERATOR);
    }
    at_pin(&v);
    visit_act(&v, ACT_DIGIT, 7);
    visit_wait(&v, 60000);
    visit_wait(&v, 20000);
    assert_false(holds_digits(&v.state));
    visit_is_at(&v, "attract/message/calm");
}

static void a_wrong_pin_waits_longer_than_its_screen(void **state)
{
    (void)state;
    struct visit v;
    at_pin(&v);
    type(&v, "1111");
    news_with(&v, DESK_PIN_WRONG, 30);
    visit_is_at(&v, "operator/pin/wait");
    assert_int_equal(operator_wait_s(&v.state), 30);
    visit_wait(&v, 1000);
    assert_true(v.effects.redraw);
    assert_int_equal(operator_wait_s(&v.state), 29);
    type(&v, "1111");
    assert_int_equal(v.effects.n_requests, 0);
    // Whoever goes and comes back waits on.
    visit_act(&v, ACT_EXIT, 0);
    visit_wait(&v, 1000);
    visit_act(&v, ACT_HOME, 0);
    tap_corner(&v, CORNER_TAPS);
    visit_is_at(&v, "operator/pin/wait");
    visit_wait(&v, 28000);
    visit_is_at(&v, "operator/pin");
    type(&v, "2468");
    asks_only(&v, ASK_PIN, 0);
}

static void good_news_nobody_asked_for_open_nothing(void **state)
{
    (void)state;
    struct visit v;
    at_pin(&v);
    news(&v, DESK_PIN_GOOD);
    visit_is_at(&v, "operator/pin");
    type(&v, "2468");
    visit_act(&v, ACT_EXIT, 0);
    news(&v, DESK_PIN_GOOD);
    visit_is_at(&v, "exit");
    at_pin(&v);
    visit_act(&v, ACT_ROOM, room(ROOM_MENU, 0));
    visit_act(&v, ACT_STAGE, 0);
    visit_act(&v, ACT_SET, (uint32_t)SETTING_VOLUME << 16 | 20);
    visit_is_at(&v, "operator/pin");
    assert_int_equal(v.effects.n_requests, 0);
    assert_int_equal(v.state.settings.volume, 80);
}

// ---- The import ----

static void staged(struct visit *v)
{
    in_menu(v);
    visit_act(v, ACT_ROOM, room(ROOM_STICK, 0));
    asks_only(v, ASK_LOOK, 0);
    news(v, DESK_LOOKED);
    visit_act(v, ACT_ROOM, room(ROOM_PACK, 3));
    visit_is_at(v, "operator/pack/3");
    visit_act(v, ACT_STAGE, 3);
    asks_only(v, ASK_STAGE, 3);
    visit_is_at(v, "operator/progress");
}

static void what_changes_is_seen_before_it_is_agreed_to(void **state)
{
    (void)state;
    struct visit v;
    staged(&v);
    visit_act(&v, ACT_AGREE, 1);
    assert_int_equal(v.effects.n_requests, 0);
    news(&v, DESK_PROGRESS);
    assert_true(v.effects.redraw);
    news(&v, DESK_READY);
    visit_is_at(&v, "operator/plan");
    visit_act(&v, ACT_ROOM, room(ROOM_PROBLEMS, 0));
    visit_act(&v, ACT_AGREE, 1);
    assert_int_equal(v.effects.n_requests, 0);
    visit_act(&v, ACT_BACK, 0);
    visit_act(&v, ACT_AGREE, 1);
    asks_only(&v, ASK_ANSWER, 1);
    visit_is_at(&v, "operator/progress/install");
    visit_act(&v, ACT_AGREE, 1); // once
    assert_int_equal(v.effects.n_requests, 0);
    news(&v, DESK_DONE);
    visit_is_at(&v, "operator/done");
}

static void no_and_cancel_leave_everything(void **state)
{
    (void)state;
    struct visit v;
    staged(&v);
    news(&v, DESK_READY);
    visit_act(&v, ACT_AGREE, 0);
    asks_only(&v, ASK_ANSWER, 0);
    news(&v, DESK_CANCELLED);
    visit_is_at(&v, "operator/cancelled");

    staged(&v);
    visit_act(&v, ACT_CANCEL, 0);
    asks_only(&v, ASK_CANCEL, 0);
    news(&v, DESK_READY); // it was on its way
    asks_only(&v, ASK_ANSWER, 0);
    visit_is_at(&v, "operator/progress/stop");
    news(&v, DESK_CANCELLED);
    visit_is_at(&v, "operator/cancelled");

    staged(&v);
    news(&v, DESK_TOO_MUCH);
    asks_only(&v, ASK_ANSWER, 0);
    visit_is_at(&v, "operator/refused");

    staged(&v);
    news(&v, DESK_REFUSED);
    visit_is_at(&v, "operator/refused");
    assert_int_equal(v.state.op.work, WORK_NONE);
}

static void whoever_leaves_says_no(void **state)
{
    (void)state;
    static const enum act ways_out[] = {ACT_HOME, ACT_EXIT, ACT_HELP};
    struct visit v;
    for (size_t i = 0; i < COUNT(ways_out); i++) {
        staged(&v);
        news(&v, DESK_READY);
        visit_act(&v, ways_out[i], 0);
        assert_int_equal(v.effects.n_requests, 2);
        asks(&v, 0, ASK_ANSWER, 0);
        asks(&v, 1, ASK_END, 0);
        visit_act(&v, ACT_BACK, 0);
        assert_int_not_equal(v.state.at.screen, SCREEN_OPERATOR);
        visit_act(&v, ACT_ROOM, room(ROOM_MENU, 0));
        assert_int_not_equal(v.state.at.screen, SCREEN_OPERATOR);
    }
    // Left while it runs: it runs to its end, and is answered with no.
    staged(&v);
    visit_act(&v, ACT_HOME, 0);
    asks_only(&v, ASK_END, 0);
    news(&v, DESK_READY);
    asks_only(&v, ASK_ANSWER, 0);
    visit_is_at(&v, "home");
}

static void five_quiet_minutes_end_it(void **state)
{
    (void)state;
    struct visit v;
    staged(&v);
    news(&v, DESK_READY);
    visit_wait(&v, OPERATOR_IDLE_MS - 1);
    visit_is_at(&v, "operator/plan");
    visit_wait(&v, 1);
    visit_is_at(&v, "operator/plan+idle");
    visit_wait(&v, 19999);
    visit_wait(&v, 1);
    visit_is_at(&v, "attract/message/calm");
    assert_true(v.effects.session_ended);
    asks(&v, 0, ASK_ANSWER, 0);
    asks(&v, 1, ASK_END, 0);

    // News that come when it is over are answered all the same.
    staged(&v);
    visit_wait(&v, OPERATOR_IDLE_MS);
    visit_event(&v, (struct event){.kind = EVENT_DESK, .at_ms = v.state.now_ms + 20000, .arg = DESK_READY});
    visit_is_at(&v, "attract/message/calm");
    asks(&v, 0, ASK_ANSWER, 0);
}

static void a_watched_import_is_a_sign_of_life(void **state)
{
    (void)state;
    struct visit v;
    staged(&v);
    for (int minute = 0; minute < 59; minute++) {
        visit_wait(&v, 60000);
        news(&v, DESK_PROGRESS);
    }
    visit_is_at(&v, "operator/progress");
    for (int minute = 0; minute < 8; minute++) {
        visit_wait(&v, 60000);
        news(&v, DESK_PROGRESS);
    }
    assert_int_equal(v.state.at.screen, SCREEN_ATTRACT); // it never ends, and nobody is there
}

static void a_rollback_is_carried_out_once(void **state)
{
    (void)state;
    struct visit v;
    in_menu(&v);
    visit_act(&v, ACT_ROOM, room(ROOM_GENERATIONS, 0));
    asks_only(&v, ASK_GENERATIONS, 0);
    visit_act(&v, ACT_ROOM, room(ROOM_ROLLBACK, 70000));
    visit_is_at(&v, "operator/rollback/70000");
    visit_act(&v, ACT_ROLLBACK, 70000);
    asks_only(&v, ASK_ROLLBACK, 70000);
    visit_act(&v, ACT_SITE, 0);
    assert_int_equal(v.effects.n_requests, 0);
    // Another is looked at meanwhile; what is asked about is the one that was chosen.
    visit_act(&v, ACT_ROOM, room(ROOM_ROLLBACK, 3));
    visit_act(&v, ACT_ROOM, room(ROOM_PROGRESS, 0));
    assert_int_equal(v.state.op.subject, 3);
    assert_int_equal(v.state.op.generation, 70000);
    // What would change is laid open first.
    news(&v, DESK_READY);
    visit_is_at(&v, "operator/plan/rollback");
    visit_act(&v, ACT_AGREE, 1);
    asks_only(&v, ASK_ANSWER, 1);
    visit_is_at(&v, "operator/progress/rollback");
    news(&v, DESK_DONE);
    visit_is_at(&v, "operator/done/rollback");
}

static void a_pack_is_taken_out_after_what_goes_was_shown(void **state)
{
    (void)state;
    struct visit v;
    in_menu(&v);
    visit_act(&v, ACT_ROOM, room(ROOM_INSTALLED, 0));
    asks_only(&v, ASK_GENERATIONS, 0);
    visit_act(&v, ACT_ROOM, room(ROOM_REMOVE, 3));
    visit_is_at(&v, "operator/remove/3");
    visit_act(&v, ACT_REMOVE, 3);
    asks_only(&v, ASK_REMOVE, 3);
    visit_is_at(&v, "operator/progress/plan-remove");
    news(&v, DESK_READY);
    visit_is_at(&v, "operator/plan/remove");
    visit_act(&v, ACT_AGREE, 1);
    asks_only(&v, ASK_ANSWER, 1);
    visit_is_at(&v, "operator/progress/remove");
    news(&v, DESK_DONE);
    visit_is_at(&v, "operator/done/remove");
}

static void a_card_is_shown_before_it_is_put_in_place(void **state)
{
    (void)state;
    struct visit v;
    in_menu(&v);
    visit_act(&v, ACT_ROOM, room(ROOM_SITE, 0));
    visit_is_at(&v, "operator/menu"); // there is none to show yet
    visit_act(&v, ACT_ROOM, room(ROOM_STICK, 0));
    visit_act(&v, ACT_SITE, 0);
    asks_only(&v, ASK_SITE, 0);
    visit_is_at(&v, "operator/progress/card");
    visit_act(&v, ACT_AGREE, 1);
    assert_int_equal(v.effects.n_requests, 0);
    news(&v, DESK_READY);
    visit_is_at(&v, "operator/site");
    // It is no plan of content, and only left by an answer.
    visit_act(&v, ACT_ROOM, room(ROOM_PLAN, 0));
    visit_is_at(&v, "operator/site");
    visit_act(&v, ACT_BACK, 0);
    visit_is_at(&v, "operator/site");
    visit_act(&v, ACT_ROOM, room(ROOM_PROBLEMS, 0));
    visit_act(&v, ACT_BACK, 0);
    visit_is_at(&v, "operator/site");
    visit_act(&v, ACT_AGREE, 1);
    asks_only(&v, ASK_ANSWER, 1);
    visit_is_at(&v, "operator/progress/install-card");
    news(&v, DESK_DONE);
    visit_is_at(&v, "operator/done/card");
}

static void a_card_is_refused_or_left(void **state)
{
    (void)state;
    struct visit v;
    in_menu(&v);
    visit_act(&v, ACT_ROOM, room(ROOM_STICK, 0));
    visit_act(&v, ACT_SITE, 0);
    news(&v, DESK_REFUSED);
    visit_is_at(&v, "operator/refused");
    visit_act(&v, ACT_ROOM, room(ROOM_STICK, 0));
    visit_act(&v, ACT_SITE, 0);
    news(&v, DESK_READY);
    visit_act(&v, ACT_HOME, 0);
    asks(&v, 0, ASK_ANSWER, 0);
}

static void the_card_that_stands_is_taken_away(void **state)
{
    (void)state;
    struct visit v;
    in_menu(&v);
    visit_act(&v, ACT_ROOM, room(ROOM_CARD, 0));
    visit_is_at(&v, "operator/card");
    visit_act(&v, ACT_SITE, 1);
    visit_is_at(&v, "operator/card"); // it is asked first
    visit_act(&v, ACT_ROOM, room(ROOM_CARD_AWAY, 0));
    visit_act(&v, ACT_BACK, 0);
    visit_is_at(&v, "operator/card");
    visit_act(&v, ACT_ROOM, room(ROOM_CARD_AWAY, 0));
    visit_act(&v, ACT_SITE, 1);
    asks_only(&v, ASK_SITE, 1);
    visit_is_at(&v, "operator/progress/card-away");
    news(&v, DESK_DONE);
    visit_is_at(&v, "operator/done/card-away");
}

static void an_easy_pin_is_not_taken(void **state)
{
    (void)state;
    struct visit v;
    in_menu(&v);
    visit_act(&v, ACT_ROOM, room(ROOM_NEW_PIN, 0));
    for (uint32_t digit = 1; digit <= 4; digit++)
        visit_act(&v, ACT_DIGIT, digit);
    visit_act(&v, ACT_PIN, 0);
    visit_is_at(&v, "operator/new-pin");
    assert_int_equal(v.state.op.note, PIN_NOTE_SIMPLE);
    assert_int_equal(v.state.op.pad.n, 0);
}

// ---- Confirming, settings, the first run ----

static void a_channel_is_confirmed_by_how_and_by_whom(void **state)
{
    (void)state;
    struct visit v;
    in_menu(&v);
    visit_act(&v, ACT_ROOM, room(ROOM_CONFIRMS, 0));
    visit_act(&v, ACT_ROOM, room(ROOM_CONFIRM, 999));
    visit_is_at(&v, "operator/confirms");
    visit_act(&v, ACT_ROOM, room(ROOM_CONFIRM, CH_LINE));
    visit_is_at(&v, "operator/confirm/line");
    visit_act(&v, ACT_CONFIRM, CH_LINE);
    assert_int_equal(v.effects.n_requests, 0);
    visit_act(&v, ACT_CONFIRM_HOW, CONFIRM_DIALLED);
    visit_act(&v, ACT_CONFIRM_BY, CONFIRM_BY_TEACHER);
    visit_act(&v, ACT_CONFIRM, CH_WEB);
    assert_int_equal(v.effects.n_requests, 0);
    visit_act(&v, ACT_CONFIRM, CH_LINE);
    asks_only(&v, ASK_CONFIRM, CH_LINE);
    assert_string_equal(confirm_how_name(v.effects.requests[0].how), "dialled");
    assert_string_equal(confirm_by_name(v.effects.requests[0].by), "teacher");
    visit_is_at(&v, "operator/confirms");
}

static void whoever_confirmed_is_known_by_the_name_that_was_written(void **state)
{
    (void)state;
    for (int by = CONFIRM_BY_NOBODY + 1; by < CONFIRM_BY_COUNT; by++)
        assert_int_equal(confirm_by_of(slice_of(confirm_by_name((enum confirm_by)by))), by);
    assert_int_equal(confirm_by_of(SLICE("Teacher")), CONFIRM_BY_NOBODY);
    assert_int_equal(confirm_by_of(SLICE("")), CONFIRM_BY_NOBODY);
}

static void back_leads_to_the_page_it_came_from(void **state)
{
    (void)state;
    struct visit v;
    in_menu(&v);
    visit_act(&v, ACT_ROOM, room(ROOM_CONFIRMS, 0));
    visit_act(&v, ACT_PAGE, 2);
    visit_act(&v, ACT_ROOM, room(ROOM_CONFIRM, CH_LINE));
    assert_int_equal(v.state.at.page, 0);
    visit_act(&v, ACT_BACK, 0);
    visit_is_at(&v, "operator/confirms@3");
    visit_act(&v, ACT_BACK, 0);
    assert_int_equal(v.state.at.page, 0);
    // What is entered anew begins at its beginning.
    visit_act(&v, ACT_ROOM, room(ROOM_CONFIRMS, 0));
    assert_int_equal(v.state.at.page, 0);
}

static void only_what_reaches_a_channel_confirms_it(void **state)
{
    static const struct {
        enum channel_kind kind;
        const char *value;
        bool fits[CONFIRM_HOW_COUNT]; // not, dialled, opened, visited, withdrawn
    } rows[] = {
        {CHANNEL_PHONE, "141", {false, true, false, false, true}},
        {CHANNEL_PLACE, "(01) 419-8900", {false, true, false, true, true}},
        {CHANNEL_PLACE, "Carrera 7 # 12", {false, false, false, true, true}},
        {CHANNEL_PLACE, "", {false, false, false, true, true}},
        {CHANNEL_CHAT, "300", {false, false, true, false, true}},
        {CHANNEL_APP, "", {false, false, true, false, true}},
        {CHANNEL_WEB, "https://a.example", {false, false, true, false, true}},
    };
    (void)state;
    struct visit v;
    in_menu(&v);
    visit_act(&v, ACT_ROOM, room(ROOM_CONFIRM, CH_WEB));
    visit_act(&v, ACT_CONFIRM_BY, CONFIRM_BY_TEACHER);
    visit_act(&v, ACT_CONFIRM_HOW, CONFIRM_DIALLED);
    visit_act(&v, ACT_CONFIRM, CH_WEB);
    assert_int_equal(v.effects.n_requests, 0);
    visit_act(&v, ACT_CONFIRM_HOW, CONFIRM_OPENED);
    visit_act(&v, ACT_CONFIRM, CH_WEB);
    asks_only(&v, ASK_CONFIRM, CH_WEB);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct channel channel = {.kind = rows[i].kind, .value = slice_of(rows[i].value)};
        for (int how = 0; how < CONFIRM_HOW_COUNT; how++)
            assert_int_equal(confirm_fits((enum confirm_how)how, &channel), rows[i].fits[how]);
    }
}

static void a_confirmation_can_be_withdrawn(void **state)
{
    (void)state;
    struct visit v;
    in_menu(&v);
    visit_act(&v, ACT_ROOM, room(ROOM_CONFIRM, CH_LINE));
    visit_act(&v, ACT_CONFIRM_HOW, CONFIRM_WITHDRAWN);
    visit_act(&v, ACT_CONFIRM_BY, CONFIRM_BY_COORDINATOR);
    visit_is_at(&v, "operator/confirm/line/withdraw");
    visit_act(&v, ACT_CONFIRM, CH_LINE);
    asks_only(&v, ASK_CONFIRM, CH_LINE);
    assert_string_equal(confirm_how_name(v.effects.requests[0].how), "withdrawn");
}

static void set(struct visit *v, enum setting setting, uint16_t value)
{
    visit_act(v, ACT_SET, (uint32_t)setting << 16 | value);
}

static void settings_are_saved_when_their_rooms_are_left(void **state)
{
    (void)state;
    struct visit v;
    in_menu(&v);
    visit_act(&v, ACT_ROOM, room(ROOM_SETTINGS, 0));
    visit_act(&v, ACT_ROOM, room(ROOM_VOLUME, 0));
    set(&v, SETTING_VOLUME, 40);
    set(&v, SETTING_VOLUME, 101);
    assert_int_equal(v.effects.n_requests, 0);
    assert_int_equal(v.state.settings.volume, 40);
    visit_act(&v, ACT_BACK, 0);
    assert_int_equal(v.effects.n_requests, 0);
    visit_act(&v, ACT_BACK, 0);
    asks_only(&v, ASK_SAVE, 0);
    visit_act(&v, ACT_ROOM, room(ROOM_LOOK, 0));
    set(&v, SETTING_TEXT_SIZE, TEXT_SIZE_LARGE);
    visit_act(&v, ACT_EXIT, 0);
    asks(&v, 0, ASK_SAVE, 0);
    asks(&v, 1, ASK_END, 0);
    assert_int_equal(v.state.access.text_size, TEXT_SIZE_LARGE);
}

static void another_country_is_taken_whole(void **state)
{
    (void)state;
    struct visit v;
    in_menu(&v);
    visit_act(&v, ACT_LANGUAGE, 1);
    set(&v, SETTING_COUNTRY, 7);
    assert_int_equal(v.state.country, CO);
    set(&v, SETTING_COUNTRY, PE);
    assert_int_equal(v.state.country, PE);
    assert_int_equal(v.state.language, 0);
    set(&v, SETTING_REGION, 0); // of Colombia
    assert_int_equal(v.state.settings.region, NO_INDEX);
    visit_act(&v, ACT_HOME, 0);
    visit_is_at(&v, "home");
}

static void the_first_run_goes_through_its_steps(void **state)
{
    (void)state;
    struct visit v;
    struct config config = visit_config;
    config.country = NO_INDEX;
    config.first_run = true;
    visit_begin_with(&v, &test_campaign, config);
    visit_is_at(&v, "country");
    visit_act(&v, ACT_COUNTRY, CO);
    visit_is_at(&v, "operator/setup/region");
    visit_act(&v, ACT_ROOM, room(ROOM_MENU, 0)); // none but its own rooms
    visit_act(&v, ACT_STAGE, 0);
    visit_is_at(&v, "operator/setup/region");
    set(&v, SETTING_REGION, 1);
    visit_is_at(&v, "operator/setup/language");
    visit_act(&v, ACT_SKIP, 0);
    visit_is_at(&v, "operator/setup/width");
    visit_act(&v, ACT_BACK, 0);
    visit_is_at(&v, "operator/setup/language");
    set(&v, SETTING_LANGUAGE, 1);
    assert_int_equal(v.state.language, 1);
    visit_act(&v, ACT_SKIP, 510);
    assert_int_equal(v.state.settings.mm, 510);
    type(&v, "2468");
    visit_is_at(&v, "operator/setup/new-pin-again");
    type(&v, "2469");
    visit_is_at(&v, "operator/setup/new-pin");
    assert_int_equal(v.state.op.note, PIN_NOTE_DIFFERENT);
    type(&v, "2468");
    type(&v, "2468");
    asks_only(&v, ASK_SET_PIN, 0);
    assert_string_equal(v.effects.pin, "2468");
    assert_false(holds_digits(&v.state));
    news(&v, DESK_PIN_FAILED);
    visit_is_at(&v, "operator/setup/new-pin");
    type(&v, "2468");
    type(&v, "2468");
    news(&v, DESK_PIN_SET);
    visit_is_at(&v, "operator/setup/set-up");
    asks_only(&v, ASK_SAVE, 0);
    visit_act(&v, ACT_SKIP, 0);
    visit_is_at(&v, "attract/message/calm");
}

// Settings without a PIN would be no first run at the next start, and nobody could ever come in.
static void a_first_run_that_is_not_over_saves_nothing(void **state)
{
    (void)state;
    struct visit v;
    struct config config = visit_config;
    config.first_run = true;
    visit_begin_with(&v, &test_campaign, config);
    set(&v, SETTING_REGION, 1);
    set(&v, SETTING_LANGUAGE, 1);
    visit_act(&v, ACT_SKIP, 510);
    visit_is_at(&v, "operator/setup/new-pin");
    visit_act(&v, ACT_HELP, 0);
    for (uint8_t i = 0; i < v.effects.n_requests; i++)
        assert_int_not_equal(v.effects.requests[i].ask, ASK_SAVE);
    assert_true(v.state.config.first_run);
}

static void going_on_without_a_pin_can_be_taken_back(void **state)
{
    (void)state;
    struct visit v;
    struct config config = visit_config;
    config.first_run = true;
    visit_begin_with(&v, &test_campaign, config);
    while (v.state.at.by != ROOM_SET_UP)
        visit_act(&v, ACT_SKIP, 0);
    visit_is_at(&v, "operator/setup/set-up/no-pin");
    assert_int_equal(v.effects.n_requests, 0);
    visit_act(&v, ACT_BACK, 0);
    visit_is_at(&v, "operator/setup/new-pin");
    visit_act(&v, ACT_SKIP, 0);
    visit_act(&v, ACT_SKIP, 0);
    asks(&v, 0, ASK_SAVE, 0);
    assert_false(v.state.config.first_run);
    assert_int_equal(v.state.at.screen, SCREEN_ATTRACT);
}

// None of which sets a PIN.
static void skip_the_steps(struct visit *v)
{
    for (int i = 0; i < 8 && v->state.at.by != ROOM_SET_UP; i++) {
        assert_int_not_equal(v->state.at.by, ROOM_NEW_PIN);
        visit_act(v, ACT_SKIP, 0);
    }
    visit_is_at(v, "operator/setup/set-up");
}

static void a_first_run_leaves_a_pin_that_is_set(void **state)
{
    (void)state;
    struct visit v;
    struct config config = visit_config;
    config.first_run = config.guarded = true;
    visit_begin_with(&v, &test_campaign, config);
    visit_is_at(&v, "attract/message/calm");
    tap_corner(&v, CORNER_TAPS);
    visit_is_at(&v, "operator/pin");
    type(&v, "2468");
    news(&v, DESK_PIN_GOOD);
    visit_is_at(&v, "operator/setup/region");
    uint16_t n;
    assert_int_equal(operator_step(&v.state, &test_campaign, &n), 0);
    assert_int_equal(n, 4);
    skip_the_steps(&v);
    visit_is_at(&v, "operator/setup/set-up");
    assert_int_equal(operator_step(&v.state, &test_campaign, &n), 3);
    assert_int_equal(n, 4);
    visit_act(&v, ACT_SKIP, 0);
    visit_is_at(&v, "operator/menu");
}

// Nor one that comes from elsewhere meanwhile.
static void a_pin_from_elsewhere_is_left(void **state)
{
    (void)state;
    struct visit v;
    struct config config = visit_config;
    config.first_run = true;
    visit_begin_with(&v, &test_campaign, config);
    news(&v, DESK_PIN_SET);
    skip_the_steps(&v);
}

static void a_country_chosen_by_mistake_can_be_taken_back(void **state)
{
    (void)state;
    struct visit v;
    struct config config = visit_config;
    config.country = NO_INDEX;
    config.first_run = true;
    visit_begin_with(&v, &test_campaign, config);
    visit_act(&v, ACT_COUNTRY, CO);
    visit_is_at(&v, "operator/setup/region");
    assert_true(operator_has_back(&v.state, &test_campaign));
    visit_act(&v, ACT_BACK, 0);
    visit_is_at(&v, "country");
    visit_act(&v, ACT_COUNTRY, PE);
    assert_int_equal(v.state.country, PE);
}

static void a_first_run_that_was_left_can_be_gone_on_with(void **state)
{
    (void)state;
    struct visit v;
    struct config config = visit_config;
    config.first_run = true;
    visit_begin_with(&v, &test_campaign, config);
    visit_is_at(&v, "operator/setup/region");
    visit_act(&v, ACT_HOME, 0);
    asks(&v, v.effects.n_requests - 1u, ASK_END, 0);
    tap_corner(&v, CORNER_TAPS);
    visit_is_at(&v, "operator/setup/region");
}

// Content that stands for no country: the loop goes on until somebody taps the corner.
static void without_content_the_first_run_waits_in_the_corner(void **state)
{
    (void)state;
    struct visit v;
    struct config config = visit_config;
    struct country none = test_campaign.countries[CO];
    struct campaign built_in = test_campaign;
    none.code = SLICE(COUNTRY_NONE);
    built_in.countries = &none;
    built_in.n_countries = 1;
    config.country = NO_INDEX;
    config.first_run = true;
    visit_begin_with(&v, &built_in, config);
    visit_is_at(&v, "attract/message/calm");
    tap_corner(&v, CORNER_TAPS);
    visit_is_at(&v, "operator/setup/language"); // it has no regions
    for (int i = 0; i < 2; i++)
        visit_act(&v, ACT_SKIP, 0);
    for (int i = 0; i < 2; i++)
        type(&v, "2468");
    news(&v, DESK_PIN_SET);
    visit_is_at(&v, "operator/setup/set-up");
    asks_only(&v, ASK_SAVE, 0);
    // It is the same after the next start, and whoever has the PIN comes in with it.
    visit_begin_with(&v, &built_in, config);
    news(&v, DESK_PIN_SET);
    tap_corner(&v, CORNER_TAPS);
    visit_is_at(&v, "operator/pin");
}

// ---- Opening hours ----

static void clock_is(struct visit *v, unsigned weekday, unsigned hour)
{
    visit_event(v, (struct event){.kind = EVENT_CLOCK,
                                  .at_ms = v->state.now_ms,
                                  .weekday = (uint8_t)weekday,
                                  .minute = (uint16_t)(hour * 60)});
}

static void closed_hours_are_dark_and_a_touch_lights_them(void **state)
{
    (void)state;
    struct visit v;
    visit_begin(&v, &test_campaign);
    struct settings settings = settings_start();
    settings.country = CO;
    for (int day = 0; day < 5; day++)
        settings.hours[day] = (struct opening){14, 36}; // 7:00 to 18:00
    settings.hours[6] = (struct opening){0, 0};
    state_take_settings(&v.state, v.campaign, &settings);
    visit_date(&v, 2026, 11, 23);
    clock_is(&v, 0, 17);
    visit_wait(&v, 3600000 - 1);
    assert_int_equal(v.state.at.screen, SCREEN_ATTRACT);
    visit_wait(&v, 1);
    visit_is_at(&v, "dark");
    assert_true(v.effects.redraw);
    assert_int_equal(state_deadline(&v.state, v.campaign), v.state.now_ms + 13 * 3600000);
    visit_act(&v, ACT_WAKE, 0);
    assert_int_equal(v.state.at.screen, SCREEN_ATTRACT);
    visit_act(&v, ACT_HELP, 0);
    visit_wait(&v, 79999);
    visit_is_at(&v, "help+idle");
    visit_wait(&v, 20000); // forgotten
    visit_wait(&v, NIGHT_WAKE_MS - 1);
    assert_int_equal(v.state.at.screen, SCREEN_ATTRACT);
    visit_wait(&v, 1);
    visit_is_at(&v, "dark");
    visit_touch(&v);
    assert_int_equal(v.state.at.screen, SCREEN_ATTRACT);
    visit_wait(&v, NIGHT_WAKE_MS);
    visit_is_at(&v, "dark");
    visit_wait(&v, 13 * 3600000);
    assert_int_equal(v.state.at.screen, SCREEN_ATTRACT); // Tuesday morning
    // With a clock that looks wrong it is never dark.
    clock_is(&v, 6, 12);
    visit_wait(&v, NIGHT_WAKE_MS);
    visit_is_at(&v, "dark");
    visit_date(&v, 1970, 1, 1);
    assert_int_equal(v.state.at.screen, SCREEN_ATTRACT);
}

// ---- At random ----

static uint32_t below(uint64_t *random, uint32_t n)
{
    return (uint32_t)(core_random(random) % n);
}

static uint32_t any_arg(enum act act, uint64_t *random)
{
    static const uint16_t odd[] = {0, 1, 2, 6, 14, 40, 100, 0x1ff, 0x601, UINT16_MAX};
    if (act == ACT_ROOM)
        return room((enum operator_room)below(random, ROOM_COUNT + 3), below(random, 9));
    if (act == ACT_SET)
        return below(random, SETTING_COUNT + 2) << 16 | odd[below(random, COUNT(odd))];
    return below(random, 40) ? below(random, 10) : UINT32_MAX;
}

static struct event any_event(uint64_t *random, uint64_t now)
{
    struct event event = {.kind = EVENT_ACT, .at_ms = now + below(random, 900)};
    uint32_t dice = below(random, 100);
    event.act = (enum act)(ACT_CORNER + below(random, ACT_COUNT - ACT_CORNER));
    if (dice < 12) {
        event.kind = EVENT_DESK;
        event.arg = below(random, DESK_NEWS_COUNT + 2);
        event.value = below(random, 40);
    } else if (dice < 15) {
        event.kind = EVENT_TICK;
        event.at_ms = now + below(random, 400000);
    } else if (dice == 15) {
        event.kind = EVENT_CLOCK;
        event.weekday = (uint8_t)below(random, 8);
        event.minute = (uint16_t)below(random, 1500);
    } else if (dice < 25) {
        event.act = (enum act)below(random, ACT_COUNT);
    } else if (dice < 50) {
        event.act = below(random, 5) ? ACT_DIGIT : ACT_PIN;
    } else if (dice < 60) {
        event.act = ACT_ROOM;
    }
    event.arg = event.kind == EVENT_ACT ? any_arg(event.act, random) : event.arg;
    return event;
}

static void random_taps_break_nothing(void **state)
{
    (void)state;
    bool seen[ROOM_COUNT] = {false}, dark = false;
    uint64_t random = 77;
    for (int visit = 0; visit < 12000; visit++) {
        struct visit v;
        struct config config = visit_config;
        config.first_run = visit % 3 == 0;
        if (config.first_run)
            visit_begin_with(&v, &test_campaign, config);
        else if (visit % 3 == 1)
            at_pin(&v);
        else
            in_menu(&v);
        v.state.today = (struct date){2026, 11, 22};
        for (int i = 0; i < 300; i++) {
            char before[SCREEN_ID_MAX], after[SCREEN_ID_MAX];
            state_screen_id(&v.state, v.campaign, before);
            struct event event = any_event(&random, v.state.now_ms);
            // Four times the same digit, and the new PIN is the same both times.
            if (event.act == ACT_DIGIT && v.state.at.by >= ROOM_NEW_PIN)
                event.arg = v.state.op.pad.n < PIN_DIGITS_MIN ? v.state.op.pad.n * 3u : UINT32_MAX;
            update(&v.state, v.campaign, &event, &v.effects);
            if (!state_is_valid(&v.state, v.campaign))
                fail_msg("event kind %d, act %d, arg %u broke %s", event.kind, event.act, event.arg, before);
            state_screen_id(&v.state, v.campaign, after);
            if (strcmp(before, after) != 0 && !v.effects.redraw)
                fail_msg("%s became %s without a redraw", before, after);
            if (event.kind == EVENT_TICK)
                assert_true(state_deadline(&v.state, v.campaign) > v.state.now_ms);
            if (v.state.at.screen == SCREEN_OPERATOR)
                seen[v.state.at.by] = true;
            dark = dark || v.state.at.screen == SCREEN_DARK;
            assert_true(v.effects.n_requests < EFFECTS_REQUESTS);
        }
    }
    for (int i = 0; i < ROOM_COUNT; i++)
        if (!seen[i])
            fail_msg("nobody came to %s", room_word((enum operator_room)i));
    assert_true(dark);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(five_taps_in_time_lead_to_the_pad),
        cmocka_unit_test(a_visitor_finds_nothing_in_the_corner),
        cmocka_unit_test(digits_leave_once_and_nothing_else_has_them),
        cmocka_unit_test(a_wrong_pin_waits_longer_than_its_screen),
        cmocka_unit_test(good_news_nobody_asked_for_open_nothing),
        cmocka_unit_test(what_changes_is_seen_before_it_is_agreed_to),
        cmocka_unit_test(no_and_cancel_leave_everything),
        cmocka_unit_test(whoever_leaves_says_no),
        cmocka_unit_test(five_quiet_minutes_end_it),
        cmocka_unit_test(a_watched_import_is_a_sign_of_life),
        cmocka_unit_test(a_rollback_is_carried_out_once),
        cmocka_unit_test(a_pack_is_taken_out_after_what_goes_was_shown),
        cmocka_unit_test(a_card_is_shown_before_it_is_put_in_place),
        cmocka_unit_test(a_card_is_refused_or_left),
        cmocka_unit_test(the_card_that_stands_is_taken_away),
        cmocka_unit_test(an_easy_pin_is_not_taken),
        cmocka_unit_test(a_channel_is_confirmed_by_how_and_by_whom),
        cmocka_unit_test(whoever_confirmed_is_known_by_the_name_that_was_written),
        cmocka_unit_test(back_leads_to_the_page_it_came_from),
        cmocka_unit_test(only_what_reaches_a_channel_confirms_it),
        cmocka_unit_test(a_confirmation_can_be_withdrawn),
        cmocka_unit_test(settings_are_saved_when_their_rooms_are_left),
        cmocka_unit_test(another_country_is_taken_whole),
        cmocka_unit_test(the_first_run_goes_through_its_steps),
        cmocka_unit_test(a_first_run_that_is_not_over_saves_nothing),
        cmocka_unit_test(going_on_without_a_pin_can_be_taken_back),
        cmocka_unit_test(a_first_run_leaves_a_pin_that_is_set),
        cmocka_unit_test(a_pin_from_elsewhere_is_left),
        cmocka_unit_test(a_country_chosen_by_mistake_can_be_taken_back),
        cmocka_unit_test(a_first_run_that_was_left_can_be_gone_on_with),
        cmocka_unit_test(without_content_the_first_run_waits_in_the_corner),
        cmocka_unit_test(closed_hours_are_dark_and_a_touch_lights_them),
        cmocka_unit_test(random_taps_break_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
