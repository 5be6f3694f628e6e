// SPDX-License-Identifier: MIT
// Every screen of a pack in which one file is the input: the first byte says which.
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct {
        const char *path, *translation;
    } files[] = {{"messages/hola.es.md", "messages/hola.en.md"},
                 {"quizzes/perfil.es.gift", "quizzes/perfil.en.gift"},
                 {"stories/amigo.es.twee", "stories/amigo.en.twee"},
                 {"channels.yaml", NULL}};
    if (size == 0)
        return 0;
    size_t which = data[0] % (sizeof files / sizeof *files);
    fuzz_pack(files[which].path, files[which].translation, true, data + 1, size - 1);
    return 0;
}
