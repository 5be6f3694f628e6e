// SPDX-License-Identifier: MIT
// The line to the program that reads aloud, with programs in its place that answer as they please.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "system/speaker.h"

static char folder[] = "/tmp/chasqui-test-speaker-XXXXXX";

// News is waited for, without sleeping.
struct ear {
    pthread_mutex_t lock;
    pthread_cond_t heard;
    unsigned n;
};

static void hear(void *context)
{
    struct ear *ear = context;
    pthread_mutex_lock(&ear->lock);
    ear->n++;
    pthread_cond_signal(&ear->heard);
    pthread_mutex_unlock(&ear->lock);
}

static struct speaker_news wait_for_news(struct speaker *speaker, struct ear *ear)
{
    struct speaker_news news;
    pthread_mutex_lock(&ear->lock);
    while (ear->n == 0)
        pthread_cond_wait(&ear->heard, &ear->lock);
    ear->n--;
    pthread_mutex_unlock(&ear->lock);
    assert_true(speaker_next(speaker, &news));
    return news;
}

static const char *program(const char *name, const char *script)
{
    static char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "#!/bin/sh\n%s\n", script);
    fclose(file);
    assert_int_equal(chmod(path, 0755), 0);
    return path;
}

static void what_is_asked_is_answered(void **unused)
{
    (void)unused;
    struct ear ear = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0};
    struct speaker *speaker = speaker_create(
        program("good",
                "while read -r what id rest; do case $what in has) echo yes $id ;; say) echo said $id "
                ";; play) echo lost $id ;; esac; done"),
        hear, &ear);
    assert_non_null(speaker);
    assert_true(speaker_ask(speaker, SLICE("es-PE")));
    struct speaker_news news = wait_for_news(speaker, &ear);
    assert_int_equal(news.kind, SPEAKER_YES);
    assert_string_equal(news.tag, "es-PE");
    assert_true(speaker_say(speaker, 7, SLICE("es"), 50, SLICE("Hola, ¿qué tal?")));
    news = wait_for_news(speaker, &ear);
    assert_int_equal(news.kind, SPEAKER_SAID);
    assert_int_equal(news.id, 7);
    assert_true(speaker_play(speaker, 8, 50, SLICE("/no/such.wav")));
    news = wait_for_news(speaker, &ear);
    assert_int_equal(news.kind, SPEAKER_LOST);
    assert_int_equal(news.id, 8);
    assert_false(speaker_next(speaker, &news));
    speaker_destroy(speaker);
}

static void a_line_in_a_text_is_no_line_to_it(void **unused)
{
    (void)unused;
    static char endless[LIMIT_SPEECH_LINE];
    struct ear ear = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0};
    struct speaker *speaker = speaker_create(program("echo", "exec cat"), hear, &ear);
    assert_false(speaker_say(speaker, 1, SLICE("es"), 50, SLICE("a\nsaid 9")));
    assert_false(speaker_say(speaker, 1, SLICE("es\n"), 50, SLICE("a")));
    assert_false(speaker_play(speaker, 1, 50, SLICE("a\n")));
    assert_false(speaker_play(speaker, 1, 50, SLICE("a\0b")));
    memset(endless, 'a', sizeof endless);
    assert_false(speaker_say(speaker, 1, SLICE("es"), 50, (struct slice){endless, sizeof endless}));
    speaker_destroy(speaker);
}

static void nonsense_is_passed_over(void **unused)
{
    (void)unused;
    struct ear ear = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0};
    struct speaker *speaker = speaker_create(
        program("mad", "read -r x; echo; echo yes; head -c 100000 /dev/zero; echo; echo said; echo said -1; "
                       "echo said 99999999999; echo no $(head -c 500 /dev/zero | tr '\\0' a); echo said 3"),
        hear, &ear);
    assert_true(speaker_ask(speaker, SLICE("es")));
    struct speaker_news news = wait_for_news(speaker, &ear);
    assert_int_equal(news.kind, SPEAKER_YES);
    assert_string_equal(news.tag, "");
    news = wait_for_news(speaker, &ear);
    assert_int_equal(news.kind, SPEAKER_SAID);
    assert_int_equal(news.id, 3);
    news = wait_for_news(speaker, &ear);
    assert_int_equal(news.kind, SPEAKER_GONE);
    speaker_destroy(speaker);
}

static void it_starts_again_after_its_end(void **unused)
{
    (void)unused;
    struct ear ear = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0};
    struct speaker *speaker = speaker_create(program("once", "read -r what tag; echo no $tag"), hear, &ear);
    for (int i = 0; i < 3; i++) {
        assert_true(speaker_ask(speaker, SLICE("zz")));
        assert_int_equal(wait_for_news(speaker, &ear).kind, SPEAKER_NO);
        assert_int_equal(wait_for_news(speaker, &ear).kind, SPEAKER_GONE);
    }
    speaker_destroy(speaker);
}

static void one_that_does_not_listen_is_stopped(void **unused)
{
    (void)unused;
    static char text[LIMIT_SPEECH_LINE - 100];
    struct ear ear = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0};
    struct speaker *speaker = speaker_create(program("deaf", "exec sleep 1000"), hear, &ear);
    memset(text, 'a', sizeof text);
    int told = 0;
    while (speaker_say(speaker, 1, SLICE("es"), 50, (struct slice){text, sizeof text}) && told < 10000)
        told++;
    assert_true(told < 10000); // its pipe was full
    speaker_destroy(speaker);
}

static void one_that_is_not_there_says_nothing(void **unused)
{
    (void)unused;
    struct ear ear = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0};
    struct speaker *speaker = speaker_create("/no/such/program", hear, &ear);
    assert_false(speaker_ask(speaker, SLICE("es")));
    speaker_hush(speaker);
    speaker_stop(speaker);
    speaker_destroy(speaker);
    speaker_destroy(NULL);
}

static int set_up(void **unused)
{
    (void)unused;
    return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **unused)
{
    (void)unused;
    static const char *const names[] = {"good", "echo", "mad", "once", "deaf"};
    char path[200];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_asked_is_answered),
        cmocka_unit_test(a_line_in_a_text_is_no_line_to_it),
        cmocka_unit_test(nonsense_is_passed_over),
        cmocka_unit_test(it_starts_again_after_its_end),
        cmocka_unit_test(one_that_does_not_listen_is_stopped),
        cmocka_unit_test(one_that_is_not_there_says_nothing),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
