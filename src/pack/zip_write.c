// SPDX-License-Identifier: MIT
#include "pack/zip_write.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdio.h>

#include "base/limits.h"

static bool is_good(struct zip_write *zip, int status)
{
    if (status == ARCHIVE_OK)
        return true;
    errno = archive_errno(zip->archive) ? archive_errno(zip->archive) : EIO;
    return false;
}

bool zip_write_begin(struct zip_write *zip, int fd)
{
    zip->fd = fd;
    zip->archive = archive_write_new();
    if (!zip->archive) {
        errno = ENOMEM;
        return false;
    }
    return is_good(zip, archive_write_set_format_zip(zip->archive)) &&
           is_good(zip, archive_write_zip_set_compression_store(zip->archive)) &&
           // No padding behind the last block, as tapes have it.
           is_good(zip, archive_write_set_bytes_in_last_block(zip->archive, 1)) &&
           is_good(zip, archive_write_open_fd(zip->archive, fd));
}

bool zip_write_file(struct zip_write *zip, struct slice path, uint64_t size)
{
    char name[LIMIT_PATH + 1];
    int n = snprintf(name, sizeof name, "%.*s", SLICE_ARG(path));
    if (n < 0 || (size_t)n >= sizeof name || size > INT64_MAX) {
        errno = EINVAL;
        return false;
    }
    struct archive_entry *entry = archive_entry_new();
    if (!entry) {
        errno = ENOMEM;
        return false;
    }
    archive_entry_set_pathname(entry, name);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, (int64_t)size);
    archive_entry_set_uid(entry, 0);
    archive_entry_set_gid(entry, 0);
    // No time is set: libarchive then writes the first that a ZIP can tell, in every time zone.
    bool good = is_good(zip, archive_write_header(zip->archive, entry));
    archive_entry_free(entry);
    return good;
}

bool zip_write_bytes(struct zip_write *zip, const void *bytes, size_t n)
{
    la_ssize_t written = archive_write_data(zip->archive, bytes, n);
    if (written >= 0 && (size_t)written == n)
        return true;
    errno = written < 0 && archive_errno(zip->archive) ? archive_errno(zip->archive) : EIO;
    return false;
}

bool zip_write_end(struct zip_write *zip)
{
    if (!zip->archive)
        return false;
    bool good = is_good(zip, archive_write_close(zip->archive));
    int error = errno;
    archive_write_free(zip->archive);
    zip->archive = NULL;
    errno = error;
    return good;
}
