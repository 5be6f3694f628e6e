// SPDX-License-Identifier: MIT
// The lines of the counts, which the file for people and the one for the next start share. What is read is written in both
// forms, and read from them as the same.
#include "fuzz/fuzz.h"

#include <stdlib.h>

#include "system/counts_table.h"

typedef bool counts_reader(struct counts_table *table, struct slice text);
typedef char *counts_writer(const struct counts_table *table, size_t *n);

static void round_trip(const struct counts_table *table, counts_reader *read, counts_writer *write)
{
    struct counts_table again;
    size_t n_first = 0, n_second = 0;
    counts_table_init(&again);
    char *first = write(table, &n_first);
    FUZZ_EXPECT(first && read(&again, (struct slice){first, n_first}));
    char *second = write(&again, &n_second);
    FUZZ_EXPECT(second && slice_eq((struct slice){first, n_first}, (struct slice){second, n_second}));
    free(first);
    free(second);
    counts_table_fini(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct counts_table table;
    counts_table_init(&table);
    counts_table_parse(&table, (struct slice){(const char *)data, size});
    for (size_t i = 0; i < table.count; i++) {
        struct counts_shown shown = counts_table_shown(&table, i);
        for (int what = 0; what < COUNTS_WHATS; what++)
            FUZZ_EXPECT(shown.n[what] == 0 || shown.n[what] >= 10);
    }
    round_trip(&table, counts_table_parse, counts_table_print);
    round_trip(&table, counts_table_restore, counts_table_save);
    counts_table_fini(&table);
    return 0;
}
