// SPDX-License-Identifier: MIT
// Gives files to a fuzz target, one after the other, where there is no libFuzzer:
//   fuzz_NAME FILE|FOLDER...
// A fault ends the program, as does a file that keeps it busy for too long. Exit status 1 when there was no file at all.
#include "fuzz/fuzz.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define FILE_MAX ((size_t)4 << 20) // bytes

// Seconds of the processor. What reads 64 kB for longer than that has a loop in a loop; sanitizers are slow by themselves.
#if defined(__SANITIZE_ADDRESS__)
#define SECONDS_MAX 8.0
#else
#define SECONDS_MAX 1.0
#endif

static size_t given;

static bool feed(const char *path)
{
    FILE *file = fopen(path, "rb");
    uint8_t *room = malloc(FILE_MAX);
    size_t n = file && room ? fread(room, 1, FILE_MAX, file) : 0;
    if (!file || !room || ferror(file)) {
        fprintf(stderr, "%s: can't be read\n", path);
        exit(1);
    }
    fclose(file);
    // Of exactly its size, so that AddressSanitizer sees who reads past the end.
    uint8_t *bytes = realloc(room, n ? n : 1);
    if (!bytes)
        exit(1);
    clock_t start = clock();
    LLVMFuzzerTestOneInput(bytes, n);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    free(bytes);
    given++;
    if (seconds > SECONDS_MAX)
        fprintf(stderr, "%s: took %.1f s\n", path, seconds);
    return seconds <= SECONDS_MAX;
}

static bool feed_all(const char *path)
{
    struct stat st;
    if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode))
        return feed(path);
    struct dirent **names;
    int n = scandir(path, &names, NULL, alphasort);
    bool good = true;
    for (int i = 0; i < n; i++) {
        char child[4096];
        if (names[i]->d_name[0] != '.' &&
            snprintf(child, sizeof child, "%s/%s", path, names[i]->d_name) < (int)sizeof child) {
            fprintf(stderr, "%s\n", child); // the last line names the one that a fault was found with
            good &= feed(child);
        }
        free(names[i]);
    }
    if (n >= 0)
        free(names);
    return good;
}

int main(int argc, char **argv)
{
    bool good = true;
    for (int i = 1; i < argc; i++)
        good &= feed_all(argv[i]);
    printf("%zu inputs\n", given);
    return good && given > 0 ? 0 : 1;
}
