// SPDX-License-Identifier: MIT
// A generation of content in memory: loaded whole, and freed whole.
#ifndef CHASQUI_PROGRAMS_CONTENT_H
#define CHASQUI_PROGRAMS_CONTENT_H

#include "programs/app.h"

struct content {
    struct arena arena; // of everything in it
    struct campaign *campaign;
    uint64_t generation; // of the store; 0: what the options name, or what came with the program
    uint64_t current;    // what the store called current then; it may have been passed over
    bool fell_back;      // it isn't the one that was installed last: that one failed
    bool nothing;        // what was installed was taken out on purpose
    bool elsewhere;      // what is installed is for other countries than the one that was set here
};

// What --pack names; else what stands in the store, counting a start of it, and giving it up where nothing in it can be
// shown; else what came with the program; else what is built into it. What has nothing for the country that was set on screen
// is passed over. False after a message, with --pack alone; *status is then the exit status.
bool content_load(const struct app_options *options, struct content *out, int *status);
void content_free(struct content *content); // all zeros is allowed

// The site card that the store holds, or NULL: kept in `arena`.
const char *content_site(const struct app_options *options, struct arena *arena);

// The poster that the loop begins with, or NULL: also where the country is still to be asked. `campaign` may be NULL.
const struct item *content_first_poster(const struct app_options *options, const struct campaign *campaign);

// What the store calls current; 0: nothing, or there is no store to be looked at.
uint64_t content_current(const struct app_options *options);

// Whether a load would find something else: another generation was made current (but not `but`), or the one that was
// loaded has been found bad.
bool content_is_old(const struct app_options *options, const struct content *content, uint64_t but);

#endif
