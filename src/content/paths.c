// SPDX-License-Identifier: MIT
#include "content/paths.h"

#include <stddef.h>

#include "content/names.h"

const struct path_kind path_kinds[] = {
    {"messages", ".md", PLACE_MESSAGE},  {"quizzes", ".gift", PLACE_QUIZ}, {"stories", ".twee", PLACE_STORY},
    {"pictures", ".svg", PLACE_PICTURE}, {"sounds", ".wav", PLACE_SOUND},  {"words", ".yaml", PLACE_WORDS},
    {NULL, NULL, PLACE_NOWHERE},
};

static ptrdiff_t last_slash(struct slice path)
{
    ptrdiff_t at = (ptrdiff_t)path.n - 1;
    while (at >= 0 && path.p[at] != '/')
        at--;
    return at;
}

struct slice path_name(struct slice path)
{
    return slice_from(path, (size_t)(last_slash(path) + 1));
}

struct slice path_folder(struct slice path)
{
    ptrdiff_t at = last_slash(path);
    return slice_sub(path, 0, at < 0 ? 0 : (size_t)at);
}

bool path_is_litter(struct slice path)
{
    struct slice part, rest = path;
    while (rest.n) {
        slice_cut(rest, '/', &part, &rest);
        if (slice_starts(part, SLICE(".")) && !slice_is(part, "..") && !slice_is(part, "."))
            return true;
        if (slice_is(part, "Thumbs.db") || slice_is(part, "desktop.ini") || slice_is(part, "Desktop.ini") ||
            slice_is(part, "__MACOSX") || slice_is(part, "System Volume Information") ||
            slice_is(part, "$RECYCLE.BIN"))
            return true;
    }
    return false;
}

static bool is_note(struct slice path)
{
    return slice_is(path, "MANIFEST") || slice_is(path, "MANIFEST.minisig") ||
           slice_starts(path, SLICE("README")) || slice_starts(path, SLICE("LEEME")) ||
           slice_starts(path, SLICE("LICENSE")) || slice_starts(path, SLICE("LICENCIA"));
}

// Lower case only: a stick's file system doesn't tell Foto.jpg from foto.jpg, the kiosk's does.
static bool is_picture_stem(struct slice stem)
{
    if (stem.n == 0 || stem.n > 64 || stem.p[0] == '-')
        return false;
    for (size_t i = 0; i < stem.n; i++) {
        char c = stem.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'))
            return false;
    }
    return true;
}

static bool is_picture_name(struct slice name)
{
    static const char *const endings[] = {".svg", ".png", ".jpg", ".webp"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (slice_ends(name, slice_of(endings[i])) &&
            is_picture_stem(slice_sub(name, 0, name.n - slice_of(endings[i]).n)))
            return true;
    return false;
}

static bool is_good_name(const struct path_kind *kind, struct slice name)
{
    struct slice stem, id, tag;
    if (kind->place == PLACE_PICTURE)
        return is_picture_name(name);
    if (!slice_ends(name, slice_of(kind->ending)))
        return false;
    stem = slice_sub(name, 0, name.n - slice_of(kind->ending).n);
    if (kind->place == PLACE_WORDS)
        return name_is_tag(stem);
    return slice_cut(stem, '.', &id, &tag) && name_is_id(id) && name_is_tag(tag);
}

enum place path_place(struct slice path)
{
    struct slice folder = path_folder(path), name = path_name(path);
    if (path_is_litter(path))
        return PLACE_IGNORED;
    if (slice_is(path, "pack.yaml"))
        return PLACE_PACK;
    if (slice_is(path, "channels.yaml"))
        return PLACE_CHANNELS;
    if (folder.n == 0 && is_note(path))
        return PLACE_IGNORED;
    for (const struct path_kind *kind = path_kinds; kind->folder; kind++) {
        if (folder.n == 0 && slice_is(name, kind->folder))
            return PLACE_FOLDER;
        if (slice_is(folder, kind->folder))
            return is_good_name(kind, name) ? kind->place : PLACE_NOWHERE;
    }
    return PLACE_NOWHERE;
}

void path_id_and_tag(struct slice path, struct slice *id, struct slice *tag)
{
    struct slice rest;
    slice_cut(path_name(path), '.', id, &rest);
    slice_cut(rest, '.', tag, &rest);
}
