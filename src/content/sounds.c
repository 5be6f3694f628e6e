// SPDX-License-Identifier: MIT
#include "content/sounds.h"

#include <string.h>

#include "content/paths.h"
#include "content/stray.h"

static uint32_t le16(const char *p)
{
    return (uint32_t)(unsigned char)p[0] | (uint32_t)(unsigned char)p[1] << 8;
}

// A WAV of PCM with 16 bits, as far as its first bytes tell: what stands between them and the format is passed over.
static bool is_played(struct slice head)
{
    if (head.n < 36 || memcmp(head.p, "RIFF", 4) != 0 || memcmp(head.p + 8, "WAVE", 4) != 0)
        return false;
    if (memcmp(head.p + 12, "fmt ", 4) != 0)
        return true;
    uint32_t kind = le16(head.p + 20), channels = le16(head.p + 22), bits = le16(head.p + 34);
    return (kind == 1 || kind == 0xFFFE) && bits == 16 && (channels == 1 || channels == 2);
}

static struct item *find_message(struct pack *pack, struct slice id)
{
    for (size_t i = 0; i < pack->n_items; i++)
        if (pack->items[i].kind == ITEM_MESSAGE && slice_eq(pack->items[i].id, id))
            return &pack->items[i];
    return NULL;
}

void sound_read(const struct tree *tree, const struct tree_entry *entry, struct pack *pack,
                struct arena *arena, struct diags *diags)
{
    struct slice id, tag;
    struct pos pos = stray_pos(tree, entry, arena);
    path_id_and_tag(entry->path, &id, &tag);
    uint16_t lang = 0;
    while (lang < pack->n_langs && !slice_eq(pack->langs[lang], tag))
        lang++;
    if (lang == pack->n_langs)
        DIAG(diags, pos, LANGUAGE_UNLISTED, tag);
    if (!stray_check_file(tree, entry, arena, diags) || lang == pack->n_langs)
        return;
    struct item *message = find_message(pack, id);
    if (!is_played(entry->bytes))
        DIAG(diags, pos, SOUND_FORMAT);
    else if (message)
        message->narrated |= (uint16_t)(1u << lang);
    else if (pack->n_unread == 0) // else its message may be the one that couldn't be read
        DIAG(diags, pos, SOUND_UNUSED, id);
}
