// SPDX-License-Identifier: MIT
// The words that turn a year or a time that follows them into something to dial.
#include <string.h>

#include "content/mention.h"
#include "content/seen.h"

#define FILLERS 4

static bool begins_with(const char *word, const char *const *stems, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strncmp(word, stems[i], strlen(stems[i])) == 0)
            return true;
    return false;
}

static bool asks(const char *word)
{
    static const char *const stems[] = {
        // to call or write
        "llam", "marc", "marq", "disc", "call", "dial", "telefono", "phone", "whatsa", "wasap", "line",
        "numero", "number", "celular", "movil", "escrib", "telephon", "contact", "fono",
        // help, and who gives it
        "ayud", "amig", "apoy", "help", "friend", "support", "auxili", "socorr", "emergenc"};
    return begins_with(word, stems, sizeof stems / sizeof *stems) ||
           slice_is_among(slice_of(word), "tel cel sms text nro");
}

bool mention_is_called(struct slice text, size_t at)
{
    for (size_t i = 0; i <= FILLERS && at > 0; i++) {
        char word[SEEN_WORD];
        at = seen_word(text, at, word);
        if (asks(word))
            return true;
        if (!slice_is_among(slice_of(word), "al a el la lo the to us on at nos por gratis free ya ahora hoy "
                                            "now es is"))
            return false;
    }
    return false;
}
