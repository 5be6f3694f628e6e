// SPDX-License-Identifier: MIT
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_pack("messages/hola.es.md", "messages/hola.en.md", false, data, size);
    return 0;
}
