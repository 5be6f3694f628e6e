// SPDX-License-Identifier: MIT
#include "reader_test.h"

#define BYTES(literal)                                                                                       \
    {                                                                                                        \
        literal, sizeof(literal) - 1                                                                         \
    }
#define PNG_HEAD "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
#define PNG_TAIL "\x08\x06\0\0\0\0\0\0\0"
#define WEBP(chunk) "RIFF\0\0\0\0WEBP" chunk "\0\0\0\0"
#define TEN "\0\0\0\0\0\0\0\0\0\0"
#define SVG(attributes, rest) "<svg xmlns=\"http://www.w3.org/2000/svg\" " attributes ">" rest "</svg>"

struct row {
    const char *path;
    struct slice bytes;
    uint64_t size; // of the file, when only its beginning is given; 0: the bytes
    const char *said;
    uint32_t width, height;
};

static void judge(const struct row *row)
{
    struct arena arena;
    struct diags diags;
    struct picture picture = {.width = 7};
    arena_init(&arena);
    diags_init(&diags, &arena);
    // A copy without anything behind it, for the address sanitizer.
    char *copy = malloc(row->bytes.n ? row->bytes.n : 1);
    assert_non_null(copy);
    memcpy(copy, row->bytes.p, row->bytes.n);
    struct tree_entry entry = {.path = slice_of(row->path),
                               .size = row->size ? row->size : row->bytes.n,
                               .bytes = {copy, row->bytes.n}};
    struct tree tree = {.root = SLICE("pack"), .entries = &entry, .count = 1};
    bool good = picture_probe(&tree, &entry, &arena, &diags, &picture);
    struct reading reading = {.arena = arena, .diags = diags};
    reading.diags.arena = &reading.arena;
    assert_string_equal(reading_said(&reading), row->said);
    assert_int_equal(good, row->said[0] == '\0');
    assert_int_equal(picture.width, good ? row->width : 7);
    assert_int_equal(picture.height, good ? row->height : 0);
    if (good)
        assert_string_equal(cstr(&reading, picture.path), row->path);
    free(copy);
    arena_fini(&reading.arena);
}

static void headers_tell_the_size(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"a.png", BYTES(PNG_HEAD "\0\0\x02\x80\0\0\x01\xe0" PNG_TAIL), 0, "", 640, 480},
        {"a.PNG", BYTES(PNG_HEAD "\0\0\x20\0\0\0\x10\0" PNG_TAIL), 0, "", 8192, 4096},
        {"a.png", BYTES(PNG_HEAD "\0\0\xea\x60\0\0\xea\x60" PNG_TAIL), 0, "picture-size@0:0", 0,
         0}, // 60000x60000
        {"a.png", BYTES(PNG_HEAD "\0\0\x20\0\0\0\x10\x01" PNG_TAIL), 0, "picture-size@0:0", 0, 0},
        {"a.png", BYTES(PNG_HEAD "\xff\xff\xff\xff\0\0\0\x01" PNG_TAIL), 0, "picture-size@0:0", 0, 0},
        {"a.png", BYTES(PNG_HEAD "\0\0\0\0\0\0\0\x01" PNG_TAIL), 0, "picture-broken@0:0", 0, 0},
        {"a.png", BYTES(PNG_HEAD "\0\0\0\x01"), 0, "picture-broken@0:0", 0, 0},
        {"a.png", BYTES(PNG_HEAD "\0\0\0\x01\0\0\0\x01" PNG_TAIL "\0\0\0\0acTL\0\0\0\0"), 0,
         "picture-animated@0:0", 0, 0},
        {"a.png", BYTES(PNG_HEAD "\0\0\0\x01\0\0\0\x02" PNG_TAIL "\xff\xff\xff\xfftEXt"), 0, "", 1, 2},
        {"a.jpg",
         BYTES("\xff\xd8\xff\xe0\0\x04"
               "ab\xff\xff\xc2\0\x0b\x08\x01\xe0\x02\x80\x01"),
         0, "", 640, 480},
        {"a.jpeg", BYTES("\xff\xd8\xff\xc0\0\x0b\x08\0\x01\0\x02\x01\0"), 0, "", 2, 1},
        {"a.jpg",
         BYTES("\xff\xd8\xff\xe1\xff\xff"
               "ab"),
         70000, "picture-late@0:0", 0, 0},
        {"a.jpg",
         BYTES("\xff\xd8\xff\xe1\xff\xff"
               "ab"),
         0, "picture-broken@0:0", 0, 0},
        {"a.jpg",
         BYTES("\xff\xd8\xff\xe1\0\x01"
               "ab"),
         0, "picture-broken@0:0", 0, 0},
        {"a.jpg",
         BYTES("\xff\xd8\xff\xda\0\x04"
               "ab"),
         0, "picture-broken@0:0", 0, 0},
        {"a.jpg", BYTES("\xff\xd8\xff\xc0\0\x0b\x08\xea\x60\xea\x60\x01\0"), 0, "picture-size@0:0", 0, 0},
        {"a.webp", BYTES(WEBP("VP8 ") "\x10\0\0\x9d\x01\x2a\x80\x42\xe0\x01"), 0, "", 640,
         480}, // with scaling bits
        {"a.webp",
         BYTES(WEBP("VP8L") "\x2f\x7f\xc2\x77\0"
                            "\0\0\0\0\0"),
         0, "", 640, 480},
        {"a.webp", BYTES(WEBP("VP8X") "\x10\0\0\0\x7f\x02\0\xdf\x01\0"), 0, "", 640, 480},
        {"a.webp", BYTES(WEBP("VP8X") "\x02\0\0\0\x7f\x02\0\xdf\x01\0"), 0, "picture-animated@0:0", 0, 0},
        {"a.webp", BYTES(WEBP("VP8X") "\x10\0\0\0\xff\xff\xff\0\0\0"), 0, "picture-size@0:0", 0, 0},
        {"a.webp", BYTES(WEBP("VP8 ") TEN), 0, "picture-broken@0:0", 0, 0},
        {"a.webp", BYTES(WEBP("ABCD") TEN), 0, "picture-broken@0:0", 0, 0},
        {"a.webp", BYTES("RIFF\0\0\0\0WEBPVP8 "), 0, "picture-broken@0:0", 0, 0},
        {"a.jpg", BYTES(PNG_HEAD "\0\0\x02\x80\0\0\x01\xe0" PNG_TAIL), 0, "picture-name@0:0", 0, 0},
        {"a.gif", BYTES("GIF89a"), 0, "picture-type@0:0", 0, 0},
        {"a.png", BYTES("GIF89a"), 0, "picture-type@0:0", 0, 0},
        {"a.png", BYTES(""), 0, "picture-type@0:0", 0, 0},
        {"png", BYTES(PNG_HEAD "\0\0\x02\x80\0\0\x01\xe0" PNG_TAIL), 0, "picture-type@0:0", 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        judge(&rows[i]);
}

static void drawings_hold_only_what_is_drawn(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"a.svg", BYTES(SVG("width='64' height='48px'", "<path d='M0 0' fill='#fff'/>")), 0, "", 64, 48},
        {"a.svg", BYTES(SVG("viewBox='0 0 64 48'", "")), 0, "", 64, 48},
        {"a.svg", BYTES(SVG("viewBox='-1.5,-2 64.4 48' width='100%' height='100%'", "")), 0, "", 64, 48},
        {"a.svg", BYTES(SVG("width='1in' height='25.4mm'", "")), 0, "", 96, 96},
        {"a.svg", BYTES(SVG("width='100000' height='50000'", "")), 0, "", 8192, 4096},
        {"a.svg", BYTES(SVG("", "")), 0, "", 0, 0},
        {"a.svg",
         BYTES("\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- <use/> -->\n<svg:svg width='1' "
               "height='1'>\n<sodipodi:namedview/><title>\u00f1</title></svg:svg>\n<use"),
         0, "", 1, 1},
        {"a.svg",
         BYTES(SVG("",
                   "<linearGradient id='a'/><radialGradient id='b' xlink:href='#a'/><rect fill='url(#b)'/>")),
         0, "", 0, 0},
        {"a.svg", BYTES("<svg>\n\u00f1 <use href='#a'/><text>x<tspan>y</tspan></text>\n<mask/></svg>"), 0,
         "svg-element@2:3 svg-element@2:19 svg-element@2:26 svg-element@3:1", 0, 0},
        {"a.svg",
         BYTES("<svg><style>a{}</style><clipPath/><filter/><image/><foreignObject/><script/><symbol/"
               "><pattern/></svg>"),
         0,
         "svg-element@1:6 svg-element@1:24 svg-element@1:35 svg-element@1:44 svg-element@1:52 "
         "svg-element@1:68 svg-element@1:77 svg-element@1:86",
         0, 0},
        {"a.svg", BYTES("<svg>\n<path style='fill:red'/>\n<g onclick='x()'/></svg>"), 0,
         "svg-attribute@2:7 svg-attribute@3:4", 0, 0},
        {"a.svg", BYTES("<svg>\n<path stroke-dasharray=' 0.002 0.002'/></svg>"), 0, "svg-dashes@2:7", 0, 0},
        {"a.svg", BYTES(SVG("viewBox='0 0 64 48'", "<path stroke-dasharray='none'/>")), 0, "", 64, 48},
        {"a.svg", BYTES("<svg>\n<path fill='currentColor'/></svg>"), 0, "svg-current-color@2:7", 0, 0},
        {"a.svg", BYTES("<svg>\n<path fill='url(http://a.b/c#d)'/></svg>"), 0, "svg-outside@2:7", 0, 0},
        {"a.svg", BYTES("<!DOCTYPE svg [ <!ENTITY a 'b'> ]>\n<svg/>"), 0, "svg-doctype@1:1", 0, 0},
        {"a.svg", BYTES("<html></html>"), 0, "svg-syntax@1:6", 0, 0},
        {"a.svg", BYTES("<svg><g></svg>"), 0, "svg-syntax@1:15", 0, 0},
        {"a.svg", BYTES("<svg>\n<path d='M0 0/></svg>"), 0, "svg-syntax@2:10", 0, 0},
        {"a.svg", BYTES("<svg>\n<!-- x"), 0, "svg-syntax@2:5", 0, 0},
        {"a.svg", BYTES("<svg>\n<path d=1/></svg>"), 0, "svg-syntax@2:9", 0, 0},
        {"a.svg", BYTES("<svg>\n\xF1</svg>"), 0, "svg-syntax@2:1", 0, 0},
        {"a.svg", BYTES("<svg"), 0, "svg-syntax@1:5", 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        judge(&rows[i]);
}

static void a_header_cut_at_any_byte_is_named(void **state)
{
    (void)state;
    static const struct row whole[] = {
        {"a.png", BYTES(PNG_HEAD "\0\0\x02\x80\0\0\x01\xe0" PNG_TAIL), 0, "", 640, 480},
        {"a.jpg",
         BYTES("\xff\xd8\xff\xe0\0\x04"
               "ab\xff\xff\xc2\0\x0b\x08\x01\xe0\x02\x80"),
         0, "", 640, 480},
        {"a.webp", BYTES(WEBP("VP8X") "\x10\0\0\0\x7f\x02\0\xdf\x01\0"), 0, "", 640, 480},
        {"a.svg", BYTES(SVG("width='640' height='480'", "")), 0, "", 640, 480},
    };
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        for (size_t n = 0; n < whole[i].bytes.n; n++) {
            struct arena arena;
            struct diags diags;
            struct picture picture;
            arena_init(&arena);
            diags_init(&diags, &arena);
            char *copy = malloc(n ? n : 1);
            assert_non_null(copy);
            memcpy(copy, whole[i].bytes.p, n);
            struct tree_entry entry = {.path = slice_of(whole[i].path), .size = n, .bytes = {copy, n}};
            struct tree tree = {.entries = &entry, .count = 1};
            assert_false(picture_probe(&tree, &entry, &arena, &diags, &picture));
            assert_int_equal(diags.errors, 1);
            free(copy);
            arena_fini(&arena);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headers_tell_the_size),
        cmocka_unit_test(drawings_hold_only_what_is_drawn),
        cmocka_unit_test(a_header_cut_at_any_byte_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
