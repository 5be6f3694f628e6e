// SPDX-License-Identifier: MIT
#include "pack/keys_list.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"

#define HEAD SLICE("# chasqui-keys ")
#define SERIAL SLICE("# serial ")

// ---- What people are shown ----

// What moves a cursor, turns a line round (Unicode's bidirectional controls) or can't be seen would let one name look like
// another.
static bool is_plain(struct slice text)
{
    size_t at = 0;
    if (utf8_valid_prefix(text) != text.n)
        return false;
    while (at < text.n) {
        uint32_t c = utf8_next(text, &at);
        if (c < 0x20 || (c >= 0x7f && c <= 0xa0) || c == 0xad || c == 0x61c || c == 0xfeff ||
            (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202f) || (c >= 0x2060 && c <= 0x206f))
            return false;
    }
    return true;
}

bool keys_is_name(struct slice name)
{
    return name.n > 0 && name.n <= LIMIT_KEY_NAME && name.p[0] != '.' && name.p[0] != '-' &&
           slice_trim(name).n == name.n && slice_find_char(name, '/') < 0 &&
           slice_find_char(name, '\\') < 0 && is_plain(name);
}

bool keys_is_why(struct slice why)
{
    return why.n > 0 && why.n <= LIMIT_KEYS_WHY && slice_trim(why).n == why.n && is_plain(why);
}

bool keys_read_revoke(struct slice line, bool may_lack_why, struct keys_revoke *out)
{
    struct slice id, why;
    slice_cut(line, ' ', &id, &why);
    why = slice_trim(why);
    if (why.n == 0 && may_lack_why)
        why = SLICE("-");
    out->why = why;
    return minisign_id_read(id, out->id) && keys_is_why(why);
}

// ---- Reading ----

struct reader {
    struct slice rest;
    struct pos pos; // the line that was taken last
    struct arena *arena;
    struct diags *diags;
    struct keys_add *adds;
    struct keys_revoke *revokes;
    size_t n_adds, n_revokes, room_adds, room_revokes;
};

static bool refuse(struct reader *reader)
{
    DIAG(reader->diags, reader->pos, KEYS_FORM);
    return false;
}

static bool take_value(struct reader *reader, struct slice prefix, struct slice *value)
{
    struct slice line;
    reader->pos.line++;
    if (!slice_next_line(&reader->rest, &line) || !slice_starts(line, prefix))
        return false;
    *value = slice_from(line, prefix.n);
    return true;
}

static bool read_head(struct reader *reader, uint64_t *serial)
{
    struct slice format, number;
    uint64_t newer;
    if (!take_value(reader, HEAD, &format))
        return refuse(reader);
    if (!slice_is(format, "1")) {
        if (!slice_to_uint(format, UINT64_MAX, &newer))
            return refuse(reader);
        DIAG(reader->diags, reader->pos, KEYS_NEWER, format);
        return false;
    }
    if (!take_value(reader, SERIAL, &number) || !slice_to_uint(number, UINT64_MAX, serial) || *serial == 0)
        return refuse(reader);
    return true;
}

static bool read_add(struct reader *reader, struct slice words)
{
    struct slice key;
    struct keys_add *add = ARENA_PUSH(reader->arena, reader->adds, reader->n_adds, reader->room_adds);
    slice_cut(words, ' ', &key, &add->name);
    add->pos = reader->pos;
    return minisign_read_key(key, &add->key) == MINISIGN_OK && keys_is_name(add->name);
}

static bool read_revoke(struct reader *reader, struct slice words)
{
    struct keys_revoke *revoke =
        ARENA_PUSH(reader->arena, reader->revokes, reader->n_revokes, reader->room_revokes);
    revoke->pos = reader->pos;
    return keys_read_revoke(words, false, revoke);
}

static bool read_line(struct reader *reader, struct slice line)
{
    if (slice_trim(line).n == 0 || line.p[0] == '#')
        return true;
    if (reader->n_adds + reader->n_revokes >= 2 * LIMIT_KEYS)
        return false;
    if (slice_starts(line, SLICE("add ")))
        return read_add(reader, slice_from(line, 4));
    return slice_starts(line, SLICE("revoke ")) && read_revoke(reader, slice_from(line, 7));
}

bool keys_list_read(struct slice path, struct slice bytes, struct arena *arena, struct diags *diags,
                    struct keys_list *out)
{
    struct reader reader = {.rest = bytes, .pos = {.path = path, .col = 1}, .arena = arena, .diags = diags};
    struct slice line;
    *out = (struct keys_list){.serial = 0};
    if (!read_head(&reader, &out->serial))
        return false;
    while (slice_next_line(&reader.rest, &line)) {
        reader.pos.line++;
        if (!read_line(&reader, line))
            return refuse(&reader);
    }
    out->adds = reader.adds;
    out->n_adds = reader.n_adds;
    out->revokes = reader.revokes;
    out->n_revokes = reader.n_revokes;
    return true;
}

// ---- Writing ----

struct slice keys_list_write(const struct keys_list *list, struct arena *arena)
{
    size_t room = 128 + list->n_adds * (128 + LIMIT_KEY_NAME) + list->n_revokes * (64 + LIMIT_KEYS_WHY);
    char *text = arena_alloc(arena, room);
    size_t at = (size_t)snprintf(text, room, "# chasqui-keys 1\n# serial %" PRIu64 "\n", list->serial);
    for (size_t i = 0; i < list->n_adds; i++) {
        char key[MINISIGN_KEY_TEXT];
        minisign_key_text(&list->adds[i].key, key);
        at += (size_t)snprintf(text + at, room - at, "add %s %.*s\n", key, SLICE_ARG(list->adds[i].name));
    }
    for (size_t i = 0; i < list->n_revokes; i++) {
        char id[MINISIGN_ID_TEXT];
        minisign_id_text(list->revokes[i].id, id);
        at += (size_t)snprintf(text + at, room - at, "revoke %s %.*s\n", id, SLICE_ARG(list->revokes[i].why));
    }
    return (struct slice){text, at};
}
