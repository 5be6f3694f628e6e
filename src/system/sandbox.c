// SPDX-License-Identifier: MIT
#include "system/sandbox.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <link.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/limits.h"
#include "system/landlock.h"

// ---- The decoder ----

// Root without capabilities is a user like others; elsewhere there is nothing to drop.
static bool drop_capabilities(void)
{
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {0};
    return syscall(SYS_capset, &header, none) == 0;
}

static bool limit(int what, rlim_t most)
{
    struct rlimit old, now = {most, most};
    if (getrlimit(what, &old) != 0)
        return false;
    if (old.rlim_max < most) // a limit can't be raised
        now.rlim_cur = now.rlim_max = old.rlim_max;
    return setrlimit(what, &now) == 0;
}

static bool limit_decoder(int line)
{
    // The largest picture that comes back, its rows padded.
    const rlim_t largest = (rlim_t)LIMIT_SCREEN_SIDE * LIMIT_SCREEN_SIDE * 4;
#ifndef CHASQUI_SANITIZE // its shadow takes terabytes of addresses
    if (!limit(RLIMIT_AS, LIMIT_DECODE_MEMORY))
        return false;
#endif
    // Its line, the file and the pixels stand above the three of every process.
    return limit(RLIMIT_NOFILE, (rlim_t)line + 3) && limit(RLIMIT_FSIZE, largest) && limit(RLIMIT_NPROC, 0) &&
           limit(RLIMIT_CORE, 0);
}

static bool forbid_paths(void)
{
    if (landlock_abi() == 0)
        return true;
    int rules = landlock_open();
    return rules >= 0 && landlock_close(rules);
}

static bool allow_plain(scmp_filter_ctx filter)
{
    static const int calls[] = {
        SCMP_SYS(brk),           SCMP_SYS(munmap),          SCMP_SYS(mremap),
        SCMP_SYS(close),         SCMP_SYS(pread64),         SCMP_SYS(lseek),
        SCMP_SYS(_llseek),       SCMP_SYS(write),           SCMP_SYS(ftruncate),
        SCMP_SYS(ftruncate64),   SCMP_SYS(futex),           SCMP_SYS(futex_time64),
        SCMP_SYS(clock_gettime), SCMP_SYS(clock_gettime64), SCMP_SYS(exit_group),
        SCMP_SYS(rt_sigreturn),  SCMP_SYS(restart_syscall),
#ifdef CHASQUI_SANITIZE // their memory, and what they do to tell what was wrong
        SCMP_SYS(madvise),       SCMP_SYS(sigaltstack),     SCMP_SYS(gettid),
        SCMP_SYS(getpid),        SCMP_SYS(rt_sigaction),    SCMP_SYS(rt_sigprocmask),
        SCMP_SYS(sched_yield),
#endif
    };
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0) != 0)
            return false;
    return true;
}

static bool allow_judged(scmp_filter_ctx filter, int line)
{
    const struct scmp_arg_cmp on_line = {0, SCMP_CMP_EQ, (scmp_datum_t)line, 0};
    const struct scmp_arg_cmp no_code = {2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0};
    const struct scmp_arg_cmp sealable = {1, SCMP_CMP_EQ, MFD_CLOEXEC | MFD_ALLOW_SEALING, 0};
    const struct {
        int call;
        struct scmp_arg_cmp argument;
    } rules[] = {
        {SCMP_SYS(recvmsg), on_line},
        {SCMP_SYS(sendmsg), on_line},
        {SCMP_SYS(mmap), no_code},
        {SCMP_SYS(mmap2), no_code},
        {SCMP_SYS(memfd_create), sealable},
        {SCMP_SYS(fcntl), {1, SCMP_CMP_EQ, F_ADD_SEALS, 0}},
        {SCMP_SYS(fcntl64), {1, SCMP_CMP_EQ, F_ADD_SEALS, 0}},
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, rules[i].call, 1, rules[i].argument) != 0)
            return false;
    return true;
}

static bool forbid_calls(int line)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (!filter)
        return false;
    bool good = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0 &&
                allow_plain(filter) && allow_judged(filter, line) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return good;
}

bool sandbox_close_decoder(int line)
{
    // Each step may need what the next one takes away.
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 &&
           drop_capabilities() && forbid_paths() && prctl(PR_SET_DUMPABLE, 0) == 0 && limit_decoder(line) &&
           forbid_calls(line);
}

// ---- The import ----

// What a program needs to start at all: its libraries, and the loader that the kernel runs it with.
static bool allow_start(int rules, const char *program)
{
    static const char *const libraries[] = {"/lib", "/lib64", "/usr/lib", "/usr/local/lib",
                                            "/etc/ld.so.cache"};
    const ElfW(Phdr) *headers = (const ElfW(Phdr) *)getauxval(AT_PHDR); // NOLINT(performance-no-int-to-ptr)
    size_t n = getauxval(AT_PHNUM);
    const char *base = NULL;
    bool good = landlock_allow(rules, program, LANDLOCK_RUN);
    for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++)
        good = good && landlock_allow(rules, libraries[i], LANDLOCK_READ);
    for (size_t i = 0; headers && i < n; i++)
        if (headers[i].p_type == PT_PHDR)
            base = (const char *)headers - headers[i].p_vaddr;
    for (size_t i = 0; base && i < n; i++)
        if (headers[i].p_type == PT_INTERP)
            good = good && landlock_allow(rules, base + headers[i].p_vaddr, LANDLOCK_RUN);
#ifdef CHASQUI_SANITIZE
    good = good && landlock_allow(rules, "/proc", LANDLOCK_READ);
#endif
    return good && landlock_allow(rules, "/dev/null", LANDLOCK_NULL);
}

static bool allow_paths(int rules, const struct sandbox_paths *paths)
{
    for (size_t i = 0; i < paths->n_read; i++)
        if (!landlock_allow(rules, paths->read[i], LANDLOCK_READ))
            return false;
    for (size_t i = 0; i < paths->n_write; i++)
        if (!landlock_allow(rules, paths->write[i], LANDLOCK_WRITE))
            return false;
    return !paths->decoder || allow_start(rules, paths->decoder);
}

// A list of what is forbidden, unlike the decoder's: libraries and the system may do much here that nobody listed.
static bool forbid_reach(void)
{
    static const int calls[] = {SCMP_SYS(io_uring_setup),
#ifndef CHASQUI_SANITIZE // it looks for leaks by it
                                SCMP_SYS(ptrace),
#endif
                                SCMP_SYS(process_vm_readv),
                                SCMP_SYS(process_vm_writev),
                                SCMP_SYS(bpf),
                                SCMP_SYS(perf_event_open),
                                SCMP_SYS(userfaultfd),
                                SCMP_SYS(keyctl),
                                SCMP_SYS(add_key),
                                SCMP_SYS(request_key),
                                SCMP_SYS(mount),
                                SCMP_SYS(unshare),
                                SCMP_SYS(setns),
                                SCMP_SYS(pidfd_getfd),
                                SCMP_SYS(kexec_load),
                                SCMP_SYS(init_module),
                                SCMP_SYS(finit_module),
                                SCMP_SYS(open_by_handle_at)};
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (!filter)
        return false;
    bool good = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(socket), 1,
                                 (struct scmp_arg_cmp){0, SCMP_CMP_NE, AF_UNIX, 0}) == 0;
    for (size_t i = 0; good && i < sizeof calls / sizeof *calls; i++)
        good = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), calls[i], 0) == 0;
    good = good && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return good;
}

// Rather one import that breaks off than a machine without memory.
static bool limit_import(void)
{
#ifdef CHASQUI_SANITIZE // its shadow takes terabytes of addresses
    return true;
#else
    return limit(RLIMIT_AS, LIMIT_IMPORT_MEMORY) && limit(RLIMIT_CORE, 0);
#endif
}

enum sandbox_strength sandbox_close_import(const struct sandbox_paths *paths)
{
    bool landlock = landlock_abi() > 0;
    int rules = landlock ? landlock_open() : -1;
    if (landlock && (rules < 0 || !allow_paths(rules, paths))) {
        if (rules >= 0)
            close(rules);
        return SANDBOX_FAILED;
    }
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || !limit_import() ||
        (landlock && !landlock_close(rules)) || !forbid_reach())
        return SANDBOX_FAILED;
    return landlock ? SANDBOX_STRONG : SANDBOX_WEAK;
}
