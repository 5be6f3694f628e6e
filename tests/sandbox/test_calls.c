// SPDX-License-Identifier: MIT
// Every system call there is, made in a process that is closed in as chasqui-decode is: all but the few kill it.
#include "support.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "system/decoder.h"
#include "system/sandbox.h"

#define CALLS 600 // more than any kernel has

// With arguments of 0, as below. What a rule looks at is tested on its own.
static const long allowed[] = {
    SYS_brk,         SYS_munmap,       SYS_mremap, SYS_close,         SYS_pread64,      SYS_lseek,
    SYS_write,       SYS_ftruncate,    SYS_futex,  SYS_clock_gettime, SYS_exit_group,   SYS_restart_syscall,
    SYS_mmap,        SYS_rt_sigreturn,
#ifdef CHASQUI_SANITIZE
    SYS_madvise,     SYS_sigaltstack,  SYS_gettid, SYS_getpid,        SYS_rt_sigaction, SYS_rt_sigprocmask,
    SYS_sched_yield,
#endif
};

static bool is_allowed(long call)
{
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
        if (allowed[i] == call)
            return true;
    return false;
}

// How a process ends that is closed in and makes this call, then goes with status 0.
static int ended_by(long call, long a, long b, long c)
{
    int ended;
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        if (!sandbox_close_decoder(DECODER_LINE))
            syscall(SYS_exit_group, 9);
        syscall(call, a, b, c, 0, 0, 0);
        syscall(SYS_exit_group, 0);
    }
    assert_int_equal(waitpid(pid, &ended, 0), pid);
    return ended;
}

static bool is_killed(int ended)
{
    return WIFSIGNALED(ended) && WTERMSIG(ended) == SIGSYS;
}

static bool goes_on(int ended)
{
    return WIFEXITED(ended) && WEXITSTATUS(ended) == 0;
}

// What a debugger of the whole system plants in programs: the kernel lets no filter see these, and they do nothing else.
static bool is_probe(long call)
{
#ifdef __x86_64__
    return call == 335 || call == 336;
#else
    return call < 0;
#endif
}

static void all_but_a_few_kill(void **state)
{
    (void)state;
    for (long call = 0; call < CALLS; call++) {
        if (is_probe(call))
            continue;
        int ended = ended_by(call, 0, 0, 0);
        // Returning from a signal that never came ends badly, but not by the filter.
        bool good = call == SYS_rt_sigreturn ? !is_killed(ended)
                    : is_allowed(call)       ? goes_on(ended)
                                             : is_killed(ended);
        if (!good)
            fail_msg("call %ld ended with %x", call, (unsigned)ended);
    }
}

static void arguments_are_judged(void **state)
{
    static const struct {
        long call, a, b, c;
        bool allowed;
    } rows[] = {
        {SYS_recvmsg, DECODER_LINE, 0, 0, true},
        {SYS_recvmsg, DECODER_LINE + 1, 0, 0, false},
        {SYS_sendmsg, DECODER_LINE, 0, 0, true},
        {SYS_sendmsg, 0, 0, 0, false},
        {SYS_mmap, 0, 4096, PROT_READ | PROT_WRITE, true},
        {SYS_mmap, 0, 4096, PROT_EXEC, false},
        {SYS_mmap, 0, 4096, PROT_READ | PROT_EXEC, false},
        {SYS_mprotect, 0, 4096, PROT_READ, false},
        {SYS_memfd_create, 0, MFD_CLOEXEC | MFD_ALLOW_SEALING, 0, true},
        {SYS_memfd_create, 0, MFD_CLOEXEC, 0, false},
        {SYS_memfd_create, 0, MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_HUGETLB, 0, false},
        {SYS_fcntl, DECODER_LINE, F_ADD_SEALS, 0, true},
        {SYS_fcntl, DECODER_LINE, F_DUPFD, 0, false},
        {SYS_fcntl, DECODER_LINE, F_SETOWN, 1, false},
        {SYS_fcntl, DECODER_LINE, F_SETFL, 0, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int ended = ended_by(rows[i].call, rows[i].a, rows[i].b, rows[i].c);
        if (rows[i].allowed ? !goes_on(ended) : !is_killed(ended))
            fail_msg("row %zu ended with %x", i, (unsigned)ended);
    }
}

#ifdef __x86_64__
// The same kernel by its other doors: calls of 32 bits, and of x32.
static void other_doors_are_shut(void **state)
{
    int ended;
    (void)state;
    pid_t pid = fork();
    if (pid == 0) {
        long number = 20; // getpid
        if (!sandbox_close_decoder(DECODER_LINE))
            syscall(SYS_exit_group, 9);
        __asm__ volatile("int $0x80" : "+a"(number) : : "memory");
        syscall(SYS_exit_group, 0);
    }
    assert_int_equal(waitpid(pid, &ended, 0), pid);
    assert_true(WIFSIGNALED(ended)); // SIGSEGV where the kernel has no such door
    assert_true(is_killed(ended_by(0x40000000 | SYS_close, 0, 0, 0)));
    assert_true(is_killed(ended_by(0x40000000 | SYS_getpid, 0, 0, 0)));
}
#endif

// Without it, none of these would end that way.
static void the_control(void **state)
{
    int ended;
    (void)state;
    static const long calls[] = {SYS_getpid, SYS_openat, SYS_socket, SYS_mprotect};
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            syscall(calls[i], 0, 0, 0, 0, 0, 0);
            syscall(SYS_exit_group, 0);
        }
        assert_int_equal(waitpid(pid, &ended, 0), pid);
        assert_true(goes_on(ended));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_but_a_few_kill),
        cmocka_unit_test(arguments_are_judged),
#ifdef __x86_64__
        cmocka_unit_test(other_doors_are_shut),
#endif
        cmocka_unit_test(the_control),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
