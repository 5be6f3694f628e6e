// SPDX-License-Identifier: MIT
// What an import can still do once it is closed in, each in a process of its own, and that it could do the rest before.
#include "support.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "system/decoder.h"
#include "system/landlock.h"
#include "system/sandbox.h"

static char root[] = "/tmp/chasqui-import-XXXXXX";
static char stick[64], store[64], other[64];

static const char svg[] = "<svg viewBox=\"0 0 10 10\"><path fill=\"#ff0000\" d=\"M0 0H10V10H0Z\"/></svg>";

static const char *in(const char *folder, const char *name)
{
    static char paths[4][128];
    static unsigned at;
    char *path = paths[at++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static bool opens(const char *path, int flags)
{
    int fd = open(path, flags | O_CLOEXEC, 0600);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

static bool runs(const char *program)
{
    int ended;
    pid_t pid = fork();
    if (pid == 0) {
        execl(program, program, "--version", (char *)NULL);
        _exit(99);
    }
    return waitpid(pid, &ended, 0) == pid && !(WIFEXITED(ended) && WEXITSTATUS(ended) == 99);
}

static bool decodes(void)
{
    struct decoder_picture picture;
    struct decoder *decoder = decoder_create(&(struct decoder_config){.program = DECODER});
    int fd = file_of(svg, sizeof svg - 1);
    bool good = decoder_decode(decoder, fd, (struct decoder_wish){.w = 5, .h = 5}, &picture) == DECODER_OK &&
                (picture.px[0] & 0xffffff) == 0xff0000;
    decoder_picture_free(&picture);
    decoder_destroy(decoder);
    close(fd);
    return good;
}

// ---- Each true when it could be done ----

static bool read_stick(void)
{
    return opens(in(stick, "a"), O_RDONLY) && opens(stick, O_RDONLY | O_DIRECTORY);
}

static bool write_store(void)
{
    struct stat st;
    bool good = opens(in(store, "b"), O_WRONLY | O_CREAT) && truncate(in(store, "b"), 3) == 0 &&
                mkdir(in(store, "c"), 0700) == 0 && rename(in(store, "b"), in(store, "c/b")) == 0 &&
                stat(in(store, "c/b"), &st) == 0 && st.st_size == 3 && unlink(in(store, "c/b")) == 0;
    return rmdir(in(store, "c")) == 0 && good && opens(store, O_RDONLY | O_DIRECTORY);
}

static bool local_sockets(void)
{
    int ends[2];
    bool good = socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) == 0;
    if (good) {
        close(ends[0]);
        close(ends[1]);
    }
    return good;
}

static bool write_stick(void)
{
    bool good = opens(in(stick, "new"), O_WRONLY | O_CREAT);
    unlink(in(stick, "new"));
    return good;
}

static bool read_other(void)
{
    return opens(in(other, "a"), O_RDONLY);
}

static bool carry_off(void)
{
    return rename(in(stick, "a"), in(store, "a")) == 0 && rename(in(store, "a"), in(stick, "a")) == 0;
}

static bool make_link(void)
{
    bool good = symlink("/etc/passwd", in(store, "link")) == 0;
    unlink(in(store, "link"));
    return good;
}

static bool make_pipe(void)
{
    bool good = mkfifo(in(store, "pipe"), 0600) == 0;
    unlink(in(store, "pipe"));
    return good;
}

static bool run_true(void)
{
    return runs("/bin/true");
}

static bool call_out(void)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

__attribute__((unused)) static bool be_traced(void)
{
    return ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0;
}

// ---- Inside ----

// 0: it couldn't; 1: it could; 2: it couldn't be closed in.
static int inside(bool (*what)(void), bool closed)
{
    const char *const read[] = {stick, in(root, "not-there")}, *const write[] = {store};
    int ended;
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        struct sandbox_paths paths = {
            .read = read, .n_read = 2, .write = write, .n_write = 1, .decoder = DECODER};
        if (closed && sandbox_close_import(&paths) == SANDBOX_FAILED)
            _exit(2);
        _exit(what());
    }
    assert_int_equal(waitpid(pid, &ended, 0), pid);
    assert_true(WIFEXITED(ended));
    return WEXITSTATUS(ended);
}

static void what_it_needs_goes_on(void **state)
{
    (void)state;
    assert_int_equal(inside(read_stick, true), 1);
    assert_int_equal(inside(write_store, true), 1);
    assert_int_equal(inside(local_sockets, true), 1);
    assert_int_equal(inside(decodes, true), 1);
}

static void the_rest_is_shut(void **state)
{
    static const struct {
        const char *name;
        bool (*what)(void);
        bool by_landlock;
    } rows[] = {{"write_stick", write_stick, true}, {"read_other", read_other, true},
                {"carry_off", carry_off, true},     {"make_link", make_link, true},
                {"make_pipe", make_pipe, true},     {"run_true", run_true, true},
#ifndef CHASQUI_SANITIZE // leaks are looked for by it
                {"be_traced", be_traced, false},
#endif
                {"call_out", call_out, false}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (inside(rows[i].what, false) != 1)
            print_message("%s: this system forbids it to everybody\n", rows[i].name);
        if (rows[i].by_landlock && landlock_abi() == 0)
            continue;
        if (inside(rows[i].what, true) != 0)
            fail_msg("%s was not blocked", rows[i].name);
    }
}

// Nothing was left to do before: each of these must be able to come off.
static void the_control(void **state)
{
    (void)state;
    assert_int_equal(inside(write_stick, false), 1);
    assert_int_equal(inside(read_other, false), 1);
    assert_int_equal(inside(carry_off, false), 1);
    assert_int_equal(inside(make_link, false), 1);
    assert_int_equal(inside(run_true, false), 1);
    assert_int_equal(inside(call_out, false), 1);
}

static bool tells_strength(void)
{
    enum sandbox_strength strength = sandbox_close_import(&(struct sandbox_paths){0});
    return strength == (landlock_abi() > 0 ? SANDBOX_STRONG : SANDBOX_WEAK);
}

static void it_says_how_strong_it_is(void **state)
{
    (void)state;
    assert_int_equal(inside(tells_strength, false), 1);
}

static int make_folders(void **state)
{
    (void)state;
    if (!mkdtemp(root))
        return -1;
    snprintf(stick, sizeof stick, "%s/stick", root);
    snprintf(store, sizeof store, "%s/store", root);
    snprintf(other, sizeof other, "%s/other", root);
    const char *const folders[] = {stick, store, other};
    for (size_t i = 0; i < 3; i++)
        if (mkdir(folders[i], 0700) != 0 || !opens(in(folders[i], "a"), O_WRONLY | O_CREAT))
            return -1;
    return unlink(in(store, "a"));
}

static int remove_folders(void **state)
{
    (void)state;
    unlink(in(stick, "a"));
    unlink(in(other, "a"));
    return rmdir(stick) || rmdir(store) || rmdir(other) || rmdir(root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_it_needs_goes_on),
        cmocka_unit_test(the_rest_is_shut),
        cmocka_unit_test(the_control),
        cmocka_unit_test(it_says_how_strong_it_is),
    };
    return cmocka_run_group_tests(tests, make_folders, remove_folders);
}
