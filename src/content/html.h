// SPDX-License-Identifier: MIT
// The little HTML that Moodle's editor writes into questions: p br strong b em i ul ol li and character
// references.
#ifndef CHASQUI_CONTENT_HTML_H
#define CHASQUI_CONTENT_HTML_H

#include "content/rich.h"

enum html_problem { HTML_TAG, HTML_IMAGE, HTML_LINK, HTML_UNCLOSED, HTML_ENTITY, HTML_UNFIT };

struct html_listener {
    void *context;
    // `at`: byte of the text; `what`: the tag's name, the character reference, or nothing.
    void (*problem)(void *context, enum html_problem problem, size_t at, struct slice what);
};

// Puts the text into `rich`. `breaks`: a line feed is a break (Moodle's own format), else white space.
void html_read(struct slice text, bool breaks, struct html_listener listener, struct rich_builder *rich);

#endif
