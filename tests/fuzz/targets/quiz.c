// SPDX-License-Identifier: MIT
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_pack("quizzes/perfil.es.gift", "quizzes/perfil.en.gift", false, data, size);
    return 0;
}
