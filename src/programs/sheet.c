// SPDX-License-Identifier: MIT
#include "programs/sheet.h"

#include <errno.h>
#include <stdio.h>

#include "base/limits.h"
#include "paint/compose.h"
#include "paint/png.h"
#include "paint/scale.h"

#define SIDE 5600 // px of a full sheet's side, at most
#define WIDE 340  // px, the width of a wide screen's picture
#define TALL 210  // px, the width of a tall one's
#define GAP 12
#define LABEL_PX 17
#define LABEL_H 28
#define PAPER 0x2B2B2Bu
#define INK 0xF2F2F2u

_Static_assert(SIDE <= LIMIT_SCREEN_SIDE, "a sheet is a frame");

static int cell_w(const struct sheet *sheet)
{
    return sheet->thumb.w + GAP;
}

static int cell_h(const struct sheet *sheet)
{
    return sheet->thumb.h + LABEL_H + GAP;
}

static void wipe(struct sheet *sheet)
{
    struct rect all = frame_rect(&sheet->canvas);
    compose_fill(&sheet->canvas, all, all, PAPER);
    sheet->n = 0;
}

bool sheet_begin(struct sheet *sheet, const char *folder, struct slice tag, struct fonts *fonts, int w, int h)
{
    int width = w > h ? WIDE : TALL;
    int height = (int)((int64_t)width * h / w);
    *sheet = (struct sheet){.folder = folder, .tag = tag, .fonts = fonts, .number = 1};
    if (!frame_init(&sheet->thumb, width, height > 0 ? height : 1))
        return false;
    sheet->columns = (SIDE - GAP) / cell_w(sheet);
    sheet->rows = (SIDE - GAP) / cell_h(sheet);
    if (sheet->rows < 1)
        sheet->rows = 1;
    if (frame_init(&sheet->canvas, GAP + sheet->columns * cell_w(sheet), GAP + sheet->rows * cell_h(sheet))) {
        wipe(sheet);
        return true;
    }
    frame_fini(&sheet->thumb);
    return false;
}

// "sheet-es.png"; what one can't hold goes on in "sheet-es-2.png".
static bool save(struct sheet *sheet)
{
    char path[4096], number[16] = "";
    if (sheet->number > 1)
        snprintf(number, sizeof number, "-%d", sheet->number);
    int n = snprintf(path, sizeof path, "%s/sheet-%.*s%s.png", sheet->folder, SLICE_ARG(sheet->tag), number);
    if (n < 0 || (size_t)n >= sizeof path) {
        errno = ENAMETOOLONG;
        return false;
    }
    // Only as much of it as there is.
    struct frame used = sheet->canvas;
    used.h = GAP + (sheet->n + sheet->columns - 1) / sheet->columns * cell_h(sheet);
    if (sheet->n < sheet->columns)
        used.w = GAP + sheet->n * cell_w(sheet);
    if (!png_save(&used, path))
        return false;
    printf("%s\n", path);
    sheet->number++;
    return true;
}

// The end of a name that is too long for its picture tells more than its beginning.
static struct slice label_of(const struct sheet *sheet, struct slice id)
{
    const struct metrics *metrics = fonts_metrics(sheet->fonts);
    struct slice head, rest;
    while (metrics->width(metrics->context, FONT_REGULAR, LABEL_PX, false, id) > sheet->thumb.w &&
           slice_cut(id, '/', &head, &rest))
        id = rest;
    return id;
}

bool sheet_add(struct sheet *sheet, const struct frame *screen, const char *id)
{
    if (sheet->n == sheet->columns * sheet->rows) {
        if (!save(sheet))
            return false;
        wipe(sheet);
    }
    struct window whole = {0, 0, screen->w * INT64_C(65536), screen->h * INT64_C(65536)};
    if (!scale(screen, whole, &sheet->thumb)) {
        errno = ENOMEM;
        return false;
    }
    int x = GAP + sheet->n % sheet->columns * cell_w(sheet),
        y = GAP + sheet->n / sheet->columns * cell_h(sheet);
    struct rect place = {x, y, sheet->thumb.w, sheet->thumb.h}, label = {x, y + place.h, place.w, LABEL_H};
    compose_pixels(&sheet->canvas, place, x, y,
                   &(struct pixels){.px = sheet->thumb.px,
                                    .w = place.w,
                                    .h = place.h,
                                    .stride = sheet->thumb.stride,
                                    .opaque = true});
    int above;
    struct slice name = label_of(sheet, slice_of(id));
    const struct mask *mask = fonts_line(sheet->fonts, FONT_REGULAR, LABEL_PX, false, name, &above);
    if (mask)
        compose_mask(&sheet->canvas, label, x, label.y + LABEL_PX + 2 - above, mask, INK);
    sheet->n++;
    return true;
}

bool sheet_end(struct sheet *sheet)
{
    bool good = sheet->n == 0 || save(sheet);
    frame_fini(&sheet->canvas);
    frame_fini(&sheet->thumb);
    return good;
}
