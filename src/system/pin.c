// SPDX-License-Identifier: MIT
#include "system/pin.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "system/durable.h"
#include "system/job.h"

#define PASSES 3
#define MEMORY (64u << 20)

#define HEAD "chasqui-pin 1\n"
#define FILE_MAX (sizeof HEAD + crypto_pwhash_STRBYTES + 1)

// All lines of the count are as long as each other: it is written in place, which needs no room on a full disk.
#define COUNT_FORMAT "failures %08u\n"
#define COUNT_BYTES 18
#define COUNT_MAX 99999999u

static bool path_in(const char *folder, const char *name, char out[PATH_MAX])
{
    int n = snprintf(out, PATH_MAX, "%s/%s", folder, name);
    if (n > 0 && n < PATH_MAX)
        return true;
    errno = ENAMETOOLONG;
    return false;
}

void pin_wipe_digits(void *bytes, size_t n)
{
    sodium_memzero(bytes, n);
}

// ---- Files ----

// Up to `size` bytes of a small file, or -1 with errno set.
static ssize_t read_small(const char *path, char *out, size_t size)
{
    size_t n = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return -1;
    ssize_t got = 1;
    while (n < size && got != 0) {
        got = read(fd, out + n, size - n);
        if (got < 0 && errno != EINTR)
            break;
        n += got > 0 ? (size_t)got : 0;
    }
    int error = errno;
    close(fd);
    errno = error;
    return got < 0 ? -1 : (ssize_t)n;
}

// No file is no failures. One that can't be understood was tampered with or is damaged: that has to wait.
static unsigned read_failures(const char *folder)
{
    char path[PATH_MAX];
    char bytes[COUNT_BYTES + 1];
    uint64_t count;
    if (!path_in(folder, "pin.failures", path))
        return PIN_FREE_TRIES;
    ssize_t n = read_small(path, bytes, sizeof bytes);
    if (n < 0)
        return errno == ENOENT ? 0 : PIN_FREE_TRIES;
    struct slice line = {bytes, (size_t)n};
    if (line.n != COUNT_BYTES || !slice_starts(line, SLICE("failures ")) || !slice_ends(line, SLICE("\n")) ||
        !slice_to_uint(slice_sub(line, 9, 8), COUNT_MAX, &count))
        return PIN_FREE_TRIES;
    return (unsigned)count;
}

static bool write_in_place(const char *path, struct slice bytes)
{
    struct stat st;
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return false;
    bool good = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size == (off_t)bytes.n &&
                pwrite(fd, bytes.p, bytes.n, 0) == (ssize_t)bytes.n && fdatasync(fd) == 0;
    close(fd);
    return good;
}

static bool write_failures(const char *folder, unsigned count)
{
    char path[PATH_MAX];
    char line[COUNT_BYTES + 8];
    if (!path_in(folder, "pin.failures", path))
        return false;
    snprintf(line, sizeof line, COUNT_FORMAT, count < COUNT_MAX ? count : COUNT_MAX);
    const struct slice bytes = slice_of(line);
    return write_in_place(path, bytes) || durable_replace(path, bytes, 0600);
}

bool pin_is_set(const char *folder)
{
    char path[PATH_MAX];
    struct stat st;
    return path_in(folder, "pin", path) && lstat(path, &st) == 0;
}

bool pin_set(const char *folder, struct slice digits)
{
    char file[FILE_MAX] = HEAD;
    char *hash = file + sizeof HEAD - 1;
    char path[PATH_MAX];
    if (pin_judge(digits) != PIN_GOOD) {
        errno = EINVAL;
        return false;
    }
    if (!path_in(folder, "pin", path))
        return false;
    if (sodium_init() < 0 ||
        crypto_pwhash_str_alg(hash, digits.p, digits.n, PASSES, MEMORY, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        errno = ENOMEM;
        return false;
    }
    size_t n = strlen(file);
    file[n++] = '\n';
    if (!durable_replace(path, (struct slice){file, n}, 0600))
        return false;
    // Last: a cut between the two, or a disk that is full now, leaves the new PIN with the old wait.
    write_failures(folder, 0);
    return true;
}

static bool remove_one(const char *folder, const char *name)
{
    char path[PATH_MAX];
    return path_in(folder, name, path) && (unlink(path) == 0 || errno == ENOENT);
}

bool pin_remove(const char *folder)
{
    return remove_one(folder, "pin") && remove_one(folder, "pin.failures") && durable_folder(folder);
}

// ---- Checking ----

static enum pin_verdict compare(const char *folder, const char *digits, size_t n_digits)
{
    char path[PATH_MAX];
    char file[FILE_MAX + 1];
    struct slice head, hash;
    ssize_t n = path_in(folder, "pin", path) ? read_small(path, file, FILE_MAX) : -1;
    if (n < 0)
        return PIN_BROKEN;
    file[n] = '\0';
    slice_cut((struct slice){file, (size_t)n}, '\n', &head, &hash);
    ptrdiff_t end = slice_find_char(hash, '\n');
    if (!slice_is(head, "chasqui-pin 1") || end < 0 || (size_t)end >= crypto_pwhash_STRBYTES)
        return PIN_BROKEN;
    char text[crypto_pwhash_STRBYTES] = "";
    memcpy(text, hash.p, (size_t)end);
    errno = 0;
    if (crypto_pwhash_str_verify(text, digits, n_digits) == 0)
        return PIN_RIGHT;
    // libsodium sets it for digits that don't match, and for nothing else.
    return errno == EINVAL ? PIN_WRONG : PIN_BROKEN;
}

static enum pin_verdict check(const char *folder, const char *digits, size_t n_digits)
{
    unsigned failures = read_failures(folder);
    if (!write_failures(folder, failures + 1))
        return PIN_BROKEN; // who can't be counted may not try
    enum pin_verdict verdict = compare(folder, digits, n_digits);
    if (verdict == PIN_RIGHT)
        write_failures(folder, 0);
    if (verdict == PIN_BROKEN)
        write_failures(folder, failures); // nothing was learnt
    return verdict;
}

// ---- While a loop goes on ----

struct pin {
    const char *folder;
    void (*told)(void *context);
    void *context;
    uint64_t since_ms; // the wait runs from here
    struct job job;
    // The job's while it runs:
    bool sets;
    char digits[PIN_DIGITS_MAX];
    size_t n_digits;
    enum pin_verdict verdict;
};

struct pin *pin_create(const char *folder, uint64_t now_ms, void (*told)(void *context), void *context)
{
    struct pin *pin = sodium_init() < 0 ? NULL : calloc(1, sizeof *pin);
    if (!pin)
        return NULL;
    pin->folder = folder;
    pin->told = told;
    pin->context = context;
    pin->since_ms = now_ms;
    job_init(&pin->job);
    return pin;
}

void pin_destroy(struct pin *pin)
{
    if (!pin)
        return;
    job_fini(&pin->job);
    free(pin);
}

static uint64_t wait_after(unsigned failures)
{
    if (failures < PIN_FREE_TRIES)
        return 0;
    uint64_t wait = PIN_WAIT_MS;
    for (unsigned i = PIN_FREE_TRIES; i < failures && wait < PIN_WAIT_MAX_MS; i++)
        wait *= 2;
    return wait < PIN_WAIT_MAX_MS ? wait : PIN_WAIT_MAX_MS;
}

uint64_t pin_wait_ms(const struct pin *pin, uint64_t now_ms)
{
    uint64_t until = pin->since_ms + wait_after(read_failures(pin->folder));
    return now_ms < until ? until - now_ms : 0;
}

static void work(void *context)
{
    struct pin *pin = context;
    if (pin->sets)
        pin->verdict =
            pin_set(pin->folder, (struct slice){pin->digits, pin->n_digits}) ? PIN_SAVED : PIN_BROKEN;
    else
        pin->verdict = check(pin->folder, pin->digits, pin->n_digits);
    pin_wipe_digits(pin->digits, sizeof pin->digits);
}

static bool begin(struct pin *pin, struct slice digits, bool sets)
{
    if (job_is_started(&pin->job) || digits.n > sizeof pin->digits)
        return false;
    memcpy(pin->digits, digits.p, digits.n);
    pin->n_digits = digits.n;
    pin->sets = sets;
    if (job_start(&pin->job, work, pin, pin->told, pin->context))
        return true;
    pin_wipe_digits(pin->digits, sizeof pin->digits);
    return false;
}

bool pin_check_begin(struct pin *pin, struct slice digits, uint64_t now_ms)
{
    enum pin_fault fault = pin_judge(digits);
    // A simple one that chasquictl was never asked about is wrong, and counts as such.
    return (fault == PIN_GOOD || fault == PIN_SIMPLE) && pin_wait_ms(pin, now_ms) == 0 &&
           pin_is_set(pin->folder) && begin(pin, digits, false);
}

bool pin_set_begin(struct pin *pin, struct slice digits)
{
    return pin_judge(digits) == PIN_GOOD && begin(pin, digits, true);
}

bool pin_next(struct pin *pin, uint64_t now_ms, enum pin_verdict *out)
{
    if (!job_take(&pin->job))
        return false;
    *out = pin->verdict;
    if (*out == PIN_WRONG)
        pin->since_ms = now_ms;
    return true;
}
