// SPDX-License-Identifier: MIT
#include "base/field.h"

static size_t put_letter(char letter, char out[FIELD_ESCAPE])
{
    out[0] = '\\';
    out[1] = letter;
    return 2;
}

size_t field_escape(char byte, bool well_formed, char out[FIELD_ESCAPE])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char c = (unsigned char)byte;
    if (c == '\t')
        return put_letter('t', out);
    if (c == '\n')
        return put_letter('n', out);
    if (c == '\r')
        return put_letter('r', out);
    if (c == '\\')
        return put_letter('\\', out);
    if (c >= 0x20 && c != 0x7f && well_formed) {
        out[0] = byte;
        return 1;
    }
    put_letter('x', out);
    out[2] = digits[c >> 4];
    out[3] = digits[c & 15];
    return 4;
}
