// SPDX-License-Identifier: MIT
// Changing the store: one at a time, and in an order in which a cut at any moment leaves the old generation or the new one.
#ifndef CHASQUI_PACK_STORE_CHANGE_H
#define CHASQUI_PACK_STORE_CHANGE_H

#include "base/diag.h"
#include "pack/store.h"

// Takes the lock, makes the store's folders where they are missing, and removes what a run that was cut off has left. The
// lock's descriptor, or -1 after a diagnostic.
int store_lock(const char *root, struct arena *arena, struct diags *diags);
// Removes what stands in staging/, generations that were never committed, are bad, or are older than the last
// LIMIT_GENERATIONS_KEPT, and packs that none names. The current one stays. Under the lock.
void store_clean(const char *root);
// Makes room: removes the oldest generation that can be gone back to, and packs that none of the others names. Never the
// current one, nor the one that a kiosk shows. Under the lock. False when there is none to remove.
bool store_drop_oldest(const char *root);
void store_unlock(int lock);

// Makes `set` (but for its number, which it gets) the current generation. Its packs stand in packs/, on the disk. Under the
// lock. False with errno: then the old one is current.
bool store_commit(const char *root, struct generation *set, struct arena *arena);

// Asked under the lock, before `set` is made current: what it will change can be told, and refused.
struct store_question {
    void *context;
    bool (*agrees)(void *context, const struct generation *set);
};

// Makes a generation of the packs of generation `wanted`; for 0 of the newest before the current that can be shown and has other packs.
// Every file of them is read: what is damaged isn't gone back to. Without a question (NULL) it is agreed to. False after a diagnostic, or where it wasn't agreed to.
bool store_rollback(const char *root, uint64_t wanted, struct date today,
                    const struct store_question *question, struct arena *arena, struct diags *diags,
                    uint64_t *made);

#endif
