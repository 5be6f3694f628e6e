// SPDX-License-Identifier: MIT
// A decoder that answers as the picture says, which is one word: what a client must not believe.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "system/decoder.h"

#define SEALS (F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL)

static void reply_with(const void *bytes, size_t n, const int *files, size_t n_files)
{
    union {
        struct cmsghdr align;
        char bytes[CMSG_SPACE(8 * sizeof(int))];
    } control = {0};
    struct iovec part = {(void *)(uintptr_t)bytes, n};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (n_files > 0) {
        message.msg_control = control.bytes;
        message.msg_controllen = CMSG_SPACE(n_files * sizeof(int));
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        *header = (struct cmsghdr){
            .cmsg_len = CMSG_LEN(n_files * sizeof(int)), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
        memcpy(CMSG_DATA(header), files, n_files * sizeof(int));
    }
    sendmsg(DECODER_LINE, &message, MSG_NOSIGNAL);
}

static int memory(size_t bytes, int seals)
{
    int fd = memfd_create("lie", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (ftruncate(fd, (off_t)bytes) != 0 || fcntl(fd, F_ADD_SEALS, seals) != 0)
        _exit(9);
    return fd;
}

// 3 by 2 px, in rows of 16.
static const struct decoder_reply truth = {.status = DECODER_OK, .w = 3, .h = 2, .stride = 16};
#define BYTES (16 * 2 * 4)

// What is wrong with one field, or with the pixels.
static bool lie(const char *word)
{
    static const struct {
        const char *word;
        struct decoder_reply reply;
        size_t bytes;
        int seals;
    } lies[] = {
        {"good", {DECODER_OK, 3, 2, 16, 0, 0, 0}, BYTES, SEALS},
        {"huge", {DECODER_OK, 1000000, 1000000, 1000000, 0, 0, 0}, BYTES, SEALS},
        {"negative", {DECODER_OK, -3, -2, 16, 0, 0, 0}, BYTES, SEALS},
        {"empty", {DECODER_OK, 0, 0, 0, 0, 0, 0}, 0, SEALS},
        {"wide", {DECODER_OK, 11, 2, 16, 0, 0, 0}, BYTES, SEALS},
        {"tall", {DECODER_OK, 3, 11, 16, 0, 0, 0}, 16 * 11 * 4, SEALS},
        {"stride", {DECODER_OK, 3, 2, 32, 0, 0, 0}, 32 * 2 * 4, SEALS},
        {"narrow", {DECODER_OK, 3, 2, 0, 0, 0, 0}, BYTES, SEALS},
        {"left", {DECODER_OK, 3, 2, 16, -1, 0, 0}, BYTES, SEALS},
        {"right", {DECODER_OK, 3, 2, 16, 8, 0, 0}, BYTES, SEALS},
        {"below", {DECODER_OK, 3, 2, 16, 0, 9, 0}, BYTES, SEALS},
        {"opaque", {DECODER_OK, 3, 2, 16, 0, 0, 2}, BYTES, SEALS},
        {"short", {DECODER_OK, 3, 2, 16, 0, 0, 0}, BYTES - 4, SEALS},
        {"long", {DECODER_OK, 3, 2, 16, 0, 0, 0}, BYTES + 4, SEALS},
        {"nothing", {DECODER_OK, 3, 2, 16, 0, 0, 0}, 0, SEALS},
        {"unsealed", {DECODER_OK, 3, 2, 16, 0, 0, 0}, BYTES, 0},
        {"shrinks", {DECODER_OK, 3, 2, 16, 0, 0, 0}, BYTES, SEALS & ~F_SEAL_SHRINK},
        {"grows", {DECODER_OK, 3, 2, 16, 0, 0, 0}, BYTES, SEALS & ~F_SEAL_GROW},
        {"writes", {DECODER_OK, 3, 2, 16, 0, 0, 0}, BYTES, SEALS & ~F_SEAL_WRITE},
        {"seals", {DECODER_OK, 3, 2, 16, 0, 0, 0}, BYTES, SEALS & ~F_SEAL_SEAL},
        {"broken-with-pixels", {.status = DECODER_BROKEN}, BYTES, SEALS},
        {"status", {DECODER_LOST, 3, 2, 16, 0, 0, 0}, BYTES, SEALS},
        {"status-large", {0xffffffff, 3, 2, 16, 0, 0, 0}, BYTES, SEALS},
    };
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        if (strcmp(word, lies[i].word) != 0)
            continue;
        int fd = memory(lies[i].bytes, lies[i].seals);
        reply_with(&lies[i].reply, sizeof lies[i].reply, &fd, 1);
        close(fd);
        return true;
    }
    return false;
}

// The number of descriptors, their kind, the length of the message.
static bool lie_in_form(const char *word)
{
    int one = memory(BYTES, SEALS), ends[2];
    int files[6] = {one, one, one, one, one, one};
    char longer[64] = {0};
    bool known = true;
    memcpy(longer, &truth, sizeof truth);
    if (pipe2(ends, O_CLOEXEC) != 0)
        _exit(9);
    if (strcmp(word, "no-file") == 0)
        reply_with(&truth, sizeof truth, NULL, 0);
    else if (strcmp(word, "two-files") == 0)
        reply_with(&truth, sizeof truth, files, 2);
    else if (strcmp(word, "six-files") == 0)
        reply_with(&truth, sizeof truth, files, 6);
    else if (strcmp(word, "pipe") == 0)
        reply_with(&truth, sizeof truth, ends, 1);
    else if (strcmp(word, "line") == 0)
        reply_with(&truth, sizeof truth, (const int[]){DECODER_LINE}, 1);
    else if (strcmp(word, "short-message") == 0)
        reply_with(&truth, sizeof truth - 4, &one, 1);
    else if (strcmp(word, "long-message") == 0)
        reply_with(longer, sizeof longer, &one, 1);
    else if (strcmp(word, "empty-message") == 0)
        reply_with(longer, 0, &one, 1);
    else
        known = false;
    close(one);
    close(ends[0]);
    close(ends[1]);
    return known;
}

// It also tells a file that it has begun.
static void misbehave(const char *word)
{
    if (strcmp(word, "die") == 0)
        _exit(0);
    if (strcmp(word, "crash") == 0)
        abort();
    if (strcmp(word, "good-and-die") == 0) {
        lie("good");
        _exit(0);
    }
    if (strncmp(word, "hang ", 5) == 0 && open(word + 5, O_WRONLY | O_CREAT, 0600) < 0)
        _exit(9);
    if (strncmp(word, "hang", 4) == 0)
        for (;;)
            pause();
    if (strcmp(word, "spin") == 0)
        for (volatile unsigned i = 0;; i++)
            continue;
}

int main(void)
{
    for (;;) {
        union {
            struct cmsghdr align;
            char bytes[CMSG_SPACE(sizeof(int))];
        } control;
        struct decoder_request request;
        struct iovec part = {&request, sizeof request};
        struct msghdr message = {.msg_iov = &part,
                                 .msg_iovlen = 1,
                                 .msg_control = control.bytes,
                                 .msg_controllen = sizeof control.bytes};
        char word[256];
        int fd;
        if (recvmsg(DECODER_LINE, &message, MSG_CMSG_CLOEXEC) != sizeof request)
            return 0;
        memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof fd);
        ssize_t n = pread(fd, word, sizeof word - 1, 0);
        word[n > 0 ? n : 0] = '\0';
        close(fd);
        misbehave(word);
        if (!lie(word) && !lie_in_form(word))
            return 8;
    }
}
