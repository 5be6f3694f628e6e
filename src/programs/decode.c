// SPDX-License-Identifier: MIT
// chasqui-decode: decodes pictures for whoever starts it, with nothing in reach but one line (system/decoder.h). It is
// where a malicious picture ends.
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/embedded.h"
#include "base/limits.h"
#include "paint/decode.h"
#include "system/decoder.h"
#include "system/sandbox.h"

static_assert((int)DECODE_OK == (int)DECODER_OK && (int)DECODE_UNKNOWN == (int)DECODER_UNKNOWN &&
                  (int)DECODE_TOO_LARGE == (int)DECODER_TOO_LARGE &&
                  (int)DECODE_BROKEN == (int)DECODER_BROKEN &&
                  (int)DECODE_NO_MEMORY == (int)DECODER_NO_MEMORY,
              "a status goes over the line as it is");

#define PROBE_SIDE 512 // px: what a drawing is drawn at when only its soundness is asked for

// ---- Before it is closed in ----

// Decoders look at the machine when they are first used (libjpeg reads /proc/cpuinfo on some): that can't wait.
static void warm_up(void)
{
    for (size_t i = 0; i < embedded_samples.count; i++) {
        struct decoded decoded;
        if (decode_picture(embedded_bytes(&embedded_samples.files[i]), (struct decode_wish){.w = 4, .h = 3},
                           &decoded) == DECODE_OK)
            decoded_fini(&decoded);
    }
}

static bool is_line(int fd)
{
    int kind = 0;
    socklen_t n = sizeof kind;
    return getsockopt(fd, SOL_SOCKET, SO_TYPE, &kind, &n) == 0 && kind == SOCK_SEQPACKET;
}

// ---- The line ----

// False when nobody is at the other end any more, or what came is no request. *file is -1 without one.
static bool receive(struct decoder_request *request, int *file)
{
    union {
        struct cmsghdr align;
        char bytes[CMSG_SPACE(sizeof(int))];
    } control;
    struct iovec part = {.iov_base = request, .iov_len = sizeof *request};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = sizeof control.bytes};
    ssize_t got;
    do
        got = recvmsg(DECODER_LINE, &message, MSG_CMSG_CLOEXEC);
    while (got < 0 && errno == EINTR);
    *file = -1;
    if (got != (ssize_t)sizeof *request)
        return false;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (header && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS)
        memcpy(file, CMSG_DATA(header), sizeof *file);
    return true;
}

static bool send_reply(const struct decoder_reply *reply, int pixels)
{
    union {
        struct cmsghdr align;
        char bytes[CMSG_SPACE(sizeof(int))];
    } control = {0};
    struct iovec part = {.iov_base = (void *)(uintptr_t)reply, .iov_len = sizeof *reply};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (pixels >= 0) {
        message.msg_control = control.bytes;
        message.msg_controllen = sizeof control.bytes;
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        *header = (struct cmsghdr){
            .cmsg_len = CMSG_LEN(sizeof pixels), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
        memcpy(CMSG_DATA(header), &pixels, sizeof pixels);
    }
    ssize_t sent;
    do
        sent = sendmsg(DECODER_LINE, &message, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent == (ssize_t)sizeof *reply;
}

// ---- A picture ----

// The whole file, copied into a mapping (munmap): nobody can change it under the decoder.
static enum decode_status read_file(int fd, struct slice *out)
{
    off_t end = lseek(fd, 0, SEEK_END);
    *out = SLICE_NONE;
    if (end <= 0)
        return DECODE_UNKNOWN;
    if (end > LIMIT_PICTURE_FILE)
        return DECODE_TOO_LARGE;
    size_t n = (size_t)end, at = 0;
    char *bytes = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (bytes == MAP_FAILED)
        return DECODE_NO_MEMORY;
    while (at < n) {
        ssize_t got = pread(fd, bytes + at, n - at, (off_t)at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        at += (size_t)got;
    }
    *out = (struct slice){bytes, n};
    return at == n ? DECODE_OK : DECODE_UNKNOWN;
}

static bool write_all(int fd, const struct frame *pixels)
{
    const char *at = (const char *)pixels->px;
    size_t left = (size_t)pixels->stride * (size_t)pixels->h * sizeof *pixels->px;
    while (left > 0) {
        ssize_t n = write(fd, at, left);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        at += n;
        left -= (size_t)n;
    }
    return true;
}

// A memfd that holds the pixels for good. -1 without memory.
static int seal(const struct frame *pixels)
{
    int fd = memfd_create("picture", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd >= 0 && write_all(fd, pixels) &&
        fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

// Answers with pixels, which it frees, or with why there are none.
static bool answer(enum decode_status status, struct decoded *decoded)
{
    struct decoder_reply reply = {.status = status};
    int pixels = -1;
    if (status == DECODE_OK && decoded) {
        pixels = seal(&decoded->pixels);
        if (pixels < 0)
            reply.status = DECODER_NO_MEMORY;
        else
            reply = (struct decoder_reply){.status = DECODER_OK,
                                           .w = decoded->pixels.w,
                                           .h = decoded->pixels.h,
                                           .stride = decoded->pixels.stride,
                                           .dx = decoded->dx,
                                           .dy = decoded->dy,
                                           .opaque = decoded->opaque};
        decoded_fini(decoded);
    }
    bool sent = send_reply(&reply, pixels);
    if (pixels >= 0)
        close(pixels);
    return sent;
}

static enum decode_status probe(struct slice bytes)
{
    struct decode_source *source = decode_source(bytes);
    struct decoded decoded;
    if (source) {
        decode_source_free(source);
        return DECODE_OK;
    }
    // A drawing; or a photograph that is refused, and why.
    enum decode_status status =
        decode_picture(bytes, (struct decode_wish){.w = PROBE_SIDE, .h = PROBE_SIDE}, &decoded);
    if (status == DECODE_OK)
        decoded_fini(&decoded);
    return status;
}

static bool serve_file(const struct decoder_request *request, int fd, struct decode_wish wish,
                       struct decode_source **primed)
{
    struct slice bytes;
    struct decoded decoded;
    struct decoded *pixels = NULL;
    enum decode_status status = read_file(fd, &bytes);
    close(fd);
    if (status == DECODE_OK && request->ask == DECODER_ASK_DECODE) {
        status = decode_picture(bytes, wish, &decoded);
        pixels = &decoded;
    } else if (status == DECODE_OK && request->ask == DECODER_ASK_PROBE) {
        status = probe(bytes);
    } else if (status == DECODE_OK) {
        decode_source_free(*primed);
        *primed = decode_source(bytes);
        status = *primed ? DECODE_OK : DECODE_UNKNOWN;
    }
    if (bytes.n > 0)
        munmap((void *)(uintptr_t)bytes.p, bytes.n);
    return answer(status, pixels);
}

// One request. False when there will be no other.
static bool serve(struct decode_source **primed)
{
    struct decoder_request request;
    int fd;
    if (!receive(&request, &fd))
        return false;
    struct decode_wish wish = {.w = request.w,
                               .h = request.h,
                               .cover = request.cover,
                               .align = request.align,
                               .turned = request.turned};
    if (fd >= 0)
        return serve_file(&request, fd, wish, primed);
    if (request.ask != DECODER_ASK_PLACE)
        return false;
    struct decoded decoded;
    struct decode_source *source = *primed;
    *primed = NULL;
    return answer(source ? decode_placed(source, wish, &decoded) : DECODE_UNKNOWN, &decoded);
}

int main(int argc, char **argv)
{
    struct decode_source *primed = NULL;
    if (argc > 1 || !is_line(DECODER_LINE)) {
        printf("%s %s\nDecodes pictures for chasqui and chasquictl, which start it; nothing for a person to "
               "run.\n",
               argv[0], CHASQUI_VERSION);
        return argc > 1 ? 0 : 2;
    }
    // A large picture's memory goes back when it is done: the next one may be long in coming.
    mallopt(M_MMAP_THRESHOLD, 256 << 10);
    warm_up();
    if (!sandbox_close_decoder(DECODER_LINE))
        return 3;
    while (serve(&primed))
        continue;
    _exit(0); // what a library would do at the end is no system call that is left
}
