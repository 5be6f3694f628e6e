// SPDX-License-Identifier: MIT
#include "scene/ui.h"

#include "scene/speech.h"

static struct scene_item *add(struct ui *ui, enum scene_kind kind, struct rect rect, uint32_t color)
{
    static struct scene_item spare;
    struct scene *scene = ui->scene;
    if (scene->n_items >= ui->room) {
        scene->faults |= SCENE_FAULT_POOL;
        return &spare;
    }
    struct scene_item *item = &scene->items[scene->n_items++];
    *item = (struct scene_item){.kind = kind, .rect = rect, .color = color};
    return item;
}

void ui_fill(struct ui *ui, struct rect rect, uint32_t color, int radius)
{
    add(ui, SCENE_FILL, rect, color)->fill.radius = radius;
}

void ui_fill_card(struct ui *ui, struct rect rect, uint32_t color, bool chosen)
{
    struct scene_item *item = add(ui, SCENE_FILL, rect, color);
    item->fill.radius = ui->sizes.radius;
    item->fill.chosen = chosen;
}

void ui_border(struct ui *ui, struct rect rect, uint32_t color, int radius, int border)
{
    struct scene_item *item = add(ui, SCENE_FILL, rect, color);
    item->fill.radius = radius;
    item->fill.border = border;
}

void ui_diamond(struct ui *ui, struct rect rect, uint32_t color)
{
    add(ui, SCENE_DIAMOND, rect, color);
}

void ui_icon(struct ui *ui, enum icon icon, struct rect rect, uint32_t color)
{
    add(ui, SCENE_ICON, rect, color)->icon.shape = icon;
}

static struct scene_item *add_picture(struct ui *ui, struct picture_ref ref, struct rect rect, bool cover,
                                      uint8_t align)
{
    struct scene_item *item = add(ui, SCENE_PICTURE, rect, 0);
    item->picture.ref = ref;
    item->picture.cover = cover;
    item->picture.align = align;
    return item;
}

void ui_picture(struct ui *ui, const struct pack *pack, const struct picture *picture, struct rect rect,
                bool cover, uint8_t align, bool turned)
{
    if (picture && rect.w > 0 && rect.h > 0)
        add_picture(ui, (struct picture_ref){pack->root, picture->path}, rect, cover, align)->picture.turned =
            turned;
}

void ui_picture_file(struct ui *ui, struct picture_ref ref, struct rect rect, bool cover, uint8_t align)
{
    if (rect.w > 0 && rect.h > 0)
        add_picture(ui, ref, rect, cover, align);
}

void ui_asset(struct ui *ui, struct slice path, struct rect rect, bool cover, uint8_t align)
{
    add_picture(ui, (struct picture_ref){SLICE_NONE, path}, rect, cover, align);
}

void ui_qr(struct ui *ui, struct slice payload, struct rect rect)
{
    struct scene_item *item = add(ui, SCENE_QR, rect, THEME_INK);
    item->qr.payload = payload;
    item->qr.back = THEME_CREAM;
}

static void add_hit(struct ui *ui, struct hit hit)
{
    struct scene *scene = ui->scene;
    if (scene->n_hits == SCENE_MAX_HITS) {
        scene->faults |= SCENE_FAULT_POOL;
        return;
    }
    scene->hits[scene->n_hits++] = hit;
}

void ui_hit(struct ui *ui, struct rect rect, enum act act, uint32_t arg)
{
    add_hit(ui, (struct hit){.rect = rect, .act = act, .arg = arg});
}

void ui_hit_whole(struct ui *ui, struct rect rect, enum act act, uint32_t arg)
{
    add_hit(ui, (struct hit){.rect = rect, .act = act, .arg = arg, .background = true});
}

void ui_corner(struct ui *ui, uint16_t loop)
{
    struct rect rect = {0, 0, ui->sizes.touch, ui->sizes.touch};
    add_hit(ui, (struct hit){.rect = rect, .act = ACT_CORNER, .arg = loop, .hidden = true});
}

static bool is_selected(const struct selection *selection, enum act act, uint32_t arg)
{
    return selection->on && selection->act == act && selection->arg == arg;
}

bool ui_is_pressed(const struct ui *ui, enum act act, uint32_t arg)
{
    return is_selected(&ui->in->pressed, act, arg);
}

static bool is_focused(const struct ui *ui, enum act act, uint32_t arg)
{
    return is_selected(&ui->in->focus, act, arg);
}

void ui_focus_ring(struct ui *ui, struct rect rect, enum act act, uint32_t arg)
{
    if (!is_focused(ui, act, arg))
        return;
    // Light outside, dark inside: one of both shows on whatever is there, in any colours.
    int border = ui->sizes.unit * 6 / 10 > 3 ? ui->sizes.unit * 6 / 10 : 3;
    static const uint32_t colors[] = {THEME_CREAM, THEME_INK};
    for (int i = 0; i < 2; i++) {
        struct scene_item *item = add(ui, SCENE_FILL, rect_inset(rect, i * border), colors[i]);
        item->fill.radius = ui->sizes.radius - i * border > 1 ? ui->sizes.radius - i * border : 1;
        item->fill.border = border;
        item->fill.keeps = true;
    }
}

int ui_percent(const struct ui *ui)
{
    static const int percents[TEXT_SIZE_COUNT] = {100, 150, 200};
    return percents[ui->state->access.text_size];
}

struct text_style ui_type(const struct ui *ui, enum type type)
{
    struct text_style style;
    theme_type(&ui->sizes, ui->in->w, ui->in->mm, type, ui_percent(ui), &style);
    style.rtl = ui->rtl;
    return style;
}

struct text_block ui_layout(const struct ui *ui, const struct text_style *style, struct rich text, int width)
{
    return text_layout(ui->in->metrics, style, &text, width > 1 ? width : 1, ui->arena);
}

// A line of text where it stands.
struct standing {
    const struct text_block *block;
    const struct text_style *style;
    const struct text_line *line;
    int left, top;
    struct rect box;
    struct ink ink;
};

static int prefix_width(const struct ui *ui, const struct standing *at, const struct text_run *run, size_t n)
{
    const struct metrics *metrics = ui->in->metrics;
    return metrics->width(metrics->context, run->font, at->style->px, run->rtl, slice_sub(run->text, 0, n));
}

static void mark(struct ui *ui, struct rect rect, int px, int baseline, uint32_t color)
{
    struct rect letters = {rect.x - px / 8, baseline - px * 84 / 100, rect.w + px / 4, px * 110 / 100};
    ui_fill(ui, letters, color, 0);
}

static void draw_run(struct ui *ui, const struct standing *at, const struct text_run *run, bool said)
{
    // The scene is turned round when it is whole: what must stand as it is read is turned here, too.
    int x_in_line = ui->rtl ? at->line->w - run->x - run->w : run->x;
    struct rect rect = {at->left + x_in_line, at->top, run->w, at->block->line_h};
    int baseline = at->top + at->block->baseline;
    uint32_t back = said ? speech_mark(at->ink.back) : at->ink.back;
    if (said)
        mark(ui, rect, at->style->px, baseline, back);
    uint32_t color = run->strong ? at->ink.strong : at->ink.text;
    struct scene_item *item = add(ui, SCENE_TEXT, rect, said ? THEME_INK : color);
    item->text.text = run->text;
    item->text.font = run->font;
    item->text.px = at->style->px;
    item->text.rtl = run->rtl;
    item->text.baseline = baseline;
    item->text.box = at->box;
    item->text.back = back;
    item->text.marked = said;
    if (!rect_contains(at->box, rect))
        ui->scene->faults |= SCENE_FAULT_TEXT;
}

// A run in up to three parts: before, in and after the sentence that is being said.
static void draw_parts(struct ui *ui, const struct standing *at, const struct text_run *run,
                       struct slice said)
{
    const char *end = run->text.p + run->text.n;
    const char *from = said.p > run->text.p ? said.p : run->text.p;
    const char *to = said.p + said.n < end ? said.p + said.n : end;
    if (said.n == 0 || from >= to) {
        draw_run(ui, at, run, false);
        return;
    }
    size_t cuts[] = {0, (size_t)(from - run->text.p), (size_t)(to - run->text.p), run->text.n};
    for (int i = 0; i < 3; i++) {
        if (cuts[i] == cuts[i + 1])
            continue;
        int begin = prefix_width(ui, at, run, cuts[i]), stop = prefix_width(ui, at, run, cuts[i + 1]);
        struct text_run part = *run;
        part.text = slice_sub(run->text, cuts[i], cuts[i + 1] - cuts[i]);
        part.w = stop - begin;
        part.x = run->rtl ? run->x + run->w - stop : run->x + begin;
        draw_run(ui, at, &part, i == 1);
    }
}

int ui_text(struct ui *ui, const struct text_block *block, const struct text_style *style, int x, int y,
            struct rect box, enum align align, struct ink ink)
{
    if (block->broke_word)
        ui->scene->faults |= SCENE_FAULT_TEXT;
    for (uint32_t i = 0; i < block->n_lines; i++) {
        const struct text_line *line = &block->lines[i];
        if (ui->aloud)
            speech_add_line(ui, block, line);
        struct standing at = {.block = block,
                              .style = style,
                              .line = line,
                              .left = align == ALIGN_CENTER ? box.x + (box.w - line->w) / 2 : x,
                              .top = y + (int)i * block->line_px,
                              .box = box,
                              .ink = ink};
        struct slice said = ui->aloud ? speech_current(ui) : SLICE_NONE;
        for (uint32_t r = 0; r < line->n_runs; r++)
            draw_parts(ui, &at, &line->runs[r], said);
    }
    return block->h;
}

void ui_shrink(struct text_style *style, int px)
{
    if (px < 1 || px >= style->px)
        return;
    style->line_px = style->line_px * px / style->px;
    style->px = px;
}

struct text_block ui_fit(const struct ui *ui, struct text_style *style, int least, uint32_t max_lines,
                         struct rich text, struct rect box)
{
    int line = style->line_px * 100 / style->px;
    // A single line's width says at once how large it can be: every size that is tried opens a font.
    const struct metrics *metrics = ui->in->metrics;
    int w = max_lines == 1 ? metrics->width(metrics->context, style->font, style->px, false, text.text) : 0;
    if (w > box.w && box.w > 0)
        style->px = (int)((int64_t)style->px * box.w / w);
    if (style->px < least)
        style->px = least;
    for (;;) {
        style->line_px = style->px * line / 100;
        struct text_block block = ui_layout(ui, style, text, box.w);
        bool fits = block.h <= box.h && block.w <= box.w && block.n_lines <= max_lines && !block.broke_word;
        int smaller = style->px * 93 / 100;
        if (fits || style->px <= least)
            return block;
        style->px = smaller > least ? smaller : least;
    }
}

struct slice ui_word_plain(const struct ui *ui, enum word word)
{
    return ui->words->text[word];
}

struct rich ui_word(const struct ui *ui, enum word word)
{
    return rich_from_marks(ui_word_plain(ui, word), ui->arena);
}

struct slice ui_number(const struct ui *ui, uint32_t number)
{
    return arena_format(ui->arena, "%u", number);
}

uint16_t ui_lang(const struct ui *ui, const struct pack *pack)
{
    return country_lang(ui->country, pack, ui->state->language);
}
