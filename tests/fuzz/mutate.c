// SPDX-License-Identifier: MIT
// What libFuzzer doesn't do to an input by itself: repeat a piece of it until the input is long. That is how a reader is found
// that takes the square of its input's length.
#include <stddef.h>
#include <stdint.h>
#include <string.h>

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed);

#define ONE_IN 2000
#define PIECE_MAX 24

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed)
{
    if (seed % ONE_IN != 0 || size == 0)
        return LLVMFuzzerMutate(data, size, max_size);
    seed /= ONE_IN;
    size_t piece = 1 + seed % PIECE_MAX, at = seed / PIECE_MAX % size;
    if (piece > size - at)
        piece = size - at;
    size_t tail = size - at - piece, room = max_size - size, more = room - room % piece;
    memmove(data + at + piece + more, data + at + piece, tail);
    for (size_t i = 0; i < more; i++)
        data[at + piece + i] = data[at + i];
    return size + more;
}
