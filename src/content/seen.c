// SPDX-License-Identifier: MIT
#include "content/seen.h"

#include <string.h>
#include <uninorm.h>
#include <unictype.h>

#include "content/terms.h"

static bool is_of(uint32_t c, uint32_t categories)
{
    return uc_is_general_category_withtable(c, categories);
}

bool seen_nothing(uint32_t c)
{
    return c >= 0x80 && (uc_is_property_default_ignorable_code_point(c) ||
                         is_of(c, UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me | UC_CATEGORY_MASK_Cf));
}

bool seen_turning(uint32_t c)
{
    return c == 0x200E || c == 0x200F || c == 0x061C;
}

bool seen_letter(uint32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return is_of(c, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_Mc);
}

bool seen_space(uint32_t c)
{
    if (c < 0x80)
        return c == ' ' || c == '\n' || c == '\t';
    return c == 0x2800 || is_of(c, UC_CATEGORY_MASK_Z); // the braille pattern without a dot is blank
}

// ---- Digits ----

static size_t write_digits(int value, char digits[SEEN_DIGITS])
{
    size_t n = 0;
    for (int unit = 1000; unit > 0; unit /= 10)
        if (n > 0 || value >= unit || unit == 1)
            digits[n++] = (char)('0' + value / unit % 10);
    return n;
}

size_t seen_digits(uint32_t c, char digits[SEEN_DIGITS], bool *plain)
{
    *plain = true;
    if (c < 0x80) {
        digits[0] = (char)c;
        return c >= '0' && c <= '9';
    }
    if (c == 0x1F51F || c == 0x1F4AF) // emoji of 10 and 100: Unicode gives them no value
        return write_digits(c == 0x1F51F ? 10 : 100, digits);
    uc_fraction_t value = uc_numeric_value(c);
    if (value.denominator != 1 || value.numerator < 0 || value.numerator > 9999 ||
        (value.numerator > 9 && seen_letter(c)))
        return 0;
    uint32_t pieces[SEEN_PIECES];
    *plain = false;
    for (size_t n = seen_pieces(c, pieces), i = 0; i < n; i++)
        *plain |= pieces[i] >= '0' && pieces[i] <= '9';
    return write_digits(value.numerator, digits);
}

char seen_alike(uint32_t c)
{
    switch (c) {
    case 'O':
    case 'o':
    case 0x39F: // Greek
    case 0x3BF:
    case 0x41E: // Cyrillic
    case 0x43E:
        return '0';
    case 'l':
    case 'I':
    case 0x399:
    case 0x406:
    case 0x4C0:
        return '1';
    case 'S':
    case 's':
    case 0x405:
    case 0x455:
        return '5';
    default:
        return 0;
    }
}

// ---- Pieces ----

static size_t take_apart(uint32_t c, uint32_t *pieces, size_t room, int depth)
{
    ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
    int tag, n = c < 0x80 || depth == 0 ? -1 : uc_decomposition(c, &tag, parts);
    size_t count = 0;
    if (n < 0) {
        if (room == 0 || seen_nothing(c))
            return 0;
        *pieces = c >= 'A' && c <= 'Z' ? c + 32 : c;
        return 1;
    }
    for (int i = 0; i < n; i++)
        count += take_apart(parts[i], pieces + count, room - count, depth - 1);
    return count;
}

size_t seen_pieces(uint32_t c, uint32_t pieces[SEEN_PIECES])
{
    return take_apart(c, pieces, SEEN_PIECES, 8);
}

// ---- What stands before ----

uint32_t seen_before(struct slice text, size_t *at)
{
    size_t start = *at - 1, next;
    while (start > 0 && *at - start < 4 && ((unsigned char)text.p[start] & 0xC0) == 0x80)
        start--;
    next = start;
    uint32_t c = utf8_next(text, &next);
    *at = start;
    return c;
}

// A raised letter ("N.º") is no word.
static bool is_word_letter(uint32_t c)
{
    return seen_letter(c) && c != 0xAA && c != 0xBA;
}

size_t seen_word(struct slice text, size_t at, char word[SEEN_WORD])
{
    size_t n = 0;
    for (size_t tries = 0; at > 0 && tries < 32; tries++) { // past what parts them
        size_t start = at;
        uint32_t c = seen_before(text, &start);
        if (is_word_letter(c) || c == '\n' || (c >= '0' && c <= '9'))
            break;
        at = start;
    }
    while (at > 0 && n + 1 < SEEN_WORD) {
        size_t start = at;
        uint32_t c = seen_before(text, &start);
        if (!is_word_letter(c) && !seen_nothing(c))
            break;
        char folded = terms_fold(c);
        if (folded) {
            memmove(word + 1, word, n++);
            word[0] = folded;
        }
        at = start;
    }
    word[n] = '\0';
    return at;
}

void seen_words(struct slice text, size_t at, char last[SEEN_WORD], char second[SEEN_WORD])
{
    seen_word(text, seen_word(text, at, last), second);
}
