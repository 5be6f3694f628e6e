// SPDX-License-Identifier: MIT
#include "core/access.h"

static bool read_word(struct slice word, struct access *out)
{
    if (slice_is(word, "text-150"))
        out->text_size = TEXT_SIZE_LARGE;
    else if (slice_is(word, "text-200"))
        out->text_size = TEXT_SIZE_LARGEST;
    else if (slice_is(word, "contrast"))
        out->colors = COLORS_CONTRAST;
    else if (slice_is(word, "dark"))
        out->colors = COLORS_DARK;
    else if (slice_is(word, "low-reach"))
        out->low_reach = true;
    else if (slice_is(word, "still"))
        out->still = true;
    else if (slice_is(word, "two-buttons"))
        out->two_buttons = true;
    else
        return false;
    return true;
}

bool access_parse(struct slice list, struct access *out, struct slice *wrong)
{
    struct slice rest = list;
    do {
        slice_cut(rest, ',', wrong, &rest);
        if (!read_word(*wrong, out))
            return false;
    } while (rest.n);
    return true;
}

enum key access_key(const struct access *access, enum key key)
{
    return access->two_buttons && key == KEY_SPACE ? KEY_TAB : key;
}
