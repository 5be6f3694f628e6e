// SPDX-License-Identifier: MIT
#include "unit/paint/paint_test.h"

#include <SDL_image.h>

#include "paint/decode.h"
#include "paint/header.h"
#include "paint/png.h"

// 6 by 4 px of #F6B93B: lossless, lossy, and with half alpha.
static const uint8_t webp_lossless[] = {0x52, 0x49, 0x46, 0x46, 0x1e, 0x00, 0x00, 0x00, 0x57, 0x45,
                                        0x42, 0x50, 0x56, 0x50, 0x38, 0x4c, 0x11, 0x00, 0x00, 0x00,
                                        0x2f, 0x05, 0xc0, 0x00, 0x00, 0x07, 0xd0, 0xdc, 0xda, 0x77,
                                        0xa7, 0xff, 0x81, 0x88, 0xe8, 0x7f, 0x00, 0x00};
static const uint8_t webp_lossy[] = {0x52, 0x49, 0x46, 0x46, 0x40, 0x00, 0x00, 0x00, 0x57, 0x45, 0x42, 0x50,
                                     0x56, 0x50, 0x38, 0x20, 0x34, 0x00, 0x00, 0x00, 0xd0, 0x01, 0x00, 0x9d,
                                     0x01, 0x2a, 0x06, 0x00, 0x04, 0x00, 0x00, 0xc0, 0x12, 0x25, 0xa0, 0x02,
                                     0x74, 0xba, 0x01, 0xf8, 0x00, 0x03, 0xb0, 0x00, 0xfe, 0xfa, 0xcf, 0x3f,
                                     0xff, 0xae, 0x5d, 0xfa, 0xe5, 0xdf, 0xae, 0x5d, 0xff, 0xb0, 0x04, 0xff,
                                     0xee, 0x70, 0x3d, 0x9c, 0x0f, 0x67, 0x03, 0xf7, 0x4c, 0x00, 0x00, 0x00};
static const uint8_t webp_alpha[] = {
    0x52, 0x49, 0x46, 0x46, 0x64, 0x00, 0x00, 0x00, 0x57, 0x45, 0x42, 0x50, 0x56, 0x50, 0x38, 0x58,
    0x0a, 0x00, 0x00, 0x00, 0x10, 0x00, 0x00, 0x00, 0x05, 0x00, 0x00, 0x03, 0x00, 0x00, 0x41, 0x4c,
    0x50, 0x48, 0x0a, 0x00, 0x00, 0x00, 0x01, 0x07, 0xd0, 0xbf, 0x88, 0x08, 0x44, 0x44, 0xff, 0x03,
    0x56, 0x50, 0x38, 0x20, 0x34, 0x00, 0x00, 0x00, 0xd0, 0x01, 0x00, 0x9d, 0x01, 0x2a, 0x06, 0x00,
    0x04, 0x00, 0x00, 0xc0, 0x12, 0x25, 0xa0, 0x02, 0x74, 0xba, 0x01, 0xf8, 0x00, 0x03, 0xb0, 0x00,
    0xfe, 0xfa, 0xcf, 0x3f, 0xff, 0xae, 0x5d, 0xfa, 0xe5, 0xdf, 0xae, 0x5d, 0xff, 0xb0, 0x04, 0xff,
    0xee, 0x70, 0x3d, 0x9c, 0x0f, 0x67, 0x03, 0xf7, 0x4c, 0x00, 0x00, 0x00};
#define BYTES(array) ((struct slice){(const char *)(array), sizeof(array)})

static struct decode_wish wish(int w, int h, bool cover, uint8_t align)
{
    return (struct decode_wish){.w = w, .h = h, .cover = cover, .align = align};
}

static int far_off(uint32_t a, uint32_t b)
{
    int most = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        int d = abs((int)(a >> shift & 255) - (int)(b >> shift & 255));
        most = d > most ? d : most;
    }
    return most;
}

static SDL_Surface *picture(int w, int h, Uint32 (*color)(int x, int y))
{
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_ARGB8888);
    assert_non_null(surface);
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++)
            ((Uint32 *)surface->pixels)[y * surface->pitch / 4 + x] = color(x, y);
    return surface;
}

// The bytes that SDL_image writes: a buffer of the caller's (free).
static struct slice saved(SDL_Surface *surface, bool jpeg)
{
    enum { MOST = 8 << 20 };
    char *bytes = malloc(MOST);
    SDL_RWops *rw = SDL_RWFromMem(bytes, MOST);
    assert_int_equal(jpeg ? IMG_SaveJPG_RW(surface, rw, 0, 95) : IMG_SavePNG_RW(surface, rw, 0), 0);
    struct slice out = {bytes, (size_t)SDL_RWtell(rw)};
    SDL_RWclose(rw);
    SDL_FreeSurface(surface);
    return out;
}

static Uint32 quarters(int x, int y) // of 80 by 60
{
    static const Uint32 colors[] = {0xFFFF0000, 0xFF00FF00, 0xFF0000FF, 0xFFFFFFFF};
    return colors[(x >= 40) + 2 * (y >= 30)];
}

static Uint32 half_glass(int x, int y)
{
    (void)y;
    return x < 10 ? 0x80FF8000 : 0x00ABCDEF;
}

static void the_header_tells_kind_and_size(void **state)
{
    (void)state;
    static const uint8_t bomb[33] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0,    0,    13, 'I',
                                     'H',  'D', 'R', 0,   0,    0xea, 0x60, 0,    0, 0xea, 0x60, 8,  2};
    static const uint8_t jpeg[] = {0xff, 0xd8, 0xff, 0xe0, 0,  4, 1,  2, 0xff, 0xff, 0xc2,
                                   0,    11,   8,    0,    30, 0, 40, 1, 1,    17,   0};
    const struct {
        struct slice bytes;
        enum picture_kind kind;
        uint32_t w, h;
    } rows[] = {
        {BYTES(bomb), PICTURE_PNG, 60000, 60000},
        {BYTES(jpeg), PICTURE_JPEG, 40, 30},
        {BYTES(webp_lossless), PICTURE_WEBP, 6, 4},
        {BYTES(webp_lossy), PICTURE_WEBP, 6, 4},
        {BYTES(webp_alpha), PICTURE_WEBP, 6, 4},
        {SLICE("<svg viewBox=\"0 0 100 50\"></svg>"), PICTURE_SVG, 25600, 12800},
        {SLICE("<?xml version='1.0'?>\n<svg width='2in' height='1in'/>"), PICTURE_SVG, 49152, 24576},
        {SLICE("\xEF\xBB\xBF<svg width=\"100%\" height=\"100%\" viewBox=\"0,0,8,6.5\"/>"), PICTURE_SVG, 2048,
         1664},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct picture_header header;
        assert_true(picture_header(rows[i].bytes, &header));
        assert_int_equal(header.kind, rows[i].kind);
        assert_int_equal(header.w, rows[i].w);
        assert_int_equal(header.h, rows[i].h);
    }
}

static void what_is_no_picture_is_refused(void **state)
{
    (void)state;
    static const uint8_t bomb[33] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0,    0,    13, 'I',
                                     'H',  'D', 'R', 0,   0,    0xea, 0x60, 0,    0, 0xea, 0x60, 8,  2};
    static const uint8_t no_ihdr[33] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n',
                                        0,    0,   0,   13,  'I',  'D',  'A',  'T'};
    static const uint8_t empty_png[33] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I',
                                          'H',  'D', 'R', 0,   0,    0,    1,    0,    0, 0, 1, 8,  2};
    static const uint8_t jpeg_loop[] = {0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xe0, 0, 0};
    const struct {
        struct slice bytes;
        enum decode_status want;
    } rows[] = {
        {SLICE(""), DECODE_UNKNOWN},
        {SLICE("hola, esto es texto"), DECODE_UNKNOWN},
        {SLICE("GIF89a\1\0\1\0"), DECODE_UNKNOWN},
        {SLICE("RIFF\0\0\0\0WEBPVP8X"), DECODE_UNKNOWN},
        {BYTES(bomb), DECODE_TOO_LARGE},
        {BYTES(no_ihdr), DECODE_UNKNOWN},
        {BYTES(empty_png), DECODE_BROKEN},
        {BYTES(jpeg_loop), DECODE_UNKNOWN},
        {SLICE("<svg></svg>"), DECODE_UNKNOWN},
        {SLICE("<svg width=\"1e9\" height=\"1\"></svg>"), DECODE_UNKNOWN},
        {SLICE("<svg viewBox=\"0 0 1 1\"><svg width=\"9\" height=\"99999\"/></svg>"), DECODE_UNKNOWN},
        {SLICE("<svg viewBox=\"0 0 1 100000\"></svg>"), DECODE_TOO_LARGE}, // covering 100 px takes 10,000,000
        {SLICE("<svg viewBox=\"0 0 -4 4\"></svg>"), DECODE_UNKNOWN},
        {SLICE("<html><body>no</body></html>"), DECODE_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct decoded decoded;
        assert_int_equal(decode_picture(rows[i].bytes, wish(100, 100, true, 0), &decoded), rows[i].want);
        assert_null(decoded.pixels.px);
    }
}

// Half a photograph is none: what is missing of it would be grey.
static void a_file_cut_short_is_refused(void **state)
{
    (void)state;
    struct slice files[] = {saved(picture(80, 60, quarters), false), saved(picture(80, 60, quarters), true),
                            BYTES(webp_alpha)};
    for (size_t k = 0; k < 3; k++)
        for (size_t n = 0; n < files[k].n; n += 1 + files[k].n / 120) {
            char *cut = malloc(n + 1);
            memcpy(cut, files[k].p, n);
            struct decoded decoded;
            enum decode_status status =
                decode_picture((struct slice){cut, n}, wish(40, 30, false, 0), &decoded);
            assert_int_equal(status == DECODE_OK, decoded.pixels.px != NULL);
            // A PNG has its picture before its last chunk.
            if (k > 0 || n + 20 < files[k].n)
                assert_int_not_equal(status, DECODE_OK);
            decoded_fini(&decoded);
            free(cut);
        }
    free((char *)files[0].p);
    free((char *)files[1].p);
}

// Where the pixels of an 80 by 60 picture with four coloured quarters end up.
static void pictures_fit_or_cover_and_align(void **state)
{
    (void)state;
    static const struct {
        int w, h;
        bool cover;
        uint8_t align;
        int got_w, got_h, dx, dy;
        int x, y; // in the result
        uint32_t want;
    } rows[] = {
        {80, 60, false, 0, 80, 60, 0, 0, 0, 0, 0xff0000},
        {80, 60, true, 0, 80, 60, 0, 0, 79, 59, 0xffffff},
        {200, 60, false, 0, 80, 60, 60, 0, 79, 0, 0x00ff00},
        {200, 60, false, 1, 80, 60, 120, 0, 0, 59, 0x0000ff},
        {200, 60, false, 2, 80, 60, 60, 0, 0, 59, 0x0000ff},
        {40, 90, false, 0, 40, 30, 0, 30, 5, 5, 0xff0000},
        {40, 90, false, 1, 40, 30, 0, 60, 35, 25, 0xffffff},
        {40, 90, false, 2, 40, 30, 0, 60, 5, 25, 0x0000ff},
        {60, 60, true, 0, 60, 60, 0, 0, 28, 2, 0xff0000},
        {60, 60, true, 0, 60, 60, 0, 0, 32, 2, 0x00ff00},
        {60, 60, true, 1, 60, 60, 0, 0, 18, 2, 0xff0000},
        {60, 60, true, 1, 60, 60, 0, 0, 22, 2, 0x00ff00},
        {80, 30, true, 2, 80, 30, 0, 0, 2, 2, 0x0000ff},
        {160, 120, true, 0, 160, 120, 0, 0, 10, 100, 0x0000ff},
        {16, 12, false, 0, 16, 12, 0, 0, 2, 2, 0xff0000},
        {16, 12, false, 0, 16, 12, 0, 0, 13, 9, 0xffffff},
    };
    struct slice files[] = {
        saved(picture(80, 60, quarters), false), saved(picture(80, 60, quarters), true),
        SLICE("<svg viewBox=\"0 0 80 60\"><path fill=\"#ff0000\" d=\"M0 0H40V30H0Z\"/>"
              "<path fill=\"#00ff00\" d=\"M40 0H80V30H40Z\"/><path fill=\"#0000ff\" d=\"M0 30H40V60H0Z\"/>"
              "<path fill=\"#ffffff\" d=\"M40 30H80V60H40Z\"/></svg>")};
    for (size_t k = 0; k < 3; k++)
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            struct decoded decoded;
            assert_int_equal(
                decode_picture(files[k], wish(rows[i].w, rows[i].h, rows[i].cover, rows[i].align), &decoded),
                DECODE_OK);
            assert_int_equal(decoded.pixels.w, rows[i].got_w);
            assert_int_equal(decoded.pixels.h, rows[i].got_h);
            assert_int_equal(decoded.dx, rows[i].dx);
            assert_int_equal(decoded.dy, rows[i].dy);
            assert_true(far_off(px_at(&decoded.pixels, rows[i].x, rows[i].y), rows[i].want) <=
                        (k == 1 ? 40 : 1));
            if (k < 2)
                assert_true(decoded.opaque && px_at(&decoded.pixels, 1, 1) >> 24 == 0);
            decoded_fini(&decoded);
        }
    free((char *)files[0].p);
    free((char *)files[1].p);
}

static void alpha_is_premultiplied(void **state)
{
    (void)state;
    struct slice file = saved(picture(20, 20, half_glass), false);
    struct decoded decoded;
    static const int sizes[] = {20, 10, 60};
    for (size_t i = 0; i < 3; i++) {
        int n = sizes[i];
        assert_int_equal(decode_picture(file, wish(n, n, true, 0), &decoded), DECODE_OK);
        assert_false(decoded.opaque);
        assert_int_equal(px_at(&decoded.pixels, n / 8, n / 2), 0x80804000);
        assert_int_equal(px_at(&decoded.pixels, n - 1, n / 2), 0);
        for (int x = 0; x < n; x++) { // the seam has no colour of what is invisible
            uint32_t px = px_at(&decoded.pixels, x, n / 2);
            assert_true((px >> 16 & 255) <= px >> 24 && (px & 255) == 0);
        }
        decoded_fini(&decoded);
    }
    assert_int_equal(decode_picture(BYTES(webp_alpha), wish(6, 4, false, 0), &decoded), DECODE_OK);
    assert_false(decoded.opaque);
    assert_in_range(px_at(&decoded.pixels, 2, 2) >> 24, 126, 129);
    decoded_fini(&decoded);
    free(file.p ? (char *)file.p : NULL);
}

static void every_webp_is_read(void **state)
{
    (void)state;
    const struct slice files[] = {BYTES(webp_lossless), BYTES(webp_lossy)};
    for (size_t i = 0; i < 2; i++) {
        struct decoded decoded;
        assert_int_equal(decode_picture(files[i], wish(6, 4, false, 0), &decoded), DECODE_OK);
        assert_true(decoded.opaque);
        assert_true(far_off(px_at(&decoded.pixels, 3, 2), 0xF6B93B) <= 6);
        decoded_fini(&decoded);
    }
}

// What png_save writes, another reader reads.
static void a_saved_frame_reads_back(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1, 1}, {3, 2}, {640, 401}};
    char folder[64], path[128];
    folder_make(folder);
    snprintf(path, sizeof path, "%s/a.png", folder);
    for (size_t i = 0; i < 3; i++) {
        struct frame frame;
        paper(&frame, sizes[i][0], sizes[i][1], 0);
        for (int k = 0; k < frame.stride * frame.h; k++)
            frame.px[k] = ((uint32_t)k * 2654435761u >> 7) & 0xffffff; // incompressible: many chunks
        assert_true(png_save(&frame, path));
        SDL_Surface *surface = IMG_Load(path);
        assert_non_null(surface);
        SDL_Surface *xrgb = SDL_ConvertSurfaceFormat(surface, SDL_PIXELFORMAT_RGB888, 0);
        assert_int_equal(xrgb->w, frame.w);
        assert_int_equal(xrgb->h, frame.h);
        for (int k = 0; k < frame.w * frame.h; k++)
            assert_int_equal(((Uint32 *)xrgb->pixels)[k / frame.w * xrgb->pitch / 4 + k % frame.w],
                             px_at(&frame, k % frame.w, k / frame.w));
        SDL_FreeSurface(xrgb);
        SDL_FreeSurface(surface);
        frame_fini(&frame);
    }
    struct frame frame;
    paper(&frame, 4, 4, 0);
    assert_false(png_save(&frame, "/nonexistent/folder/a.png"));
    frame_fini(&frame);
    file_remove(folder, "a.png");
    assert_int_equal(rmdir(folder), 0); // no half-written file is left
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_header_tells_kind_and_size), cmocka_unit_test(what_is_no_picture_is_refused),
        cmocka_unit_test(a_file_cut_short_is_refused),    cmocka_unit_test(pictures_fit_or_cover_and_align),
        cmocka_unit_test(alpha_is_premultiplied),         cmocka_unit_test(every_webp_is_read),
        cmocka_unit_test(a_saved_frame_reads_back),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    IMG_Quit();
    return failed;
}
