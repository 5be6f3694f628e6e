// SPDX-License-Identifier: MIT
#include "programs/ctl_question.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "programs/ctl_lines.h"

#define SIGNAL_MS 500 // after which a signal that came just before a wait is heard

static volatile sig_atomic_t called_off;

static void call_off(int signal)
{
    (void)signal;
    called_off = 1;
}

void ctl_hear_signals(void)
{
    // Without SA_RESTART: a wait for an answer ends too.
    struct sigaction action = {.sa_handler = call_off};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
    signal(SIGPIPE, SIG_IGN); // whoever listened is gone: ferror tells
}

// Whoever asked may go away, or say no, before it is asked. A "yes" that comes too early is to no question.
static bool has_left(void)
{
    char answer[64];
    struct pollfd event = {.fd = STDIN_FILENO, .events = POLLIN};
    if (poll(&event, 1, 0) <= 0 || !(event.revents & (POLLIN | POLLHUP | POLLERR | POLLNVAL)))
        return false;
    ssize_t n = read(STDIN_FILENO, answer, sizeof answer);
    return n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN) || (n >= 2 && memcmp(answer, "no", 2) == 0);
}

bool ctl_question_is_off(struct ctl_question *question)
{
    if (!called_off && (ferror(stdout) || (question->asks && !question->answered && has_left())))
        called_off = 1;
    return called_off;
}

// From here on what comes is the answer: has_left must not take it.
static bool is_answered_yes(void)
{
    char answer[8] = "";
    size_t n = 0;
    while (n < sizeof answer && !called_off && !ferror(stdout)) {
        struct pollfd event = {.fd = STDIN_FILENO, .events = POLLIN};
        if (poll(&event, 1, SIGNAL_MS) <= 0)
            continue;
        ssize_t got = read(STDIN_FILENO, answer + n, 1);
        if (got <= 0 || answer[n] == '\n')
            break;
        n += (size_t)got;
    }
    return !called_off && n == 3 && memcmp(answer, "yes", 3) == 0 && answer[n] == '\n';
}

bool ctl_question_ask(struct ctl_question *question, const char *folder)
{
    if (!question->asks)
        return !ctl_question_is_off(question);
    if (question->lines) {
        line_begin("ready");
        line_word(folder);
        line_end();
    } else {
        fputs(ctl_text("Make this change? Type yes: ", "¿Hacer este cambio? Escribe yes: "), stdout);
        fflush(stdout);
    }
    question->answered = true;
    return is_answered_yes() && !ctl_question_is_off(question);
}
