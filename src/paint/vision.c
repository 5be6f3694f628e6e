// SPDX-License-Identifier: MIT
#include "paint/vision.h"

#include <math.h>

#define STEPS 4096 // of the way back from linear light

const char *vision_name(enum vision vision)
{
    static const char *const names[VISION_COUNT] = {"full", "protan", "deutan", "tritan"};
    return names[vision];
}

// Rows give linear red, green and blue; each sums to 1, so that greys stay.
static const float matrices[VISION_COUNT][3][3] = {
    [VISION_PROTAN] = {{0.152286f, 1.052583f, -0.204868f},
                       {0.114503f, 0.786281f, 0.099216f},
                       {-0.003882f, -0.048116f, 1.051998f}},
    [VISION_DEUTAN] = {{0.367322f, 0.860646f, -0.227968f},
                       {0.280085f, 0.672501f, 0.047413f},
                       {-0.011820f, 0.042940f, 0.968881f}},
    [VISION_TRITAN] = {{1.255528f, -0.076749f, -0.178779f},
                       {-0.078411f, 0.930809f, 0.147602f},
                       {0.004733f, 0.691367f, 0.303900f}},
};

struct tables {
    float linear[256];
    uint8_t srgb[STEPS + 1];
};

// The transfer function of sRGB (IEC 61966-2-1) and its inverse.
static void fill(struct tables *tables)
{
    for (int i = 0; i < 256; i++) {
        float c = (float)i / 255;
        tables->linear[i] = c <= 0.04045f ? c / 12.92f : powf((c + 0.055f) / 1.055f, 2.4f);
    }
    for (int i = 0; i <= STEPS; i++) {
        float c = (float)i / STEPS;
        float s = c <= 0.0031308f ? c * 12.92f : 1.055f * powf(c, 1 / 2.4f) - 0.055f;
        tables->srgb[i] = (uint8_t)lrintf(s * 255);
    }
}

static uint32_t seen(const struct tables *tables, const float matrix[3][3], uint32_t pixel)
{
    float r = tables->linear[pixel >> 16 & 0xff], g = tables->linear[pixel >> 8 & 0xff],
          b = tables->linear[pixel & 0xff];
    uint32_t out = 0;
    for (int row = 0; row < 3; row++) {
        float light = matrix[row][0] * r + matrix[row][1] * g + matrix[row][2] * b;
        light = light < 0 ? 0 : light > 1 ? 1 : light;
        out = out << 8 | tables->srgb[lrintf(light * STEPS)];
    }
    return out;
}

void vision_simulate(struct frame *frame, enum vision vision)
{
    if (vision == VISION_FULL)
        return;
    struct tables tables;
    fill(&tables);
    for (int y = 0; y < frame->h; y++) {
        uint32_t *row = frame->px + (ptrdiff_t)y * frame->stride, last = 0, as = 0;
        for (int x = 0; x < frame->w; x++) {
            // Neighbours are mostly of one colour.
            if (row[x] != last || x == 0) {
                last = row[x];
                as = seen(&tables, matrices[vision], last);
            }
            row[x] = as;
        }
    }
}
