// SPDX-License-Identifier: MIT
// The programs that look at content and change it, seen from the kiosk: one at a time, started in the background, heard
// by a thread. The kiosk never reads a stick or a pack that isn't installed: chasquictl does, and tells in lines.
#ifndef CHASQUI_SYSTEM_IMPORTER_H
#define CHASQUI_SYSTEM_IMPORTER_H

#include "base/date.h"
#include "base/limits.h"
#include "base/slice.h"

struct importer;

// The first word of a line of `chasquictl --lines`, in the order of its table in importer.c.
enum importer_kind {
    IMPORTER_PACK,     // KEY PATH ID VERSION COUNTRY TITLE-ES TITLE-EN PUBLISHER SIGNER STATE BYTES MADE-OF
    IMPORTER_PROGRESS, // STAGE DONE TOTAL NAME; only the newest waits
    IMPORTER_CHANGE,   // WHAT KIND ID NAME-ES NAME-EN OLD NEW
    IMPORTER_CONFIRM,  // CHANNEL-ID NAME-ES NAME-EN VALUE
    IMPORTER_PROBLEM,  // SEVERITY CODE PATH LINE COL EN ES
    IMPORTER_REFUSED,  // CODE EN ES
    IMPORTER_READY,    // FOLDER: it waits for importer_answer
    IMPORTER_DONE,     // GENERATION
    IMPORTER_CANCELLED,
    IMPORTER_GENERATION, // N DATE HOW CURRENT BAD PACK...
    IMPORTER_SITE,       // PATH INSTITUTION APPROVED-BY VALID-UNTIL
    IMPORTER_ADULT,      // NAME ROLE ROOM HOURS FOLDER PHOTO
    IMPORTER_REVOKED,    // ID WHY
    IMPORTER_DRAWN,      // of a preview: SCREEN-ID PATH
    // What no line says:
    IMPORTER_ENDED,     // as it should; `dropped` news were more than is kept
    IMPORTER_BROKE_OFF, // without an end of its own: by a signal, by a failure of the machine, or by us
};

#define IMPORTER_FIELDS 24

struct importer_news {
    enum importer_kind kind;
    struct slice fields
        [IMPORTER_FIELDS]; // after the first word, as they were before they were sent; any bytes (utf8_clean)
    size_t n_fields;       // surplus ones are left out; those that are missing are empty
    int status;            // ENDED: the exit status. BROKE_OFF: that, or 128 and the signal
    size_t dropped;        // ENDED, BROKE_OFF
    char bytes[LIMIT_CHILD_LINE]; // what the fields borrow: never copy the struct
};

struct importer_options {
    // All borrowed; NULL where a program's own default will do.
    const char *chasquictl, *chasqui; // paths
    const char *store, *trust;
    int patience_ms; // to a program that is asked to end; 5000 when 0
};

// `heard` is called from another thread when there is news. NULL without memory.
struct importer *importer_create(const struct importer_options *options, void (*heard)(void *context),
                                 void *context);
void importer_destroy(
    struct importer *importer); // NULL is allowed; what runs is killed: what it staged is nobody's

// Each starts a program. False when one runs already or it can't be started. Afterwards there is news until
// IMPORTER_ENDED or IMPORTER_BROKE_OFF, which comes last and once. A `date` that isn't set is the machine's.
bool importer_inspect(struct importer *importer, const char *path);
bool importer_import(struct importer *importer, const char *path, bool unsigned_messages, struct date date);
bool importer_site(struct importer *importer, const char *path, struct date date); // asks, as an import does
bool importer_remove_site(struct importer *importer);
bool importer_status(struct importer *importer);
bool importer_list(struct importer *importer);
bool importer_rollback(struct importer *importer, uint64_t generation); // asks; 0: the one before
bool importer_remove(struct importer *importer, struct slice id);       // asks

// The posters and pages of a staged pack as pictures in a folder.
struct importer_preview {
    const char *packs[LIMIT_PACKS]; // in the order of the kiosk: others lend the channels that one names
    int n_packs;
    const char *of; // the id of the one that is drawn, in each of its languages; NULL: all are
    const char *out;
    const char *screen;   // a pattern; NULL: message/*
    const char *language; // NULL: with `of` each, else the first
    int w, h, mm;         // 0: the program's own
    struct date date;
};
bool importer_preview(struct importer *importer, const struct importer_preview *preview);

// To IMPORTER_READY. False when it doesn't listen any more.
bool importer_answer(struct importer *importer, bool yes);
// Asks whatever runs to end and to leave nothing behind; its last news still comes, after patience_ms at the latest.
void importer_cancel(struct importer *importer);
bool importer_runs(const struct importer *importer); // until its last news was taken

// The next piece of news; false when there is none.
bool importer_next(struct importer *importer, struct importer_news *out);

#endif
