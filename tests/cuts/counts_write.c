// SPDX-License-Identifier: MIT
// counts_write FOLDER TIMES: counts one item so often and writes the totals as the kiosk does.
#include <stdio.h>
#include <stdlib.h>

#include "system/counts.h"

int main(int argc, char **argv)
{
    const struct date day = {2026, 11, 22};
    if (argc != 3)
        return 2;
    struct counts *counts = counts_open(argv[1], 0, NULL, NULL);
    bool good = counts != NULL;
    for (int i = atoi(argv[2]); good && i > 0; i--)
        good = counts_add(counts, SLICE("colombia/message/no-es-tu-culpa"), COUNTS_OPENED, day, 0);
    counts_close(counts);
    return good ? 0 : 3;
}
