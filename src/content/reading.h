// SPDX-License-Identifier: MIT
// How easily a text is read. Spanish: J. Fernández Huerta, "Medidas sencillas de lecturabilidad" (1959), with the
// sentence term in words a sentence, 206.84 - 60 P - 1.02 F, where P is syllables a word and F words a sentence.
// English: R. Flesch, "A new readability yardstick" (1948), 206.835 - 84.6 P - 1.015 F. Both give about 100 for the
// easiest text and 0 for the hardest. Syllables are counted by rule, so a text's figure is right to a point or two.
#ifndef CHASQUI_CONTENT_READING_H
#define CHASQUI_CONTENT_READING_H

#include "content/model.h"

enum reading_language { READING_SPANISH, READING_ENGLISH, READING_NONE };

struct reading {
    uint32_t words, sentences, syllables;
};

// The formula for a BCP 47 tag: by its language, whatever the region.
enum reading_language reading_language(struct slice tag);

// Counts a text, which ends a sentence.
void reading_add(struct reading *reading, enum reading_language language, struct slice text);

// Rounded to a whole number; false for a text too short to judge, or without a formula.
bool reading_ease(const struct reading *reading, enum reading_language language, int *ease);

// The ease asked of a text for these readers (AUDIENCE_ bits), and which of them asks for it: what is for several
// must do for the youngest. 0 when nothing is asked.
int reading_asked(uint8_t audience, enum audience *reader);

#endif
