// SPDX-License-Identifier: MIT
#include "unit/paint/paint_test.h"

#include <sched.h>

#include "paint/pictures.h"
#include "paint/png.h"
#include "paint/ready.h"

#define W 5
#define H 3

struct fixture {
    char folder[64], file[96], picture[96];
    struct ready_source source;
};

static const struct decode_wish wish = {.w = 20, .h = 10, .align = 2};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct frame frame;
    folder_make(f->folder);
    snprintf(f->file, sizeof f->file, "%s/ready", f->folder);
    snprintf(f->picture, sizeof f->picture, "%s/a.png", f->folder);
    paper(&frame, 30, 20, 0x336699);
    assert_true(png_save(&frame, f->picture));
    frame_fini(&frame);
    f->source = (struct ready_source){.ref = {slice_of(f->folder), SLICE("a.png")}};
    int fd = open(f->picture, O_RDONLY);
    assert_true(ready_stamp(fd, &f->source.stamp));
    close(fd);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    unlink(f->file);
    unlink(f->picture);
    int left = rmdir(f->folder);
    free(f);
    return left;
}

static void keep(const struct fixture *f)
{
    struct decoded decoded = {.dx = 7, .dy = 6};
    paper(&decoded.pixels, W, H, 0x80402010);
    decoded.pixels.px[1] = 0x12345678;
    assert_true(ready_write(f->file, &f->source, wish, &decoded));
    decoded_fini(&decoded);
}

static bool is_kept(const struct fixture *f, const struct ready_source *source)
{
    struct decode_wish found;
    struct decoded decoded;
    bool good = ready_read(f->file, source, &found, &decoded);
    if (good) {
        assert_int_equal(found.w, wish.w);
        assert_int_equal(found.h, wish.h);
        assert_int_equal(found.cover, wish.cover);
        assert_int_equal(found.align, wish.align);
        assert_int_equal(found.turned, wish.turned);
        assert_int_equal(decoded.pixels.w, W);
        assert_int_equal(decoded.pixels.h, H);
        assert_int_equal(decoded.dx, 7);
        assert_int_equal(decoded.dy, 6);
        assert_false(decoded.opaque);
        assert_int_equal(px_at(&decoded.pixels, 0, 0), 0x80402010);
        assert_int_equal(px_at(&decoded.pixels, 1, 0), 0x12345678);
    } else {
        assert_null(decoded.pixels.px);
    }
    decoded_fini(&decoded);
    return good;
}

static bool is_there(const struct fixture *f)
{
    return access(f->file, F_OK) == 0;
}

static void what_is_kept_comes_back(void **state)
{
    struct fixture *f = *state;
    assert_false(is_kept(f, &f->source)); // nothing yet
    keep(f);
    assert_true(is_kept(f, &f->source));
    assert_true(is_kept(f, &f->source));
}

static void another_source_is_another_picture(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i < 5; i++) {
        struct ready_source other = f->source;
        if (i == 0)
            other.ref.path = SLICE("b.png");
        else if (i == 1)
            other.ref.root = SLICE("/");
        else if (i == 2)
            other.stamp.size++;
        else if (i == 3)
            other.stamp.mtime_s++;
        else
            other.stamp.mtime_ns ^= 1;
        keep(f);
        assert_false(is_kept(f, &other));
        assert_false(is_there(f)); // of no use to anybody
    }
}

// Whatever bit is wrong, and wherever it is cut.
static void a_rotten_file_is_deleted(void **state)
{
    struct fixture *f = *state;
    struct stat st;
    keep(f);
    assert_int_equal(stat(f->file, &st), 0);
    size_t n = (size_t)st.st_size;
    uint8_t *bytes = malloc(n + 1);
    int fd = open(f->file, O_RDONLY);
    assert_int_equal(read(fd, bytes, n), (ssize_t)n);
    close(fd);
    for (size_t i = 0; i < n; i++) {
        bytes[i] ^= (uint8_t)(1u << i % 8);
        file_write(f->folder, "ready", bytes, n);
        bytes[i] ^= (uint8_t)(1u << i % 8);
        if (is_kept(f, &f->source) || is_there(f))
            fail_msg("byte %zu may be wrong", i);
        file_write(f->folder, "ready", bytes, i);
        assert_false(is_kept(f, &f->source));
        assert_false(is_there(f));
    }
    bytes[n] = 0;
    file_write(f->folder, "ready", bytes, n + 1);
    assert_false(is_kept(f, &f->source));
    file_write(f->folder, "ready", bytes, n);
    assert_true(is_kept(f, &f->source));
    free(bytes);
}

static void what_is_no_file_is_not_read(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(mkfifo(f->file, 0600), 0);
    assert_false(is_kept(f, &f->source));
    unlink(f->file);
    assert_int_equal(symlink(f->picture, f->file), 0);
    assert_false(is_kept(f, &f->source));
    assert_int_equal(access(f->picture, F_OK), 0);
}

// ---- With pictures ----

static struct pictures *pictures_of(const struct fixture *f, bool decodes)
{
    return pictures_create(&(struct pictures_config){
        .loader = {.decoder = decodes ? DECODER : NULL, .ready = f->file}, .cap_bytes = 1 << 20});
}

static enum picture_state show(const struct fixture *f, bool decodes, struct decode_wish shown)
{
    const struct decoded *decoded;
    struct pictures *pictures = pictures_of(f, decodes);
    pictures_prime(pictures, f->source.ref);
    pictures_keep(pictures, f->source.ref);
    pictures_get(pictures, f->source.ref, shown, &decoded);
    pictures_wait(pictures);
    enum picture_state state = pictures_get(pictures, f->source.ref, shown, &decoded);
    if (state == PICTURES_READY)
        assert_int_equal(px_at(&decoded->pixels, 3, 3) & 0xffffff, 0x336699);
    // It comes after everything that was asked for, and nobody but a test waits for it.
    while (decodes && !is_there(f))
        sched_yield();
    pictures_destroy(pictures);
    return state;
}

static void the_next_start_needs_no_decoder(void **state)
{
    struct fixture *f = *state;
    const struct decode_wish other = {.w = 12, .h = 8};
    assert_int_equal(show(f, false, wish), PICTURES_FAILED);
    assert_int_equal(show(f, true, wish), PICTURES_READY);
    assert_int_equal(show(f, false, wish), PICTURES_READY); // only the file can tell
    assert_int_equal(show(f, false, other), PICTURES_FAILED);
    assert_int_equal(show(f, true, other), PICTURES_READY); // on another screen it is decoded as ever
}

static void a_changed_picture_is_decoded(void **state)
{
    struct fixture *f = *state;
    struct frame frame;
    const struct decoded *decoded;
    assert_int_equal(show(f, true, wish), PICTURES_READY);
    paper(&frame, 31, 20, 0xaa0000);
    assert_true(png_save(&frame, f->picture));
    frame_fini(&frame);
    struct pictures *pictures = pictures_of(f, true);
    pictures_prime(pictures, f->source.ref);
    pictures_get(pictures, f->source.ref, wish, &decoded);
    pictures_wait(pictures);
    assert_int_equal(pictures_get(pictures, f->source.ref, wish, &decoded), PICTURES_READY);
    assert_int_equal(px_at(&decoded->pixels, 3, 3) & 0xffffff, 0xaa0000);
    pictures_destroy(pictures);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_kept_comes_back, setup, teardown),
        cmocka_unit_test_setup_teardown(another_source_is_another_picture, setup, teardown),
        cmocka_unit_test_setup_teardown(a_rotten_file_is_deleted, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_no_file_is_not_read, setup, teardown),
        cmocka_unit_test_setup_teardown(the_next_start_needs_no_decoder, setup, teardown),
        cmocka_unit_test_setup_teardown(a_changed_picture_is_decoded, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
