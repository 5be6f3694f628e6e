// SPDX-License-Identifier: MIT
// The presenter for systems without a window surface. Only paint/screen uses it.
#ifndef CHASQUI_PAINT_TEXTURE_H
#define CHASQUI_PAINT_TEXTURE_H

#include <SDL.h>

#include "paint/frame.h"

struct texture {
    SDL_Renderer *renderer; // owned; NULL: not made yet
    SDL_Texture *texture;   // owned
    SDL_Window *window;     // borrowed
    int w, h;               // px of the texture
    int driver;             // index of the driver in use
    bool proven;            // what was drawn has been read back once
    bool gave_up;           // every driver was tried: take any without proof
};

// Makes renderer and texture for the window's present size where that is needed. False when no renderer works
// (now). *remade says that the texture is new and holds nothing.
bool texture_prepare(struct texture *texture, SDL_Window *window, int *w, int *h, bool *remade);
void texture_fini(struct texture *texture);
bool texture_present(struct texture *texture, const struct frame *frame, const SDL_Rect *rects, int n);
const char *texture_name(const struct texture *texture); // "texture opengles2"

#endif
