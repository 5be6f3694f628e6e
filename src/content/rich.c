// SPDX-License-Identifier: MIT
#include "content/rich.h"

#include <string.h>

void rich_init(struct rich_builder *builder, struct arena *arena)
{
    *builder = (struct rich_builder){.arena = arena};
}

static void reserve(struct rich_builder *builder, size_t more)
{
    size_t need = builder->n + more;
    if (need <= builder->capacity)
        return;
    size_t wider = builder->capacity ? builder->capacity : 256;
    while (wider < need)
        wider *= 2;
    char *text = arena_alloc(builder->arena, wider);
    if (builder->n)
        memcpy(text, builder->text, builder->n);
    builder->text = text;
    builder->capacity = wider;
}

static void append(struct rich_builder *builder, struct slice bytes, uint8_t style)
{
    if (bytes.n == 0)
        return;
    reserve(builder, bytes.n);
    memcpy(builder->text + builder->n, bytes.p, bytes.n);
    uint32_t from = (uint32_t)builder->n;
    builder->n += bytes.n;
    if (!style)
        return;
    struct span *last = builder->n_spans ? &builder->spans[builder->n_spans - 1] : NULL;
    if (last && last->to == from && last->style == style) {
        last->to = (uint32_t)builder->n;
        return;
    }
    struct span *span = ARENA_PUSH(builder->arena, builder->spans, builder->n_spans, builder->spans_capacity);
    *span = (struct span){from, (uint32_t)builder->n, style};
}

void rich_put(struct rich_builder *builder, struct slice bytes)
{
    if (bytes.n == 0)
        return;
    if (builder->space)
        append(builder, SLICE(" "), builder->space_style & builder->style);
    builder->space = false;
    append(builder, bytes, builder->style);
}

void rich_space(struct rich_builder *builder)
{
    if (builder->space || builder->n == 0 || builder->text[builder->n - 1] == '\n')
        return;
    builder->space = true;
    builder->space_style = builder->style;
}

void rich_break(struct rich_builder *builder)
{
    builder->space = false;
    if (builder->n)
        append(builder, SLICE("\n"), 0);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

void rich_put_collapsed(struct rich_builder *builder, struct slice bytes)
{
    for (size_t i = 0; i < bytes.n;) {
        size_t from = i;
        while (i < bytes.n && !is_space(bytes.p[i]))
            i++;
        rich_put(builder, slice_sub(bytes, from, i - from));
        if (i < bytes.n)
            rich_space(builder);
        while (i < bytes.n && is_space(bytes.p[i]))
            i++;
    }
}

struct rich rich_finish(struct rich_builder *builder, uint32_t line)
{
    while (builder->n && builder->text[builder->n - 1] == '\n')
        builder->n--;
    struct rich out = {.line = line};
    out.text = arena_copy(builder->arena, (struct slice){builder->text, builder->n});
    if (builder->n_spans) {
        struct span *spans = ARENA_ARRAY(builder->arena, builder->n_spans, struct span);
        memcpy(spans, builder->spans, builder->n_spans * sizeof *spans);
        out.spans = spans;
        out.n_spans = (uint32_t)builder->n_spans;
    }
    builder->n = builder->n_spans = 0;
    builder->style = 0;
    builder->space = false;
    return out;
}
