// SPDX-License-Identifier: MIT
#include "paint/faces.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <unictype.h>

#define FONT_FILE_MAX (64 << 20) // bytes

void faces_close(struct faces *faces)
{
    for (size_t i = 0; i < FACES_OPEN; i++) {
        if (faces->open[i].ttf)
            TTF_CloseFont(faces->open[i].ttf);
        faces->open[i] = (struct face){0};
    }
}

void faces_fini(struct faces *faces)
{
    faces_close(faces);
    for (size_t i = 0; i < FONT_FILES; i++)
        if (faces->files[i].bytes)
            munmap(faces->files[i].bytes, faces->files[i].size);
    TTF_Quit();
    *faces = (struct faces){0};
}

// The file is mapped once for all sizes: FreeType reads a stream in thousands of small steps, memory in none.
static bool map_file(const char *path, struct font_file *file)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 && st.st_size <= FONT_FILE_MAX) {
        void *bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (bytes != MAP_FAILED) {
            file->bytes = bytes;
            file->size = (size_t)st.st_size;
        }
    }
    close(fd);
    return file->bytes != NULL;
}

static TTF_Font *open_file(struct faces *faces, uint8_t which, int px)
{
    struct font_file *file = &faces->files[which];
    if (file->state == FILE_BAD || (!file->bytes && !map_file(faces->paths[which], file))) {
        file->state = FILE_BAD;
        return NULL;
    }
    TTF_Font *ttf = TTF_OpenFontRW(SDL_RWFromConstMem(file->bytes, (int)file->size), 1, px);
    file->state = ttf ? FILE_GOOD : FILE_BAD;
    if (!ttf)
        return NULL;
    // Without hinting widths grow in proportion with the size, and a warm line is drawn ten times faster than
    // with hinted sub-pixel places.
    TTF_SetFontHinting(ttf, TTF_HINTING_NONE);
    TTF_SetFontKerning(ttf, 1);
    return ttf;
}

static struct face *slot_for(struct faces *faces)
{
    struct face *oldest = &faces->open[0];
    for (size_t i = 0; i < FACES_OPEN; i++) {
        if (!faces->open[i].ttf)
            return &faces->open[i];
        if (faces->open[i].used < oldest->used)
            oldest = &faces->open[i];
    }
    TTF_CloseFont(oldest->ttf);
    oldest->ttf = NULL;
    return oldest;
}

static TTF_Font *get_file(struct faces *faces, uint8_t file, int px)
{
    if (faces->files[file].state == FILE_BAD)
        return NULL;
    for (size_t i = 0; i < FACES_OPEN; i++) {
        struct face *face = &faces->open[i];
        if (face->ttf && face->px == px && face->file == file) {
            face->used = ++faces->clock;
            return face->ttf;
        }
    }
    TTF_Font *ttf = open_file(faces, file, px);
    if (ttf)
        *slot_for(faces) = (struct face){.ttf = ttf, .px = px, .file = file, .used = ++faces->clock};
    return ttf;
}

// A family's file for a font. What Andika lacks is looked for to have the letter at all: upright will do.
static TTF_Font *get_family(struct faces *faces, enum font font, enum family family, int px)
{
    TTF_Font *ttf = get_file(faces, (uint8_t)(family * FONT_COUNT + font), px);
    if (!ttf && family != FAMILY_ANDIKA)
        ttf = get_file(faces, (uint8_t)(family * FONT_COUNT + FONT_REGULAR), px);
    return ttf;
}

TTF_Font *faces_get(struct faces *faces, enum font font, enum family family, int px)
{
    TTF_Font *ttf = get_family(faces, font, family, px);
    for (int i = FAMILY_COUNT; i-- > 0 && !ttf;)
        ttf = get_file(faces, (uint8_t)(i * FONT_COUNT + font), px);
    for (int i = 0; i < FONT_FILES && !ttf; i++)
        ttf = get_file(faces, (uint8_t)i, px);
    return ttf;
}

#define PX_TRIED 16 // a size to see whether a file is good

bool faces_init(struct faces *faces, const char *const *paths)
{
    *faces = (struct faces){.paths = paths};
    if (TTF_Init() != 0)
        return false;
    // The first good one is enough to know: the others are tried when a letter is looked for.
    if (faces_get(faces, FONT_REGULAR, FAMILY_ANDIKA, PX_TRIED))
        return true;
    faces_fini(faces);
    return false;
}

static bool has(struct faces *faces, enum font font, enum family family, int px, uint32_t c)
{
    TTF_Font *ttf = get_family(faces, font, family, px);
    return ttf && TTF_GlyphIsProvided32(ttf, c);
}

enum family faces_family(struct faces *faces, enum font font, int px, uint32_t c)
{
    // Latin is never missing in Andika, and most of what is asked.
    if (c < 0x250)
        return FAMILY_ANDIKA;
    for (int family = 0; family < FAMILY_COUNT; family++)
        if (has(faces, font, (enum family)family, px, c))
            return (enum family)family;
    return FAMILY_ANDIKA;
}

// Joiners shape the letters beside them; of the rest nothing is seen, and directions have been resolved.
static bool draws_nothing(uint32_t c)
{
    bool joiner = c == 0x200c || c == 0x200d;
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || (c >= 0x200b && c <= 0x200f && !joiner) ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069) || (c >= 0xfe00 && c <= 0xfe0f) ||
           c == 0xfeff;
}

static bool is_mark(uint32_t c)
{
    return c >= 0x300 && uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M);
}

// The script's ISO 15924 tag for HarfBuzz; empty for what every script shares.
static const char *script_tag(uint32_t c)
{
    static const struct {
        const char *name, *tag;
    } scripts[] = {{"Latin", "Latn"},  {"Cyrillic", "Cyrl"}, {"Arabic", "Arab"},
                   {"Hebrew", "Hebr"}, {"Greek", "Grek"},    {"Devanagari", "Deva"}};
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? "Latn" : "";
    const uc_script_t *script = uc_script(c);
    for (size_t i = 0; script && i < sizeof scripts / sizeof *scripts; i++)
        if (strcmp(script->name, scripts[i].name) == 0)
            return scripts[i].tag;
    return "";
}

bool faces_next_run(struct faces *faces, enum font font, int px, struct slice *rest, struct run *out)
{
    size_t at = 0, n = 0;
    out->script[0] = '\0';
    while (at < rest->n) {
        size_t next = at;
        uint32_t c = utf8_next(*rest, &next);
        if (!draws_nothing(c)) {
            bool mark = n > 0 && (is_mark(c) || c == 0x200c || c == 0x200d);
            enum family family = mark ? out->family : faces_family(faces, font, px, c);
            const char *script = mark ? "" : script_tag(c);
            bool other = script[0] && out->script[0] && strcmp(script, out->script) != 0;
            if (n > 0 && (family != out->family || other || n + 4 > RUN_BYTES))
                break;
            if (script[0])
                memcpy(out->script, script, sizeof out->script);
            out->family = family;
            n += utf8_put(c, out->text + n);
        }
        at = next;
    }
    *rest = slice_from(*rest, at);
    out->text[n] = '\0';
    return n > 0;
}
