// SPDX-License-Identifier: MIT
#include "paint/fonts.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "paint/faces.h"

#define WIDTHS 4096            // entries, a power of two; each place holds the last run that hashed to it
#define WIDTH_TEXT 52          // bytes of a run that is worth remembering
#define LINES_BYTES (8u << 20) // of masks
#define LINES 512
#define LINE_TEXT_MAX 8192   // bytes
#define LINE_WIDTH_MAX 16384 // px
#define PX_MIN 4
#define PX_MAX 2000

struct width_entry {
    int width;
    uint16_t px;
    uint8_t font, n;
    bool rtl;
    char text[WIDTH_TEXT];
};

struct line {
    struct mask mask;
    int above;
    uint8_t *memory; // owned: the mask, then the text; NULL: the entry is free
    size_t bytes;
    uint64_t hash, used;
    struct slice text; // in memory
    enum font font;
    int px;
    bool rtl;
};

struct fonts {
    struct faces faces;
    struct metrics metrics;
    struct width_entry widths[WIDTHS];
    struct line lines[LINES];
    size_t line_bytes;
    uint64_t clock;
};

static uint64_t key_hash(enum font font, int px, bool rtl, struct slice text)
{
    return hash_slice(hash_u64(HASH_START, (uint64_t)px << 8 | (uint64_t)rtl << 7 | font), text);
}

static int px_capped(int px)
{
    return px < PX_MIN ? PX_MIN : px > PX_MAX ? PX_MAX : px;
}

// --- widths ---

// The run's face, set to shape it. NULL when there is none.
static TTF_Font *face_for(struct fonts *fonts, enum font font, int px, bool rtl, const struct run *run)
{
    TTF_Font *ttf = faces_get(&fonts->faces, font, run->family, px);
    if (!ttf)
        return NULL;
    TTF_SetFontDirection(ttf, rtl ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    TTF_SetFontScriptName(ttf, run->script[0] ? run->script : "Zyyy");
    return ttf;
}

static int measure(struct fonts *fonts, enum font font, int px, bool rtl, struct slice text)
{
    struct run run;
    int64_t sum = 0;
    while (faces_next_run(&fonts->faces, font, px, &text, &run)) {
        TTF_Font *ttf = face_for(fonts, font, px, rtl, &run);
        int w = 0;
        if (ttf && TTF_SizeUTF8(ttf, run.text, &w, NULL) == 0)
            sum += w;
    }
    return sum > INT32_MAX ? INT32_MAX : (int)sum;
}

static int width(void *context, enum font font, int px, bool rtl, struct slice text)
{
    struct fonts *fonts = context;
    px = px_capped(px);
    if (text.n == 0)
        return 0;
    if (text.n > WIDTH_TEXT)
        return measure(fonts, font, px, rtl, text);
    struct width_entry *entry = &fonts->widths[key_hash(font, px, rtl, text) % WIDTHS];
    if (entry->n == text.n && entry->px == px && entry->font == font && entry->rtl == rtl &&
        memcmp(entry->text, text.p, text.n) == 0)
        return entry->width;
    entry->width = measure(fonts, font, px, rtl, text);
    entry->n = (uint8_t)text.n;
    entry->px = (uint16_t)px;
    entry->font = (uint8_t)font;
    entry->rtl = rtl;
    memcpy(entry->text, text.p, text.n);
    return entry->width;
}

// Above and below the baseline as the font file says: Andika leaves room for stacked accents.
static void face_height(struct fonts *fonts, enum font font, int px, int *above, int *below)
{
    TTF_Font *ttf = faces_get(&fonts->faces, font, FAMILY_ANDIKA, px);
    *above = ttf ? TTF_FontAscent(ttf) : px;
    *below = ttf ? -TTF_FontDescent(ttf) : px / 4;
}

// Above and below as the letters of our languages look, so that lines can stand as close as a poster's do.
static void height(void *context, enum font font, int px, int *ascent, int *descent)
{
    static const uint32_t high[] = {0xC1, 0xD1, 0xDC, 0x10C}, low[] = {'g', 'j', 'p', 'y', 0xE7, 0x219};
    struct fonts *fonts = context;
    px = px_capped(px);
    TTF_Font *ttf = faces_get(&fonts->faces, font, FAMILY_ANDIKA, px);
    int min_y, max_y;
    *ascent = *descent = 0;
    for (size_t i = 0; ttf && i < sizeof high / sizeof *high; i++)
        if (TTF_GlyphMetrics32(ttf, high[i], NULL, NULL, NULL, &max_y, NULL) == 0 && max_y > *ascent)
            *ascent = max_y;
    for (size_t i = 0; ttf && i < sizeof low / sizeof *low; i++)
        if (TTF_GlyphMetrics32(ttf, low[i], NULL, NULL, &min_y, NULL, NULL) == 0 && -min_y > *descent)
            *descent = -min_y;
    if (*ascent == 0)
        face_height(fonts, font, px, ascent, descent);
}

// --- lines ---

static void line_drop(struct fonts *fonts, struct line *line)
{
    free(line->memory);
    fonts->line_bytes -= line->bytes;
    *line = (struct line){0};
}

static struct line *line_oldest(struct fonts *fonts)
{
    struct line *oldest = NULL;
    for (size_t i = 0; i < LINES; i++)
        if (fonts->lines[i].memory && (!oldest || fonts->lines[i].used < oldest->used))
            oldest = &fonts->lines[i];
    return oldest;
}

static struct line *line_slot(struct fonts *fonts, size_t bytes)
{
    struct line *oldest;
    while (fonts->line_bytes + bytes > LINES_BYTES && (oldest = line_oldest(fonts)))
        line_drop(fonts, oldest);
    for (size_t i = 0; i < LINES; i++)
        if (!fonts->lines[i].memory)
            return &fonts->lines[i];
    oldest = line_oldest(fonts);
    line_drop(fonts, oldest);
    return oldest;
}

// SDL_ttf moves the baseline down when a letter stands higher than the font says; how far is not told, but
// the letters are.
static int overshoot(TTF_Font *ttf, const char *text)
{
    struct slice rest = slice_of(text);
    int ascent = TTF_FontAscent(ttf), top = ascent, max_y;
    for (size_t at = 0; at < rest.n;)
        if (TTF_GlyphMetrics32(ttf, utf8_next(rest, &at), NULL, NULL, NULL, &max_y, NULL) == 0 && max_y > top)
            top = max_y;
    return top - ascent;
}

// The runs of one line side by side, on one baseline.
struct strip {
    uint8_t *px;
    int w, above, below;
};

static void strip_add(struct strip *strip, TTF_Font *ttf, const char *text, int at)
{
    static const SDL_Color ink = {255, 255, 255, 255}, paper = {0, 0, 0, 255};
    SDL_Surface *run =
        TTF_RenderUTF8_Shaded(ttf, text, ink, paper); // 8 bits: the palette's index is the coverage
    if (!run)
        return;
    int over = run->h > TTF_FontHeight(ttf) ? overshoot(ttf, text) : 0;
    int top = strip->above - TTF_FontAscent(ttf) - over;
    for (int y = 0; y < run->h; y++) {
        if (top + y < 0 || top + y >= strip->above + strip->below)
            continue;
        int n = run->w < strip->w - at ? run->w : strip->w - at;
        if (n > 0)
            memcpy(strip->px + (ptrdiff_t)(top + y) * strip->w + at,
                   (uint8_t *)run->pixels + (ptrdiff_t)y * run->pitch, (size_t)n);
    }
    SDL_FreeSurface(run);
}

static bool is_blank(const struct mask *mask, int y)
{
    const uint8_t *row = mask->px + (ptrdiff_t)y * mask->stride;
    return row[0] == 0 && memcmp(row, row + 1, (size_t)mask->w - 1) == 0;
}

// Leaves out the empty rows above and below the letters: blending air costs as much as ink.
static void trim_rows(struct line *line)
{
    struct mask *mask = &line->mask;
    while (mask->h > 1 && is_blank(mask, mask->h - 1))
        mask->h--;
    while (mask->h > 1 && is_blank(mask, 0)) {
        mask->px += mask->stride;
        mask->h--;
        line->above--;
    }
}

static bool line_render(struct fonts *fonts, struct line *line, enum font font, int px, bool rtl,
                        struct slice text)
{
    struct strip strip = {.w = measure(fonts, font, px, rtl, text)};
    face_height(fonts, font, px, &strip.above, &strip.below);
    // Room for what stands out: an accent on a capital, a letter of the fallback.
    strip.above += px / 4;
    strip.below += px / 4;
    if (strip.w < 1 || strip.w > LINE_WIDTH_MAX)
        return false;
    size_t cells = (size_t)strip.w * (size_t)(strip.above + strip.below);
    strip.px = calloc(1, cells + text.n);
    if (!strip.px)
        return false;
    struct run run;
    int at = rtl ? strip.w : 0;
    struct slice rest = text;
    while (faces_next_run(&fonts->faces, font, px, &rest, &run)) {
        TTF_Font *ttf = face_for(fonts, font, px, rtl, &run);
        int w = 0;
        if (!ttf || TTF_SizeUTF8(ttf, run.text, &w, NULL) != 0)
            continue;
        at -= rtl ? w : 0;
        strip_add(&strip, ttf, run.text, at);
        at += rtl ? 0 : w;
    }
    memcpy(strip.px + cells, text.p, text.n);
    *line = (struct line){
        .mask = {.px = strip.px, .w = strip.w, .h = strip.above + strip.below, .stride = strip.w},
        .above = strip.above,
        .memory = strip.px,
        .bytes = cells + text.n,
        .text = {(const char *)strip.px + cells, text.n},
        .font = font,
        .px = px,
        .rtl = rtl};
    trim_rows(line);
    return true;
}

const struct mask *fonts_line(struct fonts *fonts, enum font font, int px, bool rtl, struct slice text,
                              int *above)
{
    px = px_capped(px);
    if (text.n == 0 || text.n > LINE_TEXT_MAX)
        return NULL;
    uint64_t hash = key_hash(font, px, rtl, text);
    for (size_t i = 0; i < LINES; i++) {
        struct line *line = &fonts->lines[i];
        if (line->memory && line->hash == hash && line->font == font && line->px == px && line->rtl == rtl &&
            slice_eq(line->text, text)) {
            line->used = ++fonts->clock;
            *above = line->above;
            return &line->mask;
        }
    }
    struct line made;
    if (!line_render(fonts, &made, font, px, rtl, text))
        return NULL;
    made.hash = hash;
    made.used = ++fonts->clock;
    struct line *slot = line_slot(fonts, made.bytes);
    *slot = made;
    fonts->line_bytes += made.bytes;
    *above = made.above;
    return &slot->mask;
}

// --- life ---

struct fonts *fonts_create(const char **why)
{
    struct fonts *fonts = calloc(1, sizeof *fonts);
    if (!fonts) {
        *why = "no memory";
        return NULL;
    }
    if (!faces_init(&fonts->faces, font_files_debian)) {
        *why = "no font can be opened: install fonts-sil-andika (or fonts-dejavu-core)";
        free(fonts);
        return NULL;
    }
    fonts->metrics = (struct metrics){.context = fonts, .width = width, .height = height};
    return fonts;
}

void fonts_forget(struct fonts *fonts)
{
    for (size_t i = 0; i < LINES; i++)
        if (fonts->lines[i].memory)
            line_drop(fonts, &fonts->lines[i]);
    faces_close(&fonts->faces);
}

void fonts_destroy(struct fonts *fonts)
{
    if (!fonts)
        return;
    for (size_t i = 0; i < LINES; i++)
        free(fonts->lines[i].memory);
    faces_fini(&fonts->faces);
    free(fonts);
}

const struct metrics *fonts_metrics(const struct fonts *fonts)
{
    return &fonts->metrics;
}
