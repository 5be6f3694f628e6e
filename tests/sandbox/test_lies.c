// SPDX-License-Identifier: MIT
// The client (system/decoder.h) and a decoder that dies, hangs and lies: each costs that picture and nothing else.
#include "support.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "system/decoder.h"

#define FOREVER 3600000

static const struct decoder_wish wish = {.w = 10, .h = 10};

static struct decoder *liar(uint32_t cpu_ms, uint32_t wall_ms)
{
    struct decoder *decoder =
        decoder_create(&(struct decoder_config){.program = LIAR, .cpu_ms = cpu_ms, .wall_ms = wall_ms});
    assert_non_null(decoder);
    return decoder;
}

static enum decoder_status ask(struct decoder *decoder, const char *word)
{
    struct decoder_picture picture;
    int fd = file_of(word, strlen(word));
    enum decoder_status status = decoder_decode(decoder, fd, wish, &picture);
    assert_int_equal(status == DECODER_OK, picture.px != NULL);
    if (status == DECODER_OK)
        assert_int_equal(picture.px[16 + 2], 0); // all of it can be read
    decoder_picture_free(&picture);
    close(fd);
    return status;
}

static void no_lie_is_believed(void **state)
{
    static const char *const lies[] = {
        "huge",          "negative",     "empty",         "wide",
        "tall",          "stride",       "narrow",        "left",
        "right",         "below",        "opaque",        "short",
        "long",          "nothing",      "unsealed",      "shrinks",
        "grows",         "writes",       "seals",         "no-file",
        "pipe",          "two-files",    "six-files",     "line",
        "status",        "die",          "crash",         "status-large",
        "short-message", "long-message", "empty-message", "broken-with-pixels"};
    (void)state;
    struct decoder *decoder = liar(FOREVER, FOREVER);
    assert_int_equal(ask(decoder, "good"), DECODER_OK);
    size_t files = open_files();
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        if (ask(decoder, lies[i]) != DECODER_LOST)
            fail_msg("%s was believed", lies[i]);
        assert_int_equal(ask(decoder, "good"), DECODER_OK); // by another one
        assert_int_equal(open_files(), files);
    }
    decoder_destroy(decoder);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); // nobody is left behind
}

// No pixels belong to a probe.
static void a_probe_takes_no_pixels(void **state)
{
    (void)state;
    struct decoder *decoder = liar(FOREVER, FOREVER);
    int good = file_of("good", 4), none = file_of("no-file", 7);
    assert_int_equal(decoder_probe(decoder, good), DECODER_LOST);
    assert_int_equal(decoder_probe(decoder, none), DECODER_OK);
    assert_int_equal(decoder_prime(decoder, good), DECODER_LOST);
    close(good);
    close(none);
    decoder_destroy(decoder);
}

static void time_runs_out(void **state)
{
    (void)state;
    struct decoder *hangs = liar(FOREVER, 20), *spins = liar(500, FOREVER);
    assert_int_equal(ask(hangs, "hang"), DECODER_LOST);
    assert_int_equal(ask(spins, "spin"), DECODER_LOST);
    assert_int_equal(ask(spins, "good"), DECODER_OK);
    assert_int_equal(ask(spins, "spin"), DECODER_LOST);
    decoder_destroy(hangs);
    decoder_destroy(spins);
}

static void one_that_died_meanwhile_costs_nothing(void **state)
{
    siginfo_t told;
    (void)state;
    struct decoder *decoder = liar(FOREVER, FOREVER);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(ask(decoder, "good-and-die"), DECODER_OK);
        assert_int_equal(waitid(P_ALL, 0, &told, WEXITED | WNOWAIT), 0); // it is over, and nobody has looked
    }
    decoder_destroy(decoder);
}

static void a_missing_program_is_no_decoder(void **state)
{
    (void)state;
    struct decoder *decoder =
        decoder_create(&(struct decoder_config){.program = "/nonexistent/chasqui-decode"});
    assert_false(decoder_start(decoder));
    assert_int_equal(ask(decoder, "good"), DECODER_LOST);
    decoder_destroy(decoder);
    decoder_destroy(NULL);
}

static void a_wish_has_a_size(void **state)
{
    static const struct decoder_wish wishes[] = {{.w = 0, .h = 1}, {.w = 1, .h = -1}, {.w = 1, .h = 1000000}};
    struct decoder_picture picture;
    (void)state;
    struct decoder *decoder = liar(FOREVER, FOREVER);
    int fd = file_of("good", 4);
    for (size_t i = 0; i < sizeof wishes / sizeof *wishes; i++) {
        assert_int_equal(decoder_decode(decoder, fd, wishes[i], &picture), DECODER_UNKNOWN);
        assert_int_equal(decoder_place(decoder, wishes[i], &picture), DECODER_UNKNOWN);
    }
    close(fd);
    decoder_destroy(decoder);
}

struct waiting {
    struct decoder *decoder;
    char path[64]; // there once it hangs
};

static void *cancel(void *context)
{
    const struct waiting *waiting = context;
    while (access(waiting->path, F_OK) != 0)
        sched_yield();
    decoder_cancel(waiting->decoder);
    return NULL;
}

static void cancelling_ends_a_wait(void **state)
{
    struct waiting waiting = {.decoder = liar(FOREVER, FOREVER)};
    char word[80], folder[] = "/tmp/chasqui-lies-XXXXXX";
    pthread_t thread;
    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(waiting.path, sizeof waiting.path, "%s/hangs", folder);
    snprintf(word, sizeof word, "hang %s", waiting.path);
    assert_int_equal(pthread_create(&thread, NULL, cancel, &waiting), 0);
    assert_int_equal(ask(waiting.decoder, word), DECODER_LOST);
    pthread_join(thread, NULL);
    assert_int_equal(ask(waiting.decoder, "good"), DECODER_LOST); // for good
    assert_false(decoder_start(waiting.decoder));
    decoder_destroy(waiting.decoder);
    unlink(waiting.path);
    rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_lie_is_believed),
        cmocka_unit_test(a_probe_takes_no_pixels),
        cmocka_unit_test(time_runs_out),
        cmocka_unit_test(one_that_died_meanwhile_costs_nothing),
        cmocka_unit_test(a_missing_program_is_no_decoder),
        cmocka_unit_test(a_wish_has_a_size),
        cmocka_unit_test(cancelling_ends_a_wait),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
