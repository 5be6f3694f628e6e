// SPDX-License-Identifier: MIT
// A poster: a field of one colour, one picture and a few large words, put together as its content asks. Private to
// src/scene.
#ifndef CHASQUI_SCENE_POSTER_H
#define CHASQUI_SCENE_POSTER_H

#include "scene/ui.h"

enum poster_layout {
    POSTER_RIGHT,    // words left, the picture right
    POSTER_LEFT,     // the picture left, turned, so that neighbours in the loop differ
    POSTER_FULL,     // a photograph fills its part of the screen to the edges
    POSTER_NUMBER,   // a helpline's digits lead
    POSTER_QUOTE,    // what somebody said leads, the title stands small over it
    POSTER_QUESTION, // what is asked leads, its quiz's title and what it is about stand small over it
    POSTER_LINES,    // helplines stand under the words
};

struct poster {
    enum poster_layout layout;
    struct field field;
    struct slice eyebrow; // small, over the title; may be empty
    struct slice number;  // large, over the title; may be empty
    struct rich title, text;
    const struct pack *pack;
    const struct picture *picture;
    struct slice asset;
    struct slice hint; // what a touch does; may be empty
    enum act act;
    uint32_t arg;
};

// Where type and picture go, and how the picture stands.
struct composition {
    struct rect type, picture, lines; // lines: of POSTER_LINES alone
    bool cover, turned;
    uint8_t align;
};

struct composition poster_compose(const struct ui *ui, enum poster_layout layout);

// The poster of an item: its words, its picture, and the layout that they ask for. `place`: where in the loop it
// stands.
struct poster poster_of(struct ui *ui, const struct item *item, uint32_t place);

void poster_draw(struct ui *ui, const struct poster *poster);

#endif
