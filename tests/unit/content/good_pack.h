// SPDX-License-Identifier: MIT
// A small pack with nothing wrong in it, to be spoiled row by row.
#ifndef CHASQUI_TESTS_GOOD_PACK_H
#define CHASQUI_TESTS_GOOD_PACK_H

#include "unit/content/made_up.h"

#include "content/pack.h"

struct made_up_change {
    const char *path, *text; // NULL text: the file goes
};

#define GOOD_PACK_YAML                                                                                       \
    "chasqui: 1\nid: prueba\nversion: 4\ntitle:\n  es: No est\xC3\xA1s solo\n  en: You are not alone\n"      \
    "publisher: Red\ncountry: CO\nlanguages: [es, en]\n"
#define TWO_SOURCES                                                                                          \
    "  sources: [{where: a.example, dated: unknown, seen: 2026-11-01}, {where: b.example, dated: unknown, "  \
    "seen: 2026-11-01}]\n"
#define GOOD_CHANNEL                                                                                         \
    "- id: linea-141\n  name:\n    es: L\xC3\xADnea 141\n    en: Line 141\n  kind: phone\n  value: "         \
    "\"141\"\n"                                                                                              \
    "  for: [children]\n  needs: [talk]\n" TWO_SOURCES
// The topic stands in line 2 of a message, the audience in 3, the channels in 4.
#define FIELDS "topic: friends\naudience: [children]\nchannels: [linea-141]\n"
#define GOOD_MESSAGE_ES "---\n" FIELDS "---\n# Hola\n\nUno dos.\n"
#define GOOD_MESSAGE_EN "# Hello\n\nOne two.\n"
#define GOOD_QUIZ_ES                                                                                         \
    "// title: Perfil\n// topic: friends\n// audience: [teens]\n// channels: [linea-141]\n\n::foto:: "       \
    "\xC2\xBFQu\xC3\xA9 prueba? {\n=Nada#As\xC3\xAD es.\n~Todo#Puede parecerlo.\n}\n"
#define GOOD_QUIZ_EN                                                                                         \
    "// title: Profile\n\n::foto:: What does it prove? {\n=Nothing#That is so.\n~All#It may seem so.\n}\n"
#define GOOD_STORY_ES                                                                                        \
    ":: StoryTitle\nAmigo\n\n:: StoryData\n{\"ifid\": \"3C0B6E4A-7D52-4F19-9A68-21D4B7E05F83\", \"start\": " \
    "\"inicio\"}\n\n"                                                                                        \
    ":: Chasqui\n" FIELDS "\n:: inicio\nEmpieza.\n\n[[Sigue->fin]]\n\n:: fin [help]\nHay ayuda.\n"
#define GOOD_STORY_EN                                                                                        \
    ":: StoryTitle\nFriend\n\n:: StoryData\n{\"ifid\": \"3C0B6E4A-7D52-4F19-9A68-21D4B7E05F83\", "           \
    "\"start\": \"inicio\"}\n\n"                                                                             \
    ":: inicio\nIt begins.\n\n[[Go on->fin]]\n\n:: fin [help]\nThere is help.\n"

static const struct made_up_change good_pack[] = {
    {"pack.yaml", GOOD_PACK_YAML},
    {"channels.yaml", GOOD_CHANNEL},
    {"messages/hola.es.md", GOOD_MESSAGE_ES},
    {"messages/hola.en.md", GOOD_MESSAGE_EN},
    {"quizzes/perfil.es.gift", GOOD_QUIZ_ES},
    {"quizzes/perfil.en.gift", GOOD_QUIZ_EN},
    {"stories/amigo.es.twee", GOOD_STORY_ES},
    {"stories/amigo.en.twee", GOOD_STORY_EN},
};

static inline void good_pack_with(struct made_up *m, const struct made_up_change *changes, size_t n)
{
    for (size_t i = 0; i < sizeof good_pack / sizeof *good_pack; i++) {
        bool changed = false;
        for (size_t k = 0; k < n; k++)
            changed = changed || (changes[k].path && strcmp(changes[k].path, good_pack[i].path) == 0);
        if (!changed)
            made_up_file(m, good_pack[i].path, good_pack[i].text);
    }
    for (size_t k = 0; k < n; k++)
        if (changes[k].path && changes[k].text)
            made_up_file(m, changes[k].path, changes[k].text);
}

// Folders that a disk would list.
static inline void good_pack_folder(struct made_up *m, const char *path)
{
    made_up_file(m, path, "")->kind = TREE_FOLDER;
}

#endif
