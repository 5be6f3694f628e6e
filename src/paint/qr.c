// SPDX-License-Identifier: MIT
#include "paint/qr.h"

#include <qrencode.h>
#include <string.h>

#define QUIET 4 // modules on each side
#define PAYLOAD                                                                                              \
    1024 // bytes; a kiosk's links are far shorter, and longer codes can't be scanned from a screen

static bool to_ascii(struct slice payload, char *out)
{
    if (payload.n == 0 || payload.n > PAYLOAD)
        return false;
    for (size_t i = 0; i < payload.n; i++)
        if (payload.p[i] < 0x20 || payload.p[i] > 0x7e)
            return false;
    memcpy(out, payload.p, payload.n);
    out[payload.n] = '\0';
    return true;
}

bool qr_draw(struct frame *frame, struct rect clip, struct rect rect, struct slice payload, uint32_t color,
             uint32_t back)
{
    char text[PAYLOAD + 1];
    if (!to_ascii(payload, text))
        return false;
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    if (!code)
        return false;
    int side = rect.w < rect.h ? rect.w : rect.h, module = side / (code->width + 2 * QUIET);
    if (module >= 1) {
        compose_fill(frame, clip, rect, back);
        int x = rect.x + (rect.w - module * code->width) / 2,
            y = rect.y + (rect.h - module * code->width) / 2;
        for (int i = 0; i < code->width * code->width; i++) {
            struct rect cell = {x + i % code->width * module, y + i / code->width * module, module, module};
            if (code->data[i] & 1)
                compose_fill(frame, clip, cell, color);
        }
    }
    QRcode_free(code);
    return module >= 1;
}
