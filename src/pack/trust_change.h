// SPDX-License-Identifier: MIT
// Changes to whom we believe: a key more, a key revoked, or a signed list of both (keys_list.h) by which whoever publishes
// rotates their keys on kiosks far away. Each is one file replaced: a power cut leaves the old folder or the new one.
#ifndef CHASQUI_PACK_TRUST_CHANGE_H
#define CHASQUI_PACK_TRUST_CHANGE_H

#include "pack/trust.h"

enum trust_change {
    TRUST_DONE,
    TRUST_UNCHANGED, // it was so already
    TRUST_REFUSED,   // the diagnostics tell why
    TRUST_FAILED,    // errno tells why; nothing was changed
};

struct trust_applied {
    struct slice by; // the name of the key that signed the list
    uint64_t serial;
    size_t n_added, n_revoked; // that weren't so before
};

// Adds a key under this name. `path` is what diagnostics call the key's text. The folder is made where there is none.
enum trust_change trust_add(const char *folder, struct slice name, struct slice path, struct slice text,
                            struct arena *arena, struct diags *diags);

// Revokes a key, whether it is here or not. `why` satisfies keys_is_why.
enum trust_change trust_revoke(const char *folder, const uint8_t id[MINISIGN_ID], struct slice why,
                               struct arena *arena, struct diags *diags);

// Applies a list, whole or not at all. It must be signed by a key that is believed here, and that it doesn't revoke itself:
// so one always remains. Its serial is above that of the last list applied, by LIMIT_SERIAL_JUMP at most, so that no list
// comes back and none shuts out those after it. What it adds or revokes may be so already: a list repeats what those before it
// said, for kiosks that never saw them. A key that is revoked stays so, whatever a list adds. Signature as for trust_verify.
enum trust_change trust_apply(const char *folder, struct slice list_path, struct slice list,
                              struct slice signature_path, struct slice signature, struct arena *arena,
                              struct diags *diags, struct trust_applied *out);

#endif
