// SPDX-License-Identifier: MIT
#include "unit/paint/paint_test.h"

#include <pthread.h>

#include "base/embedded.h"
#include "base/limits.h"
#include "paint/pictures.h"
#include "paint/png.h"

#define SVG "<svg viewBox=\"0 0 10 10\"><path fill=\"#ff0000\" d=\"M0 0H10V10H0Z\"/></svg>"

static const char svg[] = SVG;
static const struct embedded_file asset_files[] = {{"pictures/red.svg", svg, svg + sizeof svg - 1}};
static const struct embedded assets = {asset_files, 1};

// Counts finished pictures, and lets the background thread go on only so often.
struct gate {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    int passes, finished;
};

static void gate_pass(void *context)
{
    struct gate *gate = context;
    pthread_mutex_lock(&gate->lock);
    gate->finished++;
    pthread_cond_broadcast(&gate->changed);
    while (gate->passes == 0)
        pthread_cond_wait(&gate->changed, &gate->lock);
    gate->passes--;
    pthread_mutex_unlock(&gate->lock);
}

#define OPEN 1000000

static void gate_set(struct gate *gate, int passes)
{
    pthread_mutex_lock(&gate->lock);
    gate->passes = passes;
    pthread_cond_broadcast(&gate->changed);
    pthread_mutex_unlock(&gate->lock);
}

static void gate_await(struct gate *gate, int finished)
{
    pthread_mutex_lock(&gate->lock);
    while (gate->finished < finished)
        pthread_cond_wait(&gate->changed, &gate->lock);
    pthread_mutex_unlock(&gate->lock);
}

struct fixture {
    char folder[64];
    struct gate gate;
    struct pictures *pictures;
};

#define CAP (3 * 112 * 100 * 4) // three pictures of 100 by 100 (rows are padded to 112)

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct frame frame;
    pthread_mutex_init(&f->gate.lock, NULL);
    pthread_cond_init(&f->gate.changed, NULL);
    f->gate.passes = OPEN;
    folder_make(f->folder);
    char path[128];
    snprintf(path, sizeof path, "%s/good.png", f->folder);
    paper(&frame, 30, 20, 0x336699);
    assert_true(png_save(&frame, path));
    frame_fini(&frame);
    f->pictures = pictures_create(&(struct pictures_config){.loader = {.assets = &assets, .decoder = DECODER},
                                                            .cap_bytes = CAP,
                                                            .ready = gate_pass,
                                                            .context = &f->gate});
    *state = f;
    return f->pictures ? 0 : -1;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    gate_set(&f->gate, OPEN);
    pictures_destroy(f->pictures);
    file_remove(f->folder, "good.png");
    rmdir(f->folder);
    pthread_mutex_destroy(&f->gate.lock);
    pthread_cond_destroy(&f->gate.changed);
    free(f);
    return 0;
}

static struct picture_ref in_folder(struct fixture *f, const char *path)
{
    return (struct picture_ref){slice_of(f->folder), slice_of(path)};
}

static struct decode_wish square(int side)
{
    return (struct decode_wish){.w = side, .h = side, .cover = true};
}

static enum picture_state get(struct fixture *f, struct picture_ref ref, int side)
{
    const struct decoded *decoded;
    enum picture_state state = pictures_get(f->pictures, ref, square(side), &decoded);
    assert_int_equal(state == PICTURES_READY, decoded != NULL);
    return state;
}

static void a_picture_comes_from_a_folder_or_the_program(void **state)
{
    struct fixture *f = *state;
    const struct decoded *decoded;
    struct picture_ref own = {SLICE_NONE, SLICE("pictures/red.svg")};
    assert_int_equal(get(f, in_folder(f, "good.png"), 50), PICTURES_PENDING);
    assert_int_equal(get(f, own, 50), PICTURES_PENDING);
    pictures_wait(f->pictures);
    assert_int_equal(pictures_get(f->pictures, in_folder(f, "good.png"), square(50), &decoded),
                     PICTURES_READY);
    assert_int_equal(px_at(&decoded->pixels, 25, 25), 0x336699);
    assert_int_equal(pictures_get(f->pictures, own, square(50), &decoded), PICTURES_READY);
    assert_int_equal(px_at(&decoded->pixels, 25, 25) & 0xffffff, 0xff0000);
    gate_await(&f->gate, 2);
}

// Everything that can be wrong with a file, remembered as failed.
static void what_fails_stays_failed(void **state)
{
    struct fixture *f = *state;
    char path[128], other[128];
    snprintf(path, sizeof path, "%s/link.png", f->folder);
    assert_int_equal(symlink("good.png", path), 0);
    snprintf(path, sizeof path, "%s/linked", f->folder);
    assert_int_equal(symlink(f->folder, path), 0);
    snprintf(path, sizeof path, "%s/fifo.png", f->folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    file_write(f->folder, "text.png", "no soy una foto", 15);
    file_write(f->folder, "empty.png", "", 0);
    snprintf(path, sizeof path, "%s/large.png", f->folder);
    file_write(f->folder, "large.png", "x", 1);
    assert_int_equal(truncate(path, LIMIT_PICTURE_FILE + 1), 0);
    snprintf(other, sizeof other, "../%s/good.png", strrchr(f->folder, '/') + 1);
    const char *const paths[] = {"none.png",      "link.png",  "linked/good.png", "fifo.png",
                                 "text.png",      "empty.png", "large.png",       other,
                                 "/etc/hostname", "",          "good.png/",       "./good.png",
                                 "good.png/x"};
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
            enum picture_state now = get(f, in_folder(f, paths[i]), 40);
            assert_int_equal(now, round == 0 && paths[i][0] ? PICTURES_PENDING : PICTURES_FAILED);
        }
        pictures_wait(f->pictures);
    }
    assert_int_equal(get(f, (struct picture_ref){SLICE_NONE, SLICE("pictures/none.svg")}, 40),
                     PICTURES_PENDING);
    assert_int_equal(get(f, (struct picture_ref){SLICE("/nonexistent"), SLICE("a.png")}, 40),
                     PICTURES_PENDING);
    pictures_wait(f->pictures);
    assert_int_equal(get(f, (struct picture_ref){SLICE_NONE, SLICE("pictures/none.svg")}, 40),
                     PICTURES_FAILED);
    assert_int_equal(get(f, (struct picture_ref){SLICE("/nonexistent"), SLICE("a.png")}, 40),
                     PICTURES_FAILED);
    assert_int_equal(get(f, in_folder(f, "good.png"), 0), PICTURES_FAILED);
    assert_int_equal(get(f, in_folder(f, "good.png"), 1000000), PICTURES_FAILED);
    static const char *const names[] = {"link.png", "linked",    "fifo.png",
                                        "text.png", "empty.png", "large.png"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        file_remove(f->folder, names[i]);
}

// With the background thread held, no call waits, and no more than the queue holds is taken.
static void asking_never_waits(void **state)
{
    struct fixture *f = *state;
    gate_set(&f->gate, 0);
    assert_int_equal(get(f, in_folder(f, "good.png"), 10), PICTURES_PENDING);
    gate_await(&f->gate, 1); // the thread now stands in the gate
    for (int i = 0; i < 300; i++) {
        assert_int_equal(get(f, in_folder(f, "good.png"), 20 + i), PICTURES_PENDING);
        pictures_prefetch(f->pictures, in_folder(f, "good.png"), (struct decode_wish){.w = 3, .h = 3 + i});
    }
    assert_int_equal(get(f, in_folder(f, "good.png"), 10), PICTURES_READY);
    gate_set(&f->gate, OPEN);
    pictures_wait(f->pictures);
    assert_int_equal(get(f, in_folder(f, "good.png"), 319),
                     PICTURES_PENDING); // the queue was full then; now there is room
    pictures_wait(f->pictures);
    assert_int_equal(get(f, in_folder(f, "good.png"), 319), PICTURES_READY);
}

static void what_is_shown_comes_before_what_is_prefetched(void **state)
{
    struct fixture *f = *state;
    gate_set(&f->gate, 0);
    assert_int_equal(get(f, in_folder(f, "good.png"), 10), PICTURES_PENDING);
    gate_await(&f->gate, 1);
    for (int i = 0; i < 5; i++)
        pictures_prefetch(f->pictures, in_folder(f, "good.png"), square(20 + i));
    assert_int_equal(get(f, in_folder(f, "good.png"), 30), PICTURES_PENDING);
    gate_set(&f->gate, 1);
    gate_await(&f->gate, 2); // one more is finished: the one that is shown
    assert_int_equal(get(f, in_folder(f, "good.png"), 30), PICTURES_READY);
    gate_set(&f->gate, OPEN);
    pictures_wait(f->pictures);
}

static void finished_pixels_stay_under_the_cap(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i < 40; i++) {
        struct picture_ref ref = in_folder(f, "good.png");
        while (get(f, ref, 85 + i % 12) == PICTURES_PENDING)
            pictures_wait(f->pictures);
        assert_true(pictures_bytes(f->pictures) <= CAP);
    }
    assert_int_equal(get(f, in_folder(f, "good.png"), 900), PICTURES_PENDING);
    pictures_wait(f->pictures);
    assert_int_equal(get(f, in_folder(f, "good.png"), 900),
                     PICTURES_READY); // larger than the cap, but the newest
    pictures_forget(f->pictures);
    assert_int_equal(pictures_bytes(f->pictures), 0);
    assert_int_equal(get(f, in_folder(f, "good.png"), 900), PICTURES_PENDING);
    pictures_forget(f->pictures); // in work or still queued: thrown away
    pictures_wait(f->pictures);
    assert_int_equal(pictures_bytes(f->pictures), 0);
}

// The next poster does not stand in memory together with more than the cap allows.
static void a_prefetch_makes_room_first(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i < 3; i++) {
        assert_int_equal(get(f, in_folder(f, "good.png"), 98 + i), PICTURES_PENDING);
        pictures_wait(f->pictures);
        assert_int_equal(get(f, in_folder(f, "good.png"), 98 + i), PICTURES_READY);
    }
    gate_set(&f->gate, 0);
    pictures_prefetch(f->pictures, in_folder(f, "good.png"), square(120)); // room for two of the three
    gate_set(&f->gate, OPEN);
    pictures_wait(f->pictures);
    assert_true(pictures_bytes(f->pictures) <= CAP + 8 * 120 * 4);           // rows are padded
    assert_int_equal(get(f, in_folder(f, "good.png"), 100), PICTURES_READY); // the newest of the three stayed
}

// Making room for the next poster must not take the picture of the one that stands, however small the cap.
static void what_the_scene_drew_stays(void **state)
{
    struct fixture *f = *state;
    struct picture_ref ref = in_folder(f, "good.png");
    for (int scene = 0; scene < 3; scene++) {
        int side = 170 + scene; // alone about as large as the cap
        pictures_begin_scene(f->pictures);
        get(f, ref, side);
        get(f, ref, 90 + scene);
        pictures_wait(f->pictures);
        assert_int_equal(get(f, ref, side), PICTURES_READY);
        assert_int_equal(get(f, ref, 90 + scene), PICTURES_READY);
        pictures_prefetch(f->pictures, ref, square(side + 1));
        pictures_wait(f->pictures);
        assert_int_equal(get(f, ref, side), PICTURES_READY);
        assert_int_equal(get(f, ref, 90 + scene), PICTURES_READY);
    }
    pictures_begin_scene(f->pictures);
    assert_int_equal(get(f, ref, 172), PICTURES_READY);
    assert_true(pictures_bytes(f->pictures) <= CAP + 8 * 180 * 4); // the others went
}

// The next poster is decoded while this one stands: drawing this one again, however small the cap, must not undo it.
static void what_comes_next_stays(void **state)
{
    struct fixture *f = *state;
    struct picture_ref ref = in_folder(f, "good.png");
    pictures_begin_scene(f->pictures);
    get(f, ref, 170);
    pictures_wait(f->pictures);
    pictures_prefetch(f->pictures, ref, square(171));
    pictures_wait(f->pictures);
    for (int i = 0; i < 3; i++)
        assert_int_equal(get(f, ref, 170), PICTURES_READY);
    pictures_begin_scene(f->pictures);
    assert_int_equal(get(f, ref, 171), PICTURES_READY);
}

// Two pictures of a 4K poster are more than one cap holds and less than another.
static void the_cap_can_change(void **state)
{
    struct fixture *f = *state;
    struct picture_ref ref = in_folder(f, "good.png");
    for (int round = 0; round < 2; round++) {
        pictures_set_cap(f->pictures, round == 0 ? 2 * CAP : CAP);
        for (int i = 0; i < 6; i++) {
            while (get(f, ref, 98 + i) == PICTURES_PENDING)
                pictures_wait(f->pictures);
        }
        size_t bytes = pictures_bytes(f->pictures);
        assert_true(round == 0 ? bytes > CAP && bytes <= 2 * CAP : bytes <= CAP);
    }
}

// A picture that takes for ever is not waited for.
static void a_wait_can_end(void **state)
{
    struct fixture *f = *state;
    gate_set(&f->gate, 0);
    assert_int_equal(get(f, in_folder(f, "good.png"), 10), PICTURES_PENDING);
    gate_await(&f->gate, 1);
    assert_int_equal(get(f, in_folder(f, "good.png"), 20), PICTURES_PENDING);
    assert_false(pictures_wait_ms(f->pictures, 1)); // the thread stands in the gate
    gate_set(&f->gate, OPEN);
    assert_true(pictures_wait_ms(f->pictures, 60000));
    assert_int_equal(get(f, in_folder(f, "good.png"), 20), PICTURES_READY);
    assert_true(pictures_wait_ms(f->pictures, 0));
}

// What was decoded ahead looks like what wasn't, whether it is what is then wanted or not, and whether there is any.
static void a_primed_picture_is_the_same(void **state)
{
    struct fixture *f = *state;
    static const char *const primed[] = {"good.png", "none.png"};
    for (size_t i = 0; i < sizeof primed / sizeof *primed; i++) {
        struct pictures *ahead = pictures_create(
            &(struct pictures_config){.loader = {.assets = &assets, .decoder = DECODER}, .cap_bytes = CAP});
        const struct decoded *one, *other;
        pictures_prime(ahead, in_folder(f, primed[i]));
        for (int side = 40; side < 43; side++) { // the first one takes what was primed
            pictures_get(ahead, in_folder(f, "good.png"), square(side), &one);
            pictures_get(f->pictures, in_folder(f, "good.png"), square(side), &other);
            pictures_wait(ahead);
            pictures_wait(f->pictures);
            assert_int_equal(pictures_get(ahead, in_folder(f, "good.png"), square(side), &one),
                             PICTURES_READY);
            assert_int_equal(pictures_get(f->pictures, in_folder(f, "good.png"), square(side), &other),
                             PICTURES_READY);
            assert_memory_equal(one->pixels.px, other->pixels.px,
                                (size_t)one->pixels.stride * (size_t)one->pixels.h * 4);
        }
        pictures_destroy(ahead);
    }
}

static void what_is_primed_and_never_wanted_is_freed(void **state)
{
    struct fixture *f = *state;
    pictures_prime(f->pictures, in_folder(f, "good.png"));
    pictures_wait(f->pictures);
    pictures_prime(f->pictures, in_folder(f, "good.png")); // too late: it does nothing
}

static void it_ends_with_work_in_the_queue(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i < 20; i++)
        pictures_prefetch(f->pictures, in_folder(f, "good.png"), square(100 + i));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_picture_comes_from_a_folder_or_the_program, setup, teardown),
        cmocka_unit_test_setup_teardown(what_fails_stays_failed, setup, teardown),
        cmocka_unit_test_setup_teardown(asking_never_waits, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_shown_comes_before_what_is_prefetched, setup, teardown),
        cmocka_unit_test_setup_teardown(finished_pixels_stay_under_the_cap, setup, teardown),
        cmocka_unit_test_setup_teardown(a_prefetch_makes_room_first, setup, teardown),
        cmocka_unit_test_setup_teardown(what_the_scene_drew_stays, setup, teardown),
        cmocka_unit_test_setup_teardown(what_comes_next_stays, setup, teardown),
        cmocka_unit_test_setup_teardown(the_cap_can_change, setup, teardown),
        cmocka_unit_test_setup_teardown(a_wait_can_end, setup, teardown),
        cmocka_unit_test_setup_teardown(a_primed_picture_is_the_same, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_primed_and_never_wanted_is_freed, setup, teardown),
        cmocka_unit_test_setup_teardown(it_ends_with_work_in_the_queue, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
