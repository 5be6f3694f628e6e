// SPDX-License-Identifier: MIT
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_pack("stories/amigo.es.twee", "stories/amigo.en.twee", false, data, size);
    return 0;
}
