// SPDX-License-Identifier: MIT
#include "content/stray.h"

#include "base/limits.h"
#include "content/names.h"
#include "content/paths.h"
#include "content/suggest.h"
#include "content/terms.h"

struct pos stray_pos(const struct tree *tree, const struct tree_entry *entry, struct arena *arena)
{
    struct slice path = entry->path;
    if (tree->root.n)
        path = arena_format(arena, "%.*s/%.*s", SLICE_ARG(tree->root), SLICE_ARG(entry->path));
    return (struct pos){.path = path};
}

bool stray_check_file(const struct tree *tree, const struct tree_entry *entry, struct arena *arena,
                      struct diags *diags)
{
    struct pos pos = stray_pos(tree, entry, arena);
    if (entry->kind != TREE_FILE)
        DIAG(diags, pos, FILE_NOT_PLAIN);
    else if (entry->fault == TREE_TOO_LARGE)
        DIAG(diags, pos, FILE_TOO_LARGE, arena_format(arena, "%llu", (unsigned long long)entry->size),
             arena_format(arena, "%llu", (unsigned long long)entry->cap));
    else if (entry->fault != TREE_OK)
        DIAG(diags, pos, FILE_UNREADABLE);
    else
        return true;
    return false;
}

// What no file system agrees on, and what could lead out of the pack.
static bool is_safe(struct slice path)
{
    struct slice part, rest = path;
    if (path.n > LIMIT_PATH || utf8_valid_prefix(path) != path.n)
        return false;
    for (size_t i = 0; i < path.n; i++)
        if ((unsigned char)path.p[i] < 0x20 || path.p[i] == 0x7F || path.p[i] == '\\' || path.p[i] == ':')
            return false;
    while (rest.n) {
        slice_cut(rest, '/', &part, &rest);
        if (slice_is(part, "..") || slice_is(part, ".") || part.n == 0)
            return false;
    }
    return true;
}

static const struct path_kind *find_kind(struct slice folder)
{
    for (const struct path_kind *kind = path_kinds; kind->folder; kind++)
        if (slice_is(folder, kind->folder))
            return kind;
    return NULL;
}

static void name_unknown(struct pos pos, struct slice name, struct diags *diags)
{
    struct suggest suggest = suggest_for(name);
    suggest_offer(&suggest, SLICE("pack.yaml"));
    suggest_offer(&suggest, SLICE("channels.yaml"));
    for (const struct path_kind *kind = path_kinds; kind->folder; kind++)
        suggest_offer(&suggest, slice_of(kind->folder));
    if (suggest.best.n)
        DIAG(diags, pos, FILE_UNKNOWN_NEAR, suggest.best);
    else
        DIAG(diags, pos, FILE_UNKNOWN);
}

static struct slice shape_of(const struct path_kind *kind)
{
    if (kind->place == PLACE_PICTURE)
        return SLICE("NAME.svg, NAME.png, NAME.jpg, NAME.webp");
    if (kind->place == PLACE_WORDS)
        return SLICE("LANG.yaml");
    return kind->place == PLACE_MESSAGE ? SLICE("ID.LANG.md")
           : kind->place == PLACE_QUIZ  ? SLICE("ID.LANG.gift")
           : kind->place == PLACE_STORY ? SLICE("ID.LANG.twee")
                                        : SLICE("ID.LANG.wav");
}

// A name made of what an ID may have: "Mi Mensaje" becomes "mi-mensaje". Empty when nothing is left of it.
static struct slice as_id(struct slice name, struct arena *arena)
{
    char *out = arena_alloc(arena, name.n + 1);
    size_t n = 0;
    for (size_t at = 0; at < name.n && n < LIMIT_ID;) {
        uint32_t c = utf8_next(name, &at);
        char folded = c >= '0' && c <= '9' ? (char)c : terms_fold(c);
        if ((folded >= 'a' && folded <= 'z') || (c >= '0' && c <= '9'))
            out[n++] = folded;
        else if (folded == ' ' && n > 0 && out[n - 1] != '-')
            out[n++] = '-';
    }
    while (n > 0 && out[n - 1] == '-')
        n--;
    return (struct slice){out, n};
}

// The file's name with an ID in it, or empty.
static struct slice better_name(struct slice id, struct slice tag, struct slice ending, struct arena *arena)
{
    struct slice better = as_id(id, arena);
    return better.n
               ? arena_format(arena, "%.*s.%.*s%.*s", SLICE_ARG(better), SLICE_ARG(tag), SLICE_ARG(ending))
               : SLICE_NONE;
}

// A file in one of the pack's folders whose name isn't of that folder's shape: which part of it?
static void name_shape(struct pos pos, const struct path_kind *kind, struct slice name, struct arena *arena,
                       struct diags *diags)
{
    struct slice ending = slice_of(kind->ending), id, tag;
    struct slice cut = slice_sub(name, 0, name.n - (slice_ends(name, SLICE(".txt")) ? 4 : 0));
    if (cut.n < name.n && kind->place != PLACE_PICTURE && slice_ends(cut, ending)) {
        struct slice stem = slice_sub(cut, 0, cut.n - ending.n), better = SLICE_NONE;
        if (slice_cut(stem, '.', &id, &tag) && !name_is_id(id))
            better = better_name(id, tag, ending, arena);
        DIAG(diags, pos, FILE_TXT, better.n ? better : cut);
        return;
    }
    bool has_ending = kind->place != PLACE_PICTURE && slice_ends(name, ending);
    if (kind->place == PLACE_PICTURE || !has_ending) {
        DIAG(diags, pos, FILE_NAME, name, shape_of(kind));
        return;
    }
    struct slice stem = slice_sub(name, 0, name.n - ending.n), better = SLICE_NONE;
    bool has_tag = slice_cut(stem, '.', &id, &tag);
    if (has_tag && !name_is_id(id))
        better = better_name(id, tag, ending, arena);
    if (kind->place == PLACE_WORDS)
        DIAG(diags, pos, VALUE_NOT_TAG, stem);
    else if (!has_tag)
        DIAG(diags, pos, FILE_NAME, name, shape_of(kind));
    else if (better.n)
        DIAG(diags, pos, FILE_ID, better);
    else if (!name_is_id(id))
        DIAG(diags, pos, VALUE_NOT_ID, id);
    else
        DIAG(diags, pos, VALUE_NOT_TAG, tag);
}

static void name_entry(const struct tree *tree, const struct tree_entry *entry, struct arena *arena,
                       struct diags *diags)
{
    enum place place = path_place(entry->path);
    struct pos pos = stray_pos(tree, entry, arena);
    const struct path_kind *kind = find_kind(path_folder(entry->path));
    if (place == PLACE_FOLDER && entry->kind != TREE_FOLDER)
        DIAG(diags, pos, FOLDER_NOT_FOLDER);
    else if (place == PLACE_FOLDER && entry->fault != TREE_OK)
        DIAG(diags, pos, FILE_UNREADABLE);
    else if (place == PLACE_PICTURE && entry->kind != TREE_FILE)
        DIAG(diags, pos, FILE_NOT_PLAIN);
    else if (place != PLACE_NOWHERE)
        return; // its reader has named what is wrong
    else if (!is_safe(entry->path))
        DIAG(diags, pos, FILE_UNSAFE_NAME);
    else if (kind && entry->kind != TREE_FOLDER)
        name_shape(pos, kind, path_name(entry->path), arena, diags);
    else
        name_unknown(pos, path_name(entry->path), diags);
}

// An unknown folder is named once, not with everything in it. Entries are sorted, so what lies in a folder
// follows it, though names such as "a-b" may stand between "a" and "a/x".
static bool lies_in_stray_folder(const struct tree *tree, struct slice path)
{
    struct slice folder = path_folder(path);
    return folder.n > 0 && !find_kind(folder) && tree_find(tree, folder) != NULL;
}

void stray_name_all(const struct tree *tree, struct arena *arena, struct diags *diags)
{
    for (size_t i = 0; i < tree->count; i++)
        if (!lies_in_stray_folder(tree, tree->entries[i].path))
            name_entry(tree, &tree->entries[i], arena, diags);
    if (tree->truncated)
        DIAG(diags, ((struct pos){.path = tree->root}), PACK_TOO_LARGE,
             arena_format(arena, "%d", LIMIT_PACK_FILES), arena_format(arena, "%d", LIMIT_PACK_DEPTH));
}
