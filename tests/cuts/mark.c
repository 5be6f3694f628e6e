// SPDX-License-Identifier: MIT
// mark DISK SECTOR WORD...: writes the words into that sector of the disk, past the cache of the system and without a flush.
// (busybox's dd can't: its buffer isn't aligned, and it then goes through the cache without a word.)
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SECTOR 512
#define ALIGNED 4096

int main(int argc, char **argv)
{
    static _Alignas(ALIGNED) char sector[SECTOR];
    if (argc < 4)
        return 2;
    int n = snprintf(sector, sizeof sector, "chasqui-mark");
    for (int i = 3; i < argc && n < SECTOR; i++)
        n += snprintf(sector + n, sizeof sector - (size_t)n, " %s", argv[i]);
    int disk = open(argv[1], O_WRONLY | O_DIRECT | O_CLOEXEC);
    if (disk < 0 || pwrite(disk, sector, sizeof sector, strtoll(argv[2], NULL, 10) * SECTOR) != SECTOR) {
        fprintf(stderr, "%s: %s\n", argv[1], strerror(errno));
        return 3;
    }
    return 0;
}
