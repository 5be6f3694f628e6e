// SPDX-License-Identifier: MIT
// chasqui-decode with its decoder taken over (hostile.c): whatever it tries is blocked, as seen from outside. Each attempt
// is made once more with the door open (open_door.c), where it must come off: else this test would prove nothing.
#include "support.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>

#include "system/decoder.h"

static char folder[] = "/tmp/chasqui-hostile-XXXXXX";
static volatile sig_atomic_t signals;
static volatile unsigned char secret = 'S';

struct outcome {
    bool replied;
    uint32_t status;
    int value; // of the pixel, when OK
    int ended; // as waitpid gives it
};

static void count_signal(int number)
{
    (void)number;
    signals++;
}

static pid_t start(const char *program, int line)
{
    posix_spawn_file_actions_t actions;
    char *const arguments[] = {(char *)(uintptr_t)program, NULL}, *const environment[] = {NULL};
    pid_t pid;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, line, DECODER_LINE);
    posix_spawn_file_actions_addclosefrom_np(&actions, DECODER_LINE + 1);
    assert_int_equal(posix_spawn(&pid, program, &actions, NULL, arguments, environment), 0);
    posix_spawn_file_actions_destroy(&actions);
    return pid;
}

static void send_attempt(int line, const char *attempt)
{
    union {
        struct cmsghdr align;
        char bytes[CMSG_SPACE(sizeof(int))];
    } control = {0};
    struct decoder_request request = {.ask = DECODER_ASK_DECODE, .w = 4, .h = 4};
    struct iovec part = {&request, sizeof request};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = sizeof control.bytes};
    int fd = file_of(attempt, strlen(attempt));
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    *header =
        (struct cmsghdr){.cmsg_len = CMSG_LEN(sizeof fd), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
    memcpy(CMSG_DATA(header), &fd, sizeof fd);
    assert_int_equal(sendmsg(line, &message, MSG_NOSIGNAL), (ssize_t)sizeof request);
    close(fd);
}

static void receive(int line, struct outcome *out)
{
    union {
        struct cmsghdr align;
        char bytes[CMSG_SPACE(sizeof(int))];
    } control;
    struct decoder_reply reply;
    struct iovec part = {&reply, sizeof reply};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = sizeof control.bytes};
    ssize_t got;
    do
        got = recvmsg(line, &message, MSG_CMSG_CLOEXEC);
    while (got < 0 && errno == EINTR); // the hostile one may signal us
    out->replied = got == (ssize_t)sizeof reply;
    if (!out->replied)
        return;
    out->status = reply.status;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (header) {
        int fd;
        uint32_t pixel = 0;
        memcpy(&fd, CMSG_DATA(header), sizeof fd);
        assert_int_equal(pread(fd, &pixel, sizeof pixel, 0), (ssize_t)sizeof pixel);
        out->value = (int)pixel;
        close(fd);
    }
}

static struct outcome attempt(const char *program, const char *what)
{
    struct outcome outcome = {0};
    int ends[2];
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), 0);
    pid_t pid = start(program, ends[1]);
    close(ends[1]);
    send_attempt(ends[0], what);
    receive(ends[0], &outcome);
    close(ends[0]);
    while (waitpid(pid, &outcome.ended, 0) < 0)
        assert_int_equal(errno, EINTR);
    return outcome;
}

// Blocked: the system killed it for the call (SIGSYS), or refused the call.
static bool was_blocked(struct outcome outcome)
{
    if (outcome.replied)
        return outcome.status == DECODER_BROKEN;
    return WIFSIGNALED(outcome.ended) && WTERMSIG(outcome.ended) == SIGSYS;
}

static bool is_there(const char *path)
{
    return access(path, F_OK) == 0;
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

// ---- Paths ----

static void it_reads_no_file(void **state)
{
    static const char *const ways[] = {"open", "openat"};
    char path[80], what[128];
    (void)state;
    snprintf(path, sizeof path, "%s/secret", folder);
    write_file(path, "S");
    for (size_t i = 0; i < 2; i++) {
        snprintf(what, sizeof what, "%s %s", ways[i], path);
        assert_true(was_blocked(attempt(HOSTILE, what)));
        struct outcome control = attempt(HOSTILE_FREE, what);
        assert_true(control.replied && control.status == DECODER_OK && control.value == 'S');
    }
    assert_true(was_blocked(attempt(HOSTILE, "self-mem")));
    assert_int_equal(attempt(HOSTILE_FREE, "self-mem").status, DECODER_OK);
    unlink(path);
}

static void it_changes_no_file(void **state)
{
    char path[80], what[128];
    (void)state;
    snprintf(path, sizeof path, "%s/made", folder);
    snprintf(what, sizeof what, "create %s", path);
    assert_true(was_blocked(attempt(HOSTILE, what)));
    assert_false(is_there(path));
    assert_int_equal(attempt(HOSTILE_FREE, what).status, DECODER_OK);
    assert_true(is_there(path));
    snprintf(what, sizeof what, "unlink %s", path);
    assert_true(was_blocked(attempt(HOSTILE, what)));
    assert_true(is_there(path));
    assert_int_equal(attempt(HOSTILE_FREE, what).status, DECODER_OK);
    assert_false(is_there(path));
}

static void it_runs_no_program(void **state)
{
    char path[80], what[128];
    (void)state;
    snprintf(path, sizeof path, "%s/run", folder);
    snprintf(what, sizeof what, "exec %s", path);
    assert_true(was_blocked(attempt(HOSTILE, what)));
    assert_false(is_there(path));
    attempt(HOSTILE_FREE, what);
    assert_true(is_there(path));
    unlink(path);
}

// ---- Others ----

static void it_calls_nobody(void **state)
{
    char what[128];
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    (void)state;
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    snprintf(address.sun_path, sizeof address.sun_path, "%s/socket", folder);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(listen(fd, 4), 0);
    snprintf(what, sizeof what, "connect %s", address.sun_path);
    assert_true(was_blocked(attempt(HOSTILE, what)));
    assert_int_equal(accept(fd, NULL, NULL), -1);
    assert_int_equal(attempt(HOSTILE_FREE, what).status, DECODER_OK);
    int heard = accept(fd, NULL, NULL);
    assert_true(heard >= 0);
    close(heard);
    close(fd);
    unlink(address.sun_path);
    assert_true(was_blocked(attempt(HOSTILE, "internet")));
    assert_int_equal(attempt(HOSTILE_FREE, "internet").status, DECODER_OK);
}

static void it_touches_no_process(void **state)
{
    char what[128];
    (void)state;
    signal(SIGUSR1, count_signal);
    prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY); // where only parents may look into others
    snprintf(what, sizeof what, "kill %d", (int)getpid());
    signals = 0;
    assert_true(was_blocked(attempt(HOSTILE, what)));
    assert_int_equal(signals, 0);
    assert_int_equal(attempt(HOSTILE_FREE, what).status, DECODER_OK);
    assert_int_equal(signals, 1);
    snprintf(what, sizeof what, "peek %d %llu", (int)getpid(), (unsigned long long)(uintptr_t)&secret);
    assert_true(was_blocked(attempt(HOSTILE, what)));
    struct outcome control = attempt(HOSTILE_FREE, what);
    if (control.status == DECODER_OK)
        assert_int_equal(control.value, 'S');
    else
        print_message("this system lets nobody look into others: no control\n");
    snprintf(what, sizeof what, "poke %d %llu", (int)getpid(), (unsigned long long)(uintptr_t)&secret);
    assert_true(was_blocked(attempt(HOSTILE, what)));
    assert_int_equal(secret, 'S');
    if (attempt(HOSTILE_FREE, what).status == DECODER_OK)
        assert_int_equal(secret, 'X');
    secret = 'S';
}

// ---- Itself ----

// Blocked with the door shut; with it open it comes off, unless this system forbids it to everybody.
static void only_outside(const char *what, bool may_lack)
{
    struct outcome shut = attempt(HOSTILE, what), control = attempt(HOSTILE_FREE, what);
    if (!was_blocked(shut))
        fail_msg("%s was not blocked", what);
    if (control.replied && control.status == DECODER_OK)
        return;
    if (!may_lack)
        fail_msg("%s comes off nowhere: this test proves nothing", what);
    print_message("%s: this system forbids it to everybody\n", what);
}

static void it_becomes_nothing_else(void **state)
{
    (void)state;
    only_outside("fork", false);
    only_outside("thread", false);
    only_outside("mmap-exec", false);
    only_outside("mprotect-exec", false);
    only_outside("prctl", false);
    only_outside("setrlimit", false);
    only_outside("ptrace", true);
    only_outside("io_uring", true);
}

static void it_has_its_limits(void **state)
{
    (void)state;
#ifndef CHASQUI_SANITIZE
    only_outside("memory", false);
#endif
    only_outside("many-files", false);
    struct outcome shut = attempt(HOSTILE, "large-file");
    assert_true(!shut.replied && WIFSIGNALED(shut.ended) && WTERMSIG(shut.ended) == SIGXFSZ);
    assert_int_equal(attempt(HOSTILE_FREE, "large-file").status, DECODER_OK);
}

// It goes when nobody is at the other end, and when what comes is no request.
static void it_ends(void **state)
{
    int ends[2], ended;
    (void)state;
    for (int i = 0; i < 3; i++) {
        assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), 0);
        pid_t pid = start(HOSTILE, ends[1]);
        struct decoder_request request = {.ask = 99};
        close(ends[1]);
        if (i > 0)
            send(ends[0], &request, i == 1 ? sizeof request : 5, 0);
        if (i == 0)
            close(ends[0]);
        assert_int_equal(waitpid(pid, &ended, 0), pid);
        assert_true(WIFEXITED(ended) && WEXITSTATUS(ended) == 0);
        if (i > 0)
            close(ends[0]);
    }
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_reads_no_file),      cmocka_unit_test(it_changes_no_file),
        cmocka_unit_test(it_runs_no_program),    cmocka_unit_test(it_calls_nobody),
        cmocka_unit_test(it_touches_no_process), cmocka_unit_test(it_becomes_nothing_else),
        cmocka_unit_test(it_has_its_limits),     cmocka_unit_test(it_ends),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
