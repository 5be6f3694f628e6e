// SPDX-License-Identifier: MIT
#include "system/ending.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

static struct {
    int event; // counts signals
    int patience_ms;
    void (*told)(void *context);
    void *context;
} ending = {.event = -1};

static void hear(int number)
{
    int error = errno;
    const uint64_t one = 1;
    (void)number;
    // A counter that is full has been heard.
    if (write(ending.event, &one, sizeof one) < 0)
        (void)0;
    errno = error;
}

static void *wait_for_it(void *unused)
{
    uint64_t count;
    (void)unused;
    while (read(ending.event, &count, sizeof count) < 0 && errno == EINTR)
        ;
    ending.told(ending.context);
    poll(NULL, 0, ending.patience_ms);
    signal(SIGTERM, SIG_DFL);
    kill(getpid(), SIGTERM);
    return NULL;
}

bool ending_watch(void (*told)(void *context), void *context, int patience_ms)
{
    static const int signals[] = {SIGTERM, SIGINT, SIGHUP};
    struct sigaction action = {.sa_handler = hear, .sa_flags = SA_RESTART};
    pthread_t thread;
    ending.told = told;
    ending.context = context;
    ending.patience_ms = patience_ms;
    ending.event = eventfd(0, EFD_CLOEXEC);
    if (ending.event < 0 || pthread_create(&thread, NULL, wait_for_it, NULL) != 0)
        return false;
    pthread_detach(thread);
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaction(signals[i], &action, NULL);
    return true;
}
