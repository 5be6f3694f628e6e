// SPDX-License-Identifier: MIT
#include "programs/ctl_password.h"

#include <errno.h>
#include <signal.h>
#include <sodium.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "programs/ctl.h"

static volatile sig_atomic_t interrupted;

static void note(int signal)
{
    interrupted = signal;
}

// A line, byte by byte, so that nothing of it stays in a buffer of stdio.
static bool read_line(struct ctl_password *password)
{
    for (;;) {
        char c;
        ssize_t n = read(STDIN_FILENO, &c, 1);
        if (n < 0 && errno == EINTR && !interrupted)
            continue;
        if (n < 0 || interrupted)
            return false;
        if (n == 0 || c == '\n')
            return n > 0 || password->n > 0;
        if (password->n == CTL_PASSWORD)
            return false;
        password->bytes[password->n++] = c;
    }
}

// Without echo; whoever presses Ctrl+C gets their terminal back as it was. The question comes once nothing is echoed, since
// what was typed before that is dropped.
static bool read_hidden(struct ctl_password *password, const char *prompt)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    struct sigaction action = {.sa_handler = note}, old[sizeof signals / sizeof *signals];
    struct termios before, hidden;
    if (tcgetattr(STDIN_FILENO, &before) != 0)
        return false;
    interrupted = 0;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaction(signals[i], &action, &old[i]);
    hidden = before;
    hidden.c_lflag &= ~(tcflag_t)ECHO;
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    fputs(prompt, stderr);
    bool good = read_line(password);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaction(signals[i], &old[i], NULL);
    fputc('\n', stderr);
    if (interrupted)
        raise(interrupted);
    return good;
}

bool ctl_password_ask(struct ctl_password *password, const char *prompt)
{
    *password = (struct ctl_password){.n = 0};
    if (isatty(STDIN_FILENO) ? read_hidden(password, prompt) : read_line(password))
        return true;
    ctl_say(ctl_text("no password was given, or one longer than %d bytes",
                     "no se dio ninguna contraseña, o una de más de %d bytes"),
            CTL_PASSWORD);
    return false;
}

static bool is_same(const struct ctl_password *a, const struct ctl_password *b)
{
    return sodium_memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

bool ctl_password_new(struct ctl_password *password)
{
    struct ctl_password again;
    if (!ctl_password_ask(password,
                          ctl_text("A password for the new key: ", "Una contraseña para la clave nueva: ")))
        return false;
    if (password->n == 0) {
        ctl_say("%s", ctl_text("the password is empty; with --no-password the key has none",
                               "la contraseña está vacía; con --no-password la clave no lleva ninguna"));
        return false;
    }
    if (!isatty(STDIN_FILENO))
        return true;
    bool same = ctl_password_ask(&again, ctl_text("The same again: ", "La misma otra vez: "));
    if (same && !is_same(password, &again)) {
        ctl_say("%s", ctl_text("those are two different passwords; begin again",
                               "son dos contraseñas distintas; empieza otra vez"));
        same = false;
    }
    ctl_password_wipe(&again);
    return same;
}

void ctl_password_wipe(struct ctl_password *password)
{
    sodium_memzero(password, sizeof *password);
}

struct slice ctl_password_slice(const struct ctl_password *password)
{
    return (struct slice){password->bytes, password->n};
}
