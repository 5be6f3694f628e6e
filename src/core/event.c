// SPDX-License-Identifier: MIT
#include "core/event.h"

#include "core/effect.h"

static const char *const words[ACT_COUNT] = {
#define ACT(name, word) word,
#include "core/acts.def"
#undef ACT
};

const char *act_word(enum act act)
{
    return act < ACT_COUNT ? words[act] : NULL;
}

bool act_from_word(struct slice word, enum act *out)
{
    for (int i = 0; i < ACT_COUNT; i++) {
        if (slice_is(word, words[i])) {
            *out = (enum act)i;
            return true;
        }
    }
    return false;
}

const char *ask_word(enum ask ask)
{
    static const char *const asks[ASK_COUNT] = {
#define ASK(name, word) word,
#include "core/asks.def"
#undef ASK
    };
    return ask < ASK_COUNT ? asks[ask] : NULL;
}
