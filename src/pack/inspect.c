// SPDX-License-Identifier: MIT
#include "pack/inspect.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "content/pack.h"
#include "content/paths.h"
#include "system/files.h"

// ---- Finding ----

struct finding {
    struct arena *arena;
    struct slice *paths;
    size_t n, room, entries;
    struct slice site;
    int site_depth;
    bool more; // than was looked at
};

// A folder that is being looked through: its own folders come after its files, so that no album hides what lies beside it.
struct looking {
    struct slice path;
    int depth;
    const char **folders;
    size_t n_folders, room_folders;
    bool was_pack; // it has a pack.yaml by another name
};

static void find_in(struct finding *finding, int fd, struct slice path, int depth);

static bool has_file(int folder, const char *name)
{
    struct stat st;
    return fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode);
}

static struct slice path_below(const struct finding *finding, struct slice path, const char *name)
{
    return arena_format(finding->arena, "%.*s/%s", SLICE_ARG(path), name);
}

static void add_pack(struct finding *finding, struct slice path)
{
    if (finding->n < LIMIT_STICK_PACKS)
        *ARENA_PUSH(finding->arena, finding->paths, finding->n, finding->room) = path;
    else
        finding->more = true;
}

// Whatever case a stick's file system gave a name.
static bool is_like(struct slice name, struct slice wanted)
{
    return name.n == wanted.n && strncasecmp(name.p, wanted.p, wanted.n) == 0;
}

static bool ends_like(struct slice name, struct slice wanted)
{
    return name.n >= wanted.n && is_like(slice_from(name, name.n - wanted.n), wanted);
}

static void look_at(struct finding *finding, int folder, const char *name, struct looking *looking)
{
    struct stat st;
    if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return;
    if (S_ISREG(st.st_mode) && ends_like(slice_of(name), SLICE(".chasqui")))
        add_pack(finding, path_below(finding, looking->path, name));
    looking->was_pack =
        looking->was_pack || (S_ISREG(st.st_mode) && (is_like(slice_of(name), SLICE("pack.yaml")) ||
                                                      is_like(slice_of(name), SLICE("pack.yaml.txt"))));
    if (S_ISDIR(st.st_mode) && looking->depth < LIMIT_STICK_DEPTH)
        *ARENA_PUSH(finding->arena, looking->folders, looking->n_folders, looking->room_folders) =
            arena_copy(finding->arena, slice_of(name)).p;
}

static void look_through(struct finding *finding, DIR *stream, struct looking *looking)
{
    const struct dirent *entry;
    size_t n = 0;
    while ((entry = readdir(stream))) {
        struct slice name = slice_of(entry->d_name);
        if (name.p[0] == '.' || path_is_litter(name))
            continue;
        if (n++ >= LIMIT_STICK_FOLDER || finding->entries++ >= LIMIT_STICK_ENTRIES) {
            finding->more = true;
            return;
        }
        look_at(finding, dirfd(stream), entry->d_name, looking);
    }
}

static void look_below(struct finding *finding, int folder, const struct looking *looking)
{
    for (size_t i = 0; i < looking->n_folders; i++) {
        const char *name = looking->folders[i];
        int fd = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (fd >= 0)
            find_in(finding, fd, path_below(finding, looking->path, name), looking->depth + 1);
    }
}

// Takes `fd` over.
static void find_in(struct finding *finding, int fd, struct slice path, int depth)
{
    struct looking looking = {.path = path, .depth = depth};
    if (has_file(fd, SITE_YAML) && (finding->site.n == 0 || depth < finding->site_depth)) {
        finding->site = path;
        finding->site_depth = depth;
    }
    if (has_file(fd, "pack.yaml")) {
        add_pack(finding, path);
        close(fd);
        return; // what lies in a pack is the pack's
    }
    DIR *stream = fdopendir(fd);
    if (!stream) {
        close(fd);
        return;
    }
    look_through(finding, stream, &looking);
    if (looking.was_pack)
        add_pack(finding, path);
    look_below(finding, dirfd(stream), &looking);
    closedir(stream);
}

static int by_path(const void *left, const void *right)
{
    return slice_cmp(*(const struct slice *)left, *(const struct slice *)right);
}

void inspect_find(const char *path, struct arena *arena, struct inspect_found *out)
{
    struct finding finding = {.arena = arena};
    struct slice name = arena_copy(arena, slice_of(path));
    while (name.n > 1 && name.p[name.n - 1] == '/')
        name.n--;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    int error = fd < 0 ? errno : 0;
    struct stat st;
    bool is_folder = fd >= 0 && fstat(fd, &st) == 0 && S_ISDIR(st.st_mode);
    if (is_folder)
        find_in(&finding, fd, name, 0);
    else if (fd >= 0)
        close(fd);
    if (fd >= 0 && !is_folder)
        *ARENA_PUSH(arena, finding.paths, finding.n, finding.room) = name;
    if (finding.n > 1)
        qsort(finding.paths, finding.n, sizeof *finding.paths, by_path);
    *out = (struct inspect_found){.packs = finding.paths,
                                  .n_packs = finding.n,
                                  .site = finding.site,
                                  .more = finding.more,
                                  .error = error};
}

// ---- The site card ----

const struct site *inspect_site(struct slice folder, struct arena *arena)
{
    struct tree_entry entry;
    struct tree tree = {.root = folder, .entries = &entry, .count = 1};
    int at = open(arena_copy(arena, folder).p, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int fd = at < 0 ? -1 : openat(at, SITE_YAML, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    bool good = fd >= 0 && files_read_open(fd, LIMIT_TEXT_FILE, arena, &entry);
    if (fd >= 0)
        close(fd);
    if (at >= 0)
        close(at);
    if (!good)
        return NULL;
    entry.path = SLICE(SITE_YAML);
    return site_head(&tree, arena);
}

// ---- One pack ----

// A file in memory, if it is what was signed. False after a diagnostic; a file that isn't there is no fault.
static bool take(struct install *install, struct slice path, struct tree_entry *entries, size_t *n)
{
    const struct origin_file *file = origin_find(&install->source, path);
    uint8_t hash[MANIFEST_HASH];
    if (!file)
        return true;
    struct tree_entry *entry = &entries[(*n)++];
    *entry = (struct tree_entry){.path = path, .kind = TREE_FILE, .size = file->size, .cap = pack_cap(path)};
    if (!origin_read(&install->source, file, pack_cap(path), &entry->bytes))
        return false;
    install_hash(entry->bytes, hash);
    const struct manifest_file *named = manifest_find(&install->credentials.manifest, path);
    if (!install->credentials.is_signed || (named && memcmp(named->sha256, hash, sizeof hash) == 0))
        return true;
    DIAG(install->diags,
         ((struct pos){.path = arena_format(install->arena, "%.*s/%.*s", SLICE_ARG(install->source.name),
                                            SLICE_ARG(path))}),
         FILE_CHANGED);
    return false;
}

// What is wrong in its content, an import will tell.
static const struct pack *read_head(struct install *install)
{
    struct tree_entry entries[2];
    struct tree tree = {.root = install->source.name, .entries = entries};
    struct diags unheard;
    diags_init(&unheard, install->arena);
    if (!take(install, SLICE("channels.yaml"), entries, &tree.count) ||
        !take(install, SLICE("pack.yaml"), entries, &tree.count))
        return NULL;
    const struct pack *pack = pack_read(&tree, install->arena, &unheard);
    if (!pack)
        for (size_t i = 0; i < unheard.count; i++)
            diag_add(install->diags, unheard.list[i].pos, unheard.list[i].code, unheard.list[i].args,
                     DIAG_MAX_ARGS);
    return pack;
}

static void judge(struct install *install, struct inspected *out)
{
    const struct pack *pack = out->pack;
    const struct generation_pack *old = generation_find(&install->installed.set, pack->id);
    uint8_t hash[MANIFEST_HASH] = {0};
    bool here = false;
    out->state = old ? INSTALL_UPDATE : INSTALL_NEW;
    if (!install->credentials.is_signed) {
        out->state = INSTALL_UNSIGNED;
        out->refused = !install_judge_unsigned_files(install) ||
                       !install_judge_unsigned_pack(install, pack) ||
                       (old && pack->version < old->version &&
                        !install_judge_version(install, pack->id, pack->version, hash, &here));
        return;
    }
    install_hash(install->credentials.manifest_text, hash);
    if (install_judge_version(install, pack->id, pack->version, hash, &here))
        return;
    if (here)
        out->state = INSTALL_SAME;
    else if (old && pack->version < old->version)
        out->state = INSTALL_OLDER;
    else
        out->refused = true;
}

static void describe(struct install *install, struct inspected *out)
{
    const struct origin *source = &install->source;
    out->bytes = source->bytes;
    out->messages = install_count_items(source, PLACE_MESSAGE);
    out->quizzes = install_count_items(source, PLACE_QUIZ);
    out->stories = install_count_items(source, PLACE_STORY);
    out->pack = read_head(install);
    out->channels = out->pack ? out->pack->n_channels : 0;
    if (install->credentials.is_signed)
        out->signer = install->credentials.signer->name;
}

void inspect_pack(struct slice path, const struct inspect_options *options, struct arena *arena,
                  struct inspected *out)
{
    struct install install;
    const struct install_options asked = {.source = arena_copy(arena, path).p,
                                          .store = options->store,
                                          .trust = options->trust,
                                          .unsigned_messages = options->unsigned_messages,
                                          .today = options->today};
    *out = (struct inspected){.path = path, .refused = true};
    diags_init(&out->diags, arena);
    install_init(&install, &asked, arena, &out->diags);
    if (options->store)
        carry_read(&(struct carry){.store = options->store, .today = options->today, .arena = arena},
                   &install.installed);
    install.carried = (struct carried){.was = &install.installed, .here = install.installed};
    // A folder of keys that can't be read believes nobody.
    if (!trust_read(options->trust, arena, &out->diags, &install.trust) ||
        !origin_open(asked.source, arena, &out->diags, &install.source))
        return;
    bool believed = credentials_read(&install.source, &install.trust, &install.credentials);
    out->forged = !believed && origin_find(&install.source, SLICE("MANIFEST.minisig"));
    // What a forged pack calls itself may be shown, with nobody's name on it.
    if (!believed)
        install.credentials = (struct credentials){0};
    describe(&install, out);
    if (believed && out->pack && out->diags.errors == 0) {
        out->refused = false;
        judge(&install, out);
    }
    origin_close(&install.source);
}
