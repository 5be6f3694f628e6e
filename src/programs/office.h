// SPDX-License-Identifier: MIT
// The operator's office: what stands behind the screens of operator mode. kiosk_operator.c does what the core asks for,
// kiosk_import.c hears what chasquictl tells, kiosk_preview.c shows what is staged, kiosk_keep.c keeps settings, confirmations and counts, kiosk_health.c says
// how the machine is, kiosk_desk.c writes lines.
#ifndef CHASQUI_PROGRAMS_OFFICE_H
#define CHASQUI_PROGRAMS_OFFICE_H

#include "programs/kiosk.h"

// A line for the desk, under construction.
struct office_line {
    char text[2 * LIMIT_CHILD_LINE];
    size_t n;
    bool full;
};

// ---- kiosk_desk.c ----

void office_begin(struct office_line *line, const char *word);
void office_put(struct office_line *line, struct slice field);
__attribute__((format(printf, 2, 3))) void office_put_format(struct office_line *line, const char *format,
                                                             ...);
// Lays it on the desk, and tells the core.
void office_send(struct kiosk *kiosk, struct office_line *line);
// What is shown, as it stands now.
void office_tell_content(struct kiosk *kiosk);
void office_say(struct kiosk *kiosk, const char *word, const char *field); // NULL: no field
void office_refuse(struct kiosk *kiosk, const char *code, const char *es, const char *en);

// ---- kiosk_import.c ----

// Each begins when what runs before it has ended.
void office_look(struct kiosk *kiosk);
void office_stage(struct kiosk *kiosk, uint32_t key);
void office_list(struct kiosk *kiosk);
void office_roll_back(struct kiosk *kiosk, uint32_t generation);
void office_remove(struct kiosk *kiosk, uint32_t which); // as ASK_REMOVE's argument
void office_site(struct kiosk *kiosk, uint32_t what);    // as ASK_SITE's argument
// What is looked at is no longer wanted.
void office_stop_looking(struct kiosk *kiosk);
void office_hear_import(struct kiosk *kiosk);
// A generation that has been shown for a while: all its files are read, once, in the background. The store then knows of
// rot, and kiosk_step_content of the store.
void office_check(struct kiosk *kiosk);

// ---- kiosk_preview.c ----

void office_preview(struct kiosk *kiosk, uint32_t which); // as ASK_PREVIEW's argument
// What was drawn is of something else than what is staged now, or nobody looks at it any more.
void office_forget_preview(struct kiosk *kiosk);
void office_hear_preview(struct kiosk *kiosk);

// ---- kiosk_keep.c ----

void office_save_settings(struct kiosk *kiosk);
void office_confirm(struct kiosk *kiosk, const struct request *request);
void office_tell_confirmed(struct kiosk *kiosk);
void office_tell_counts(struct kiosk *kiosk);
void office_step_keep(struct kiosk *kiosk);

// ---- kiosk_health.c ----

void office_tell_health(struct kiosk *kiosk);

#endif
