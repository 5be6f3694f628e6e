// SPDX-License-Identifier: MIT
// chasqui-decode through its client: the same pixels as without it, and broken pictures that cost nothing else.
#include "support.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>

#include "base/embedded.h"
#include "base/limits.h"
#include "paint/decode.h"
#include "paint/png.h"
#include "system/decoder.h"

static const struct decode_wish wishes[] = {{.w = 64, .h = 48},
                                            {.w = 31, .h = 7, .cover = true},
                                            {.w = 7, .h = 31, .cover = true, .align = 1},
                                            {.w = 1, .h = 1},
                                            {.w = 40, .h = 40, .align = 3, .turned = true}};

static struct decoder *decoder;

static struct decoder_wish told(struct decode_wish wish)
{
    return (struct decoder_wish){wish.w, wish.h, wish.cover, wish.align, wish.turned};
}

static void same_pixels(const struct decoder_picture *got, const struct decoded *own)
{
    assert_int_equal(got->w, own->pixels.w);
    assert_int_equal(got->h, own->pixels.h);
    assert_int_equal(got->stride, own->pixels.stride);
    assert_int_equal(got->opaque, own->opaque);
    assert_int_equal(got->dx, own->dx);
    assert_int_equal(got->dy, own->dy);
    assert_memory_equal(got->px, own->pixels.px, (size_t)got->stride * (size_t)got->h * 4);
}

static void pixels_are_the_same(void **state)
{
    (void)state;
    for (size_t i = 0; i < embedded_samples.count; i++) {
        struct slice bytes = embedded_bytes(&embedded_samples.files[i]);
        int fd = file_of(bytes.p, bytes.n);
        for (size_t k = 0; k < sizeof wishes / sizeof *wishes; k++) {
            struct decoder_picture got;
            struct decoded own;
            assert_int_equal(decode_picture(bytes, wishes[k], &own), DECODE_OK);
            assert_int_equal(decoder_decode(decoder, fd, told(wishes[k]), &got), DECODER_OK);
            same_pixels(&got, &own);
            decoder_picture_free(&got);
            enum decoder_status primed = decoder_prime(decoder, fd);
            bool drawing = slice_ends(slice_of(embedded_samples.files[i].path), SLICE(".svg"));
            assert_int_equal(primed, drawing ? DECODER_UNKNOWN : DECODER_OK);
            assert_int_equal(decoder_place(decoder, told(wishes[k]), &got), primed);
            if (primed == DECODER_OK)
                same_pixels(&got, &own);
            decoder_picture_free(&got);
            assert_int_equal(decoder_place(decoder, told(wishes[k]), &got), DECODER_UNKNOWN); // once
            decoded_fini(&own);
        }
        assert_int_equal(decoder_probe(decoder, fd), DECODER_OK);
        close(fd);
    }
}

// Larger than libraries take at once, and with every kind of sum in it.
static void a_whole_screen_is_the_same(void **state)
{
    struct frame frame;
    struct stat st;
    char path[] = "/tmp/chasqui-decode-XXXXXX";
    (void)state;
    int fd = mkstemp(path);
    assert_true(fd >= 0 && frame_init(&frame, 1920, 1080));
    uint32_t seed = 1;
    for (int i = 0; i < frame.stride * frame.h; i++)
        frame.px[i] = (seed = seed * 1664525 + 1013904223) >> 8;
    assert_true(png_save(&frame, path));
    frame_fini(&frame);
    close(fd);
    fd = open(path, O_RDONLY);
    assert_int_equal(fstat(fd, &st), 0);
    char *bytes = malloc((size_t)st.st_size);
    assert_int_equal(read(fd, bytes, (size_t)st.st_size), st.st_size);
    const struct decode_wish wish = {.w = 1000, .h = 1000, .cover = true};
    struct decoder_picture got;
    struct decoded own;
    assert_int_equal(decode_picture((struct slice){bytes, (size_t)st.st_size}, wish, &own), DECODE_OK);
    assert_int_equal(decoder_decode(decoder, fd, told(wish), &got), DECODER_OK);
    same_pixels(&got, &own);
    decoder_picture_free(&got);
    decoded_fini(&own);
    free(bytes);
    close(fd);
    unlink(path);
}

// ---- Broken ones ----

static uint32_t crc(const uint8_t *bytes, size_t n)
{
    uint32_t sum = 0xffffffff;
    for (size_t i = 0; i < n; i++) {
        sum ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            sum = sum >> 1 ^ (0xedb88320 & -(sum & 1));
    }
    return ~sum;
}

static void put32(uint8_t *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (uint8_t)(value >> (24 - 8 * i));
}

static void seal_chunk(uint8_t *chunk, size_t n)
{
    put32(chunk + 8 + n, crc(chunk + 4, n + 4));
}

// Both of it: the decoder stays, and no pixels come back unless its own process would have made the same.
static enum decoder_status try(const void *bytes, size_t n)
{
    struct decoder_picture got;
    struct decoded own;
    const struct decode_wish wish = {.w = 8, .h = 8};
    int fd = file_of(bytes, n);
    enum decoder_status status = decoder_decode(decoder, fd, told(wish), &got);
    assert_int_equal(status, decode_picture((struct slice){bytes, n}, wish, &own));
    if (status == DECODER_OK)
        same_pixels(&got, &own);
    decoder_picture_free(&got);
    decoded_fini(&own);
    decoder_probe(decoder, fd);
    close(fd);
    return status;
}

static struct slice sample(const char *name)
{
    const struct embedded_file *file = embedded_find(&embedded_samples, slice_of(name));
    assert_non_null(file);
    return embedded_bytes(file);
}

static int64_t ms_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// 60000 by 60000 px would be 14 GB: refused by what its header says.
static void a_bomb_is_refused_at_once(void **state)
{
    uint8_t bomb[69];
    (void)state;
    struct slice png = sample("photo.png");
    memset(bomb, 0, sizeof bomb);
    memcpy(bomb, png.p, 33);
    put32(bomb + 16, 60000);
    put32(bomb + 20, 60000);
    seal_chunk(bomb + 8, 13);
    memcpy(bomb + 33, "\0\0\0\14IDAT", 8);
    memcpy(bomb + 57, "\0\0\0\0IEND\xae\x42\x60\x82", 12);
    int64_t began = ms_now();
    assert_int_equal(try(bomb, sizeof bomb), DECODER_TOO_LARGE);
    assert_true(ms_now() - began < 2000);
    assert_int_equal(try(png.p, png.n), DECODER_OK);
}

static void every_truncation_is_taken(void **state)
{
    static const char *const names[] = {"photo.png", "photo.jpg", "photo.webp", "drawing.svg"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct slice whole = sample(names[i]);
        size_t step = whole.n > 400 ? 7 : 1;
        for (size_t n = 1; n < whole.n; n += step)
            if (try(whole.p, n) == DECODER_LOST)
                fail_msg("%s cut after %zu bytes costs the decoder", names[i], n);
        assert_int_equal(try(whole.p, whole.n), DECODER_OK);
    }
}

static void every_flipped_bit_is_taken(void **state)
{
    uint8_t bytes[512];
    static const char *const names[] = {"photo.png", "photo.jpg", "photo.webp"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct slice whole = sample(names[i]);
        assert_true(whole.n <= sizeof bytes);
        for (size_t bit = 0; bit < whole.n * 8; bit++) {
            memcpy(bytes, whole.p, whole.n);
            bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
            if (try(bytes, whole.n) == DECODER_LOST)
                fail_msg("%s with bit %zu flipped costs the decoder", names[i], bit);
        }
    }
}

// As PngSuite's x*.png: a signature, sums, colours and depths that aren't right.
static void broken_pngs_are_refused(void **state)
{
    static const struct {
        size_t at;
        uint8_t value;
        bool sealed; // with the right sum again
    } rows[] = {{0, 0x88, false}, {4, 0x0a, false}, {7, 0x0d, false}, {16, 1, true},  {24, 0, true},
                {24, 3, true},    {24, 99, true},   {25, 1, true},    {25, 5, true},  {25, 7, true},
                {26, 1, true},    {27, 1, true},    {28, 2, true},    {29, 0, false}, {32, 0, false}};
    uint8_t bytes[512];
    (void)state;
    struct slice png = sample("photo.png");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        memcpy(bytes, png.p, png.n);
        bytes[rows[i].at] = rows[i].value;
        if (rows[i].sealed)
            seal_chunk(bytes + 8, 13);
        enum decoder_status status = try(bytes, png.n);
        if (status == DECODER_OK || status == DECODER_LOST)
            fail_msg("row %zu: %d", i, (int)status);
    }
    memcpy(bytes, png.p, png.n);
    bytes[png.n - 20] ^= 0xff; // in the sum or the end of its pixels
    assert_int_not_equal(try(bytes, png.n), DECODER_OK);
    memset(bytes + 16, 0, 8); // no pixels at all
    seal_chunk(bytes + 8, 13);
    assert_int_equal(try(bytes, png.n), DECODER_UNKNOWN);
}

static void what_is_no_picture_is_refused(void **state)
{
    char name[] = "/tmp/chasqui-decode-XXXXXX";
    int ends[2];
    (void)state;
    assert_int_equal(try("", 0), DECODER_UNKNOWN);
    assert_int_equal(try("no soy una foto", 15), DECODER_UNKNOWN);
    int fd = mkstemp(name);
    unlink(name);
    assert_int_equal(ftruncate(fd, LIMIT_PICTURE_FILE + 1), 0);
    assert_int_equal(decoder_probe(decoder, fd), DECODER_TOO_LARGE);
    close(fd);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(decoder_probe(decoder, ends[0]), DECODER_UNKNOWN);
    close(ends[0]);
    close(ends[1]);
    struct slice png = sample("photo.png");
    assert_int_equal(try(png.p, png.n), DECODER_OK);
}

// Curves that cross each other under a wide stroke: each costs far more than its bytes. Whoever only asks
// whether it is sound gets no more than the budget of that, however long a picture that is shown may take.
static void a_slow_drawing_is_not_sound(void **state)
{
    static const char head[] = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100'><path d='M0 0",
                      curve[] = " C0 100 100 0 50 50 100 0 0 100 1 1",
                      tail[] = "' stroke='#000' stroke-width='90' fill-rule='evenodd'/></svg>";
    static char svg[LIMIT_SVG_FILE];
    (void)state;
    size_t n = sizeof head - 1;
    memcpy(svg, head, n);
    for (; n + sizeof curve + sizeof tail < sizeof svg; n += sizeof curve - 1)
        memcpy(svg + n, curve, sizeof curve - 1);
    memcpy(svg + n, tail, sizeof tail - 1);
    struct decoder *patient =
        decoder_create(&(struct decoder_config){.program = DECODER, .cpu_ms = 600000, .wall_ms = 600000});
    int fd = file_of(svg, n + sizeof tail - 1);
    assert_int_equal(decoder_probe(patient, fd), DECODER_LOST);
    close(fd);
    decoder_destroy(patient);
}

static int open_decoder(void **state)
{
    (void)state;
    decoder = decoder_create(&(struct decoder_config){.program = DECODER});
    return decoder ? 0 : -1;
}

static int close_decoder(void **state)
{
    (void)state;
    decoder_destroy(decoder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pixels_are_the_same),           cmocka_unit_test(a_whole_screen_is_the_same),
        cmocka_unit_test(a_bomb_is_refused_at_once),     cmocka_unit_test(every_truncation_is_taken),
        cmocka_unit_test(every_flipped_bit_is_taken),    cmocka_unit_test(broken_pngs_are_refused),
        cmocka_unit_test(what_is_no_picture_is_refused), cmocka_unit_test(a_slow_drawing_is_not_sound),
    };
    return cmocka_run_group_tests(tests, open_decoder, close_decoder);
}
