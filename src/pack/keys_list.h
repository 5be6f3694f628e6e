// SPDX-License-Identifier: MIT
// A list of keys, by which kiosks far away change whom they believe. Text, signed as NAME.keys.minisig:
//
//     # chasqui-keys 1
//     # serial 7
//     add RWQD1fH/7a1D9dv4viRmyUxYQoEYvcigdg03a3YhMIVKpEIqk9vdLg6y red-papaz-2027
//     revoke F543ADEDFFF1D503 the laptop was stolen
//
// Blank lines, and lines that begin with #, may stand after the first two. The same form holds what the lists applied so far
// come to (trust.h).
#ifndef CHASQUI_PACK_KEYS_LIST_H
#define CHASQUI_PACK_KEYS_LIST_H

#include "base/diag.h"
#include "pack/minisign.h"

struct keys_add {
    struct slice name;
    struct minisign_public key;
    struct pos pos;
};

struct keys_revoke {
    uint8_t id[MINISIGN_ID];
    struct slice why;
    struct pos pos;
};

struct keys_list {
    uint64_t serial; // from 1
    const struct keys_add *adds;
    size_t n_adds;
    const struct keys_revoke *revokes;
    size_t n_revokes;
};

// False, with a diagnostic, for anything but the form above. Slices point into `bytes`.
bool keys_list_read(struct slice path, struct slice bytes, struct arena *arena, struct diags *diags,
                    struct keys_list *out);
struct slice keys_list_write(const struct keys_list *list, struct arena *arena);

// "F543ADEDFFF1D503 why", with a why or (where may_lack_why) without.
bool keys_read_revoke(struct slice line, bool may_lack_why, struct keys_revoke *out);

// Whether a key may be called so: the name is a file's, stands in lines of text, and is what people are shown.
bool keys_is_name(struct slice name);
// Whether this can say why a key is revoked: one short line that people are shown.
bool keys_is_why(struct slice why);

#endif
