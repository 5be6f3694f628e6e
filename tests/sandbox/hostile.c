// SPDX-License-Identifier: MIT
// What a picture could make chasqui-decode do if it took over its decoder: linked with the whole of that program in place
// of paint/decode.c. A picture is a line of text, ATTEMPT [ARGUMENT]; an attempt that comes off is answered with one pixel.
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "paint/decode.h"

// Each returns the byte that it got hold of, 1 when there is none to get, or -1.

static int read_path(const char *path)
{
    unsigned char byte;
    int fd = open(path, O_RDONLY);
    return fd >= 0 && read(fd, &byte, 1) == 1 ? byte : -1;
}

static int read_openat(const char *path)
{
    unsigned char byte;
    int fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY, 0);
    return fd >= 0 && pread(fd, &byte, 1, 0) == 1 ? byte : -1;
}

static int create(const char *path)
{
    return open(path, O_WRONLY | O_CREAT | O_EXCL, 0600) >= 0 ? 1 : -1;
}

static int remove_path(const char *path)
{
    return unlink(path) == 0 ? 1 : -1;
}

static int internet(const char *nothing)
{
    (void)nothing;
    return socket(AF_INET, SOCK_STREAM, 0) >= 0 ? 1 : -1;
}

static int connect_path(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    return fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0 ? 1 : -1;
}

static int make_child(const char *nothing)
{
    (void)nothing;
    pid_t pid = fork();
    if (pid == 0)
        _exit(0);
    return pid > 0 && waitpid(pid, NULL, 0) == pid ? 1 : -1;
}

static void *do_nothing(void *nothing)
{
    return nothing;
}

static int make_thread(const char *nothing)
{
    pthread_t thread;
    (void)nothing;
    return pthread_create(&thread, NULL, do_nothing, NULL) == 0 && pthread_join(thread, NULL) == 0 ? 1 : -1;
}

static int run(const char *path)
{
    execl("/bin/sh", "sh", "-c", "echo x >\"$0\"", path, (char *)NULL);
    return -1;
}

static int trace(const char *nothing)
{
    (void)nothing;
    return ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0 ? 1 : -1;
}

static int signal_parent(const char *pid)
{
    return kill((pid_t)strtol(pid, NULL, 10), SIGUSR1) == 0 ? 1 : -1;
}

// "PID ADDRESS"
static int peek(const char *where)
{
    char *end;
    unsigned char byte = 0;
    pid_t pid = (pid_t)strtol(where, &end, 10);
    void *address = (void *)(uintptr_t)strtoull(end, NULL, 10);
    struct iovec here = {&byte, 1}, there = {address, 1};
    return process_vm_readv(pid, &here, 1, &there, 1, 0) == 1 ? byte : -1;
}

static int poke(const char *where)
{
    char *end;
    unsigned char byte = 'X';
    pid_t pid = (pid_t)strtol(where, &end, 10);
    void *address = (void *)(uintptr_t)strtoull(end, NULL, 10);
    struct iovec here = {&byte, 1}, there = {address, 1};
    return process_vm_writev(pid, &here, 1, &there, 1, 0) == 1 ? 1 : -1;
}

static int own_memory(const char *nothing)
{
    (void)nothing;
    return open("/proc/self/mem", O_RDONLY) >= 0 ? 1 : -1;
}

static int make_code(const char *nothing)
{
    (void)nothing;
    return mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED ? 1 : -1;
}

static int turn_into_code(const char *nothing)
{
    (void)nothing;
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return page != MAP_FAILED && mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0 ? 1 : -1;
}

static int be_dumpable(const char *nothing)
{
    (void)nothing;
    return prctl(PR_SET_DUMPABLE, 1) == 0 ? 1 : -1;
}

static int ring(const char *nothing)
{
    char parameters[256] = {0};
    (void)nothing;
    return syscall(SYS_io_uring_setup, 1, parameters) >= 0 ? 1 : -1;
}

static int more_files(const char *nothing)
{
    struct rlimit limit = {64, 64};
    (void)nothing;
    return setrlimit(RLIMIT_NOFILE, &limit) == 0 ? 1 : -1;
}

static int memory(const char *nothing)
{
    (void)nothing;
    return mmap(NULL, (size_t)2 << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
                -1, 0) != MAP_FAILED
               ? 1
               : -1;
}

static int large_file(const char *nothing)
{
    (void)nothing;
    int fd = memfd_create("large", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    return fd >= 0 && ftruncate(fd, (off_t)1 << 30) == 0 ? 1 : -1;
}

static int many_files(const char *nothing)
{
    (void)nothing;
    for (int i = 0; i < 10; i++)
        if (memfd_create("one", MFD_CLOEXEC | MFD_ALLOW_SEALING) < 0)
            return -1;
    return 1;
}

static const struct {
    const char *name;
    int (*attempt)(const char *argument);
} attempts[] = {{"open", read_path},
                {"openat", read_openat},
                {"create", create},
                {"unlink", remove_path},
                {"internet", internet},
                {"connect", connect_path},
                {"fork", make_child},
                {"thread", make_thread},
                {"exec", run},
                {"ptrace", trace},
                {"kill", signal_parent},
                {"peek", peek},
                {"poke", poke},
                {"self-mem", own_memory},
                {"mmap-exec", make_code},
                {"mprotect-exec", turn_into_code},
                {"prctl", be_dumpable},
                {"io_uring", ring},
                {"setrlimit", more_files},
                {"memory", memory},
                {"large-file", large_file},
                {"many-files", many_files}};

enum decode_status decode_picture(struct slice bytes, struct decode_wish wish, struct decoded *out)
{
    struct slice name, rest;
    char argument[256];
    (void)wish;
    *out = (struct decoded){0};
    slice_cut(bytes, ' ', &name, &rest);
    if (rest.n >= sizeof argument)
        return DECODE_UNKNOWN;
    if (rest.n > 0)
        memcpy(argument, rest.p, rest.n);
    argument[rest.n] = '\0';
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
        if (!slice_is(name, attempts[i].name))
            continue;
        int got = attempts[i].attempt(argument);
        if (got < 0)
            return DECODE_BROKEN;
        if (!frame_init(&out->pixels, 1, 1))
            return DECODE_NO_MEMORY;
        out->pixels.px[0] = (uint32_t)got;
        return DECODE_OK;
    }
    return DECODE_UNKNOWN;
}

void decoded_fini(struct decoded *decoded)
{
    frame_fini(&decoded->pixels);
}

struct decode_source *decode_source(struct slice bytes)
{
    (void)bytes;
    return NULL;
}

enum decode_status decode_placed(struct decode_source *source, struct decode_wish wish, struct decoded *out)
{
    (void)source, (void)wish;
    *out = (struct decoded){0};
    return DECODE_UNKNOWN;
}

void decode_source_free(struct decode_source *source)
{
    (void)source;
}
