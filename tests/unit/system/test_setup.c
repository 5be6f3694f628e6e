// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "system/files.h"
#include "system/setup.h"
#include "unit/system/folder.h"
#include "unit/system/news.h"

static bool two_words(struct slice list, struct slice *wrong)
{
    struct slice rest = list;
    while (rest.n > 0) {
        slice_cut(rest, ',', wrong, &rest);
        if (!slice_is_among(*wrong, "contrast still"))
            return false;
    }
    return true;
}

static bool no_uk(struct slice code)
{
    return !slice_is(code, "UK");
}

static struct setup parse(struct arena *arena, struct diags *diags, struct slice text)
{
    struct setup settings = setup_defaults();
    diags_init(diags, arena);
    static const struct setup_checks checks = {two_words, no_uk};
    setup_parse(SLICE("kiosk/settings"), text, &checks, diags, &settings);
    return settings;
}

static void what_is_written_is_read(void **unused)
{
    (void)unused;
    struct arena arena;
    struct diags diags;
    arena_init(&arena);
    struct setup settings = parse(
        &arena, &diags,
        SLICE("\xef\xbb\xbf# a note\r\n---\r\n\r\n"
              "country: CO   # where it stands\r\nregion: \"CO-ANT\"\nlanguage:es-PE\n"
              "  mm : 520\nvolume: 0\nidle: 90\nfacilitate: true\n"
              "access: contrast, still\nhours: lun-vie 7:00-18:30, sat 08:00-24:00\n"
              "unsigned: never\nkeyboard: off\nrotation: 270\nbrightness: 40\nsession: kmsdrm\nusb: any\n"
              "calibration: 1.05 0 -0.025  0 -1 0.5 # measured"));
    assert_int_equal(diags.count, 0);
    assert_string_equal(settings.country, "CO");
    assert_string_equal(settings.region, "CO-ANT");
    assert_string_equal(settings.language, "es-PE");
    assert_string_equal(settings.access, "contrast,still");
    assert_int_equal(settings.mm, 520);
    assert_int_equal(settings.volume, 0);
    assert_int_equal(settings.idle_s, 90);
    assert_true(settings.facilitate);
    assert_false(settings.always);
    assert_int_equal(settings.hours[0].opens, 420);
    assert_int_equal(settings.hours[4].closes, 1110);
    assert_int_equal(settings.hours[5].closes, 1440);
    assert_int_equal(settings.hours[6].closes, 0);
    assert_int_equal(settings.unsigned_packs, SETUP_UNSIGNED_NEVER);
    assert_int_equal(settings.keyboard, SETUP_KEYBOARD_OFF);
    static const int32_t matrix[SETUP_MATRIX] = {1050000, 0, -25000, 0, -1000000, 500000};
    assert_int_equal(settings.machine.rotation, 270);
    assert_int_equal(settings.machine.brightness, 40);
    assert_int_equal(settings.machine.session, SETUP_SESSION_KMSDRM);
    assert_int_equal(settings.machine.usb, SETUP_USB_ANY);
    assert_memory_equal(settings.machine.calibration, matrix, sizeof matrix);
    // A region speaks for its country, and a later file over an earlier.
    settings = parse(&arena, &diags, SLICE("region: PE-LIM\nmm: ask\n"));
    assert_string_equal(settings.country, "PE");
    setup_parse(SLICE("b"), SLICE("country: CO\nvolume: 10\n"), NULL, &diags, &settings);
    assert_string_equal(settings.country, "CO");
    assert_string_equal(settings.region, "");
    assert_int_equal(settings.volume, 10);
    assert_int_equal(diags.count, 0);
    arena_fini(&arena);
}

static void what_is_wrong_is_named_and_the_rest_is_kept(void **unused)
{
    (void)unused;
    static const struct {
        const char *text;
        enum diag_code code;
        uint32_t line, col;
    } rows[] = {
        {"volume: 30\nvolumen: 40", DIAG_SETUP_UNKNOWN, 2, 1},
        {"volume: 30\n  nothing here", DIAG_SETUP_LINE, 2, 3},
        {"volume: 30\nvolume: 40", DIAG_SETUP_TWICE, 2, 1},
        {"volume: 30\ncountry: Perú", DIAG_SETUP_VALUE, 2, 10},
        {"volume: 30\ncountry: UK", DIAG_SETUP_VALUE, 2, 10},
        {"volume: 30\nregion: co-ant", DIAG_SETUP_VALUE, 2, 9},
        {"volume: 30\nregion: UK-LND", DIAG_SETUP_VALUE, 2, 9},
        {"volume: 30\nlanguage: español", DIAG_SETUP_VALUE, 2, 11},
        {"volume: 30\nfacilitate: maybe", DIAG_SETUP_VALUE, 2, 13},
        {"volume: 30\nfacilitate:", DIAG_SETUP_VALUE, 2, 1},
        {"volume: 30\nunsigned: channels", DIAG_SETUP_UNSIGNED, 2, 11},
        {"volume: 30\nunsigned:", DIAG_SETUP_UNSIGNED, 2, 1},
        {"volume: 30\nkeyboard: on", DIAG_SETUP_VALUE, 2, 11},
        {"volume: 30\nrotation: 45", DIAG_SETUP_VALUE, 2, 11},
        {"volume: 30\nrotation: 360", DIAG_SETUP_VALUE, 2, 11},
        {"volume: 30\nsession: gnome", DIAG_SETUP_VALUE, 2, 10},
        {"volume: 30\nusb: none", DIAG_SETUP_VALUE, 2, 6},
        {"volume: 30\nbrightness: 0", DIAG_SETUP_RANGE, 2, 13},
        {"volume: 30\ncalibration: 1 0 0 0 1", DIAG_SETUP_VALUE, 2, 14},
        {"volume: 30\ncalibration: 1 0 0 0 1 0 0", DIAG_SETUP_VALUE, 2, 14},
        {"volume: 30\ncalibration: 1 0 0 0 1 1e3", DIAG_SETUP_VALUE, 2, 14},
        {"volume: 30\ncalibration: 1 0 0 0 1 101", DIAG_SETUP_VALUE, 2, 14},
        {"volume: 30\ncalibration: 1 0 0 0 1 0.0000001", DIAG_SETUP_VALUE, 2, 14},
        {"volume: 30\naccess: contrast,,still", DIAG_SETUP_VALUE, 2, 9},
        {"volume: 30\naccess: contrast, big", DIAG_SETUP_ACCESS, 2, 9},
        {"volume: 30\nmm: 20", DIAG_SETUP_RANGE, 2, 5},
        {"volume: 30\nmm: 99999999999999999999999", DIAG_SETUP_RANGE, 2, 5},
        {"volume: 30\nidle: 19", DIAG_SETUP_RANGE, 2, 7},
        {"region: PE-LIM\ncountry: CO\nvolume: 30", DIAG_SETUP_REGION, 1, 9},
        {"volume: 30\nhours: ", DIAG_SETUP_HOURS, 2, 1},
        {"volume: 30\nhours: never", DIAG_SETUP_HOURS, 2, 8},
        {"volume: 30\nhours: mon", DIAG_SETUP_HOURS, 2, 8},
        {"volume: 30\nhours: mon 18:00-07:00", DIAG_SETUP_HOURS, 2, 8},
        {"volume: 30\nhours: fri-mon 07:00-18:00", DIAG_SETUP_HOURS, 2, 8},
        {"volume: 30\nhours: mon 07:00-24:01", DIAG_SETUP_HOURS, 2, 8},
        {"volume: 30\nhours: mon 7-18", DIAG_SETUP_HOURS, 2, 8},
        {"volume: 30\nlanguage: e\xf1", DIAG_SETUP_ENCODING, 2, 1},
    };
    const struct setup right = setup_defaults();
    struct arena arena;
    struct diags diags;
    arena_init(&arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct setup settings = parse(&arena, &diags, slice_of(rows[i].text));
        if (diags.count != 1 || diags.list[0].code != rows[i].code ||
            diags.list[0].pos.line != rows[i].line || diags.list[0].pos.col != rows[i].col)
            fail_msg("%s: %zu, %s at %u:%u", rows[i].text, diags.count,
                     diags.count ? diag_code_name(diags.list[0].code) : "",
                     diags.count ? diags.list[0].pos.line : 0, diags.count ? diags.list[0].pos.col : 0);
        assert_int_equal(settings.volume, 30);
        assert_int_equal(settings.unsigned_packs, diags.list[0].code == DIAG_SETUP_UNSIGNED
                                                      ? SETUP_UNSIGNED_NEVER
                                                      : SETUP_UNSIGNED_MESSAGES);
        assert_string_equal(settings.region, right.region);
        assert_string_equal(settings.language, right.language);
        assert_string_equal(settings.access, right.access);
        assert_int_equal(settings.mm, right.mm);
        assert_true(settings.always);
        assert_memory_equal(&settings.machine, &right.machine, sizeof right.machine);
    }
    parse(&arena, &diags, SLICE("\xff\xfev\0o\0l\0u\0m\0e\0"));
    assert_int_equal(diags.count, 1);
    assert_int_equal(diags.list[0].code, DIAG_SETUP_ENCODING);
    arena_fini(&arena);
}

// Whatever bytes there are, reading ends, and what was read can be written and read again.
static void any_bytes_are_read(void **unused)
{
    (void)unused;
    static const char alphabet[] = "\n\r:#'\" ,-aCO07\xc3\xb1\xff";
    struct arena arena;
    struct diags diags;
    uint32_t seed = 1;
    for (int i = 0; i < 2000; i++) {
        char text[80] = "hours: mon 07:00-18:00, region: CO-ANT\naccess: still # x\n";
        size_t n = strlen(text);
        arena_init(&arena);
        for (int k = 0; k < 6; k++) {
            seed = seed * 1664525 + 1013904223;
            text[(seed >> 8) % n] = alphabet[(seed >> 20) % (sizeof alphabet - 1)];
        }
        const struct setup base = setup_defaults();
        struct setup once = parse(&arena, &diags, (struct slice){text, n}), twice;
        struct slice written = setup_rewrite((struct slice){text, n}, &base, &once, &arena);
        twice = parse(&arena, &diags, written);
        assert_memory_equal(&once.hours, &twice.hours, sizeof once.hours);
        assert_string_equal(once.access, twice.access);
        assert_string_equal(once.region, twice.region);
        arena_fini(&arena);
    }
}

static const char *const keys[] = {
    "country", "region",   "language", "mm",       "volume",      "idle",       "facilitate", "access",
    "hours",   "unsigned", "keyboard", "rotation", "calibration", "brightness", "session",    "usb"};

static void every_key_is_told(void **unused)
{
    (void)unused;
    struct arena arena;
    struct diags diags;
    char text[2000] = "";
    arena_init(&arena);
    parse(&arena, &diags, SLICE("x: y"));
    for (int language = 0; language < DIAG_LANGUAGE_COUNT; language++) {
        FILE *out = fmemopen(text, sizeof text, "w");
        assert_non_null(out);
        diag_print(out, &diags.list[0], (enum diag_language)language);
        fclose(out);
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
            assert_non_null(strstr(text, keys[i]));
    }
    arena_fini(&arena);
}

// The file that is installed has every key, and says what is so without it.
static void the_packaged_file_shows_what_is_usual(void **unused)
{
    (void)unused;
    struct arena arena;
    struct diags diags;
    struct tree_entry file;
    arena_init(&arena);
    const struct setup usual = setup_defaults();
    assert_true(files_read(TESTS_DIR "/../packaging/kiosk.yaml", LIMIT_SETTINGS_FILE, &arena, &file));
    struct setup settings = parse(&arena, &diags, file.bytes);
    assert_int_equal(diags.count, 0);
    assert_memory_equal(&settings, &usual, sizeof usual);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct slice line = arena_format(&arena, "\n%s:", keys[i]);
        assert_true(slice_find(file.bytes, line) >= 0);
    }
    arena_fini(&arena);
}

// Every number of the matrix comes out as it went in, with no digit more.
static void a_matrix_is_written_as_it_was(void **unused)
{
    (void)unused;
    static const char line[] = "calibration: 1.05 0 -0.025 100 -0.000001 0.5\n";
    struct arena arena;
    struct diags diags;
    arena_init(&arena);
    const struct setup base = setup_defaults();
    struct setup settings = parse(&arena, &diags, slice_of(line));
    struct slice all = setup_rewrite(SLICE("# x\n"), &base, &settings, &arena);
    assert_true(slice_is(all, "# x\ncalibration: 1.05 0 -0.025 100 -0.000001 0.5\n"));
    arena_fini(&arena);
}

// Whoever breaks into the kiosk can write its file, and root acts on these.
static void the_machine_is_set_by_its_owner_alone(void **unused)
{
    (void)unused;
    struct arena arena;
    struct diags diags;
    arena_init(&arena);
    diags_init(&diags, &arena);
    const struct setup base = setup_defaults();
    struct setup settings = base;
    FILE *file = fopen("kept", "w");
    assert_non_null(file);
    fputs("volume: 20\nrotation: 90\nusb: any\n", file);
    fclose(file);
    setup_read_kept("kept", NULL, &diags, &settings);
    assert_int_equal(diags.count, 2);
    assert_int_equal(diags.list[0].code, DIAG_SETUP_MACHINE);
    assert_int_equal(diags.list[0].pos.line, 2);
    assert_int_equal(settings.volume, 20);
    assert_memory_equal(&settings.machine, &base.machine, sizeof base.machine);
    // Nor does the kiosk write over the line: its owner moves it.
    assert_true(setup_write("kept", &base, &base));
    diags_init(&diags, &arena);
    setup_read_kept("kept", NULL, &diags, &settings);
    assert_int_equal(diags.count, 2);
    assert_int_equal(unlink("kept"), 0);
    arena_fini(&arena);
}

static void expect_rewrite(const char *old, const struct setup *base, const struct setup *wanted,
                           const char *expected)
{
    struct arena arena;
    arena_init(&arena);
    struct slice is = setup_rewrite(slice_of(old), base, wanted, &arena);
    if (!slice_is(is, expected))
        fail_msg("became:\n%.*s", SLICE_ARG(is));
    arena_fini(&arena);
}

static void notes_and_unknown_lines_stay(void **unused)
{
    (void)unused;
    const struct setup base = setup_defaults();
    struct setup wanted = base;
    snprintf(wanted.country, sizeof wanted.country, "CO");
    wanted.volume = 55;
    wanted.always = false;
    for (int day = 0; day < 5; day++)
        wanted.hours[day] = (struct setup_day){420, 1080};
    wanted.hours[6] = (struct setup_day){0, 1440};
    expect_rewrite("", &base, &wanted,
                   "# The settings of this kiosk: see chasqui-settings(5).\ncountry: CO\nvolume: 55\n"
                   "hours: mon-fri 07:00-18:00, sun 00:00-24:00\n");
    expect_rewrite("# mine\r\nvolume: 80  # loud\r\n\r\nmañana: x\nmm: wrong\nidle: '60'\nvolume: 20\nlast",
                   &base, &wanted,
                   "# mine\r\nvolume: 55  # loud\r\n\r\nmañana: x\nmm: wrong\nidle: '60'\nvolume: "
                   "20\nlast\ncountry: CO\n"
                   "hours: mon-fri 07:00-18:00, sun 00:00-24:00\n");
    expect_rewrite("\xef\xbb\xbf"
                   "country: CO\nvolume: 55\nhours: always\r",
                   &base, &base,
                   "\xef\xbb\xbf"
                   "country:\nvolume: 80\nhours: always\r\n");
    // Without its mark this one would be taken for UTF-16.
    expect_rewrite("\xef\xbb\xbf\xff\xfe\nvolume: 10\n", &base, &base, "\xef\xbb\xbf\xff\xfe\nvolume: 80\n");
    expect_rewrite("volume:# loud\n", &wanted, &base, "volume: 80 # loud\ncountry:\nhours: always\n");
    // What another file says already needs no line, unless this one says otherwise.
    expect_rewrite("mm: 100\n", &wanted, &wanted, "mm: ask\n");
}

static void read_back(const char *path, struct setup *out, size_t *wrong)
{
    struct arena arena;
    struct diags diags;
    arena_init(&arena);
    diags_init(&diags, &arena);
    *out = setup_defaults();
    setup_read(path, NULL, &diags, out);
    *wrong = diags.count;
    arena_fini(&arena);
}

static void a_file_is_whole_or_as_it_was(void **state)
{
    (void)state;
    const struct setup base = setup_defaults();
    struct setup wanted = base, is;
    size_t wrong;
    wanted.volume = 20;
    read_back("settings", &is, &wrong); // none yet
    assert_int_equal(wrong, 0);
    assert_true(setup_write("settings", &base, &wanted));
    read_back("settings", &is, &wrong);
    assert_int_equal(is.volume, 20);
    // No room: the old one stands.
    wanted.volume = 30;
    const struct rlimit none = {0, RLIM_INFINITY}, all = {RLIM_INFINITY, RLIM_INFINITY};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
    assert_false(setup_write("settings", &base, &wanted));
    assert_int_equal(errno, EFBIG);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &all), 0);
    read_back("settings", &is, &wrong);
    assert_int_equal(is.volume, 20);
    assert_int_equal(wrong, 0);
    // Somebody's work that can't be read is not written over.
    assert_int_equal(system("head -c 100000 /dev/zero | tr '\\0' '#' >settings"), 0);
    read_back("settings", &is, &wrong);
    assert_int_equal(wrong, 1);
    assert_false(setup_write("settings", &base, &wanted));
    assert_int_equal(unlink("settings") + mkdir("settings", 0700), 0);
    read_back("settings", &is, &wrong);
    assert_int_equal(wrong, 1);
    assert_false(setup_write("settings", &base, &wanted));
    assert_false(setup_write("nowhere/settings", &base, &wanted));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(what_is_wrong_is_named_and_the_rest_is_kept),
        cmocka_unit_test(any_bytes_are_read),
        cmocka_unit_test(every_key_is_told),
        cmocka_unit_test(the_packaged_file_shows_what_is_usual),
        cmocka_unit_test(a_matrix_is_written_as_it_was),
        cmocka_unit_test(the_machine_is_set_by_its_owner_alone),
        cmocka_unit_test(notes_and_unknown_lines_stay),
        cmocka_unit_test_setup_teardown(a_file_is_whole_or_as_it_was, enter_folder, leave_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
