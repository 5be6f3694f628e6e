// SPDX-License-Identifier: MIT
// Who a text speaks of, by its nouns: so that a campaign can see whether boys are missing from it, or fathers. A count
// for people to look at, not a rule: names, pronouns and irony are beyond it.
#ifndef CHASQUI_CONTENT_PEOPLE_H
#define CHASQUI_CONTENT_PEOPLE_H

#include "base/slice.h"

enum person {
    PERSON_GIRL,
    PERSON_BOY,
    PERSON_YOUNG, // a child or teenager; the noun doesn't say which
    PERSON_WOMAN,
    PERSON_MAN,
    PERSON_ADULT, // the noun doesn't say which
    PERSON_COUNT
};

const char *person_name(enum person person); // "girl"

struct people {
    uint32_t n[PERSON_COUNT];
};

// Adds the people of a text in this language (BCP 47); a language without a list of nouns adds none. A number word
// before a noun counts ("two girls"), a plural without one is 1.
void people_add(struct people *people, struct slice language, struct slice text);

#endif
