// SPDX-License-Identifier: MIT
#include "system/landlock.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// What Linux 6.1's header doesn't name yet.
#define FS_TRUNCATE (UINT64_C(1) << 14)  // ABI 3
#define FS_IOCTL_DEV (UINT64_C(1) << 15) // ABI 5
#define NET_ALL UINT64_C(3)              // ABI 4: bind and connect by TCP
#define SCOPE_ALL UINT64_C(3)            // ABI 6: abstract Unix sockets, signals

#define FS_FIRST ((UINT64_C(1) << 13) - 1) // ABI 1
#define FS_FILE                                                                                              \
    (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | FS_TRUNCATE)
#define FS_MAKE                                                                                              \
    (LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_DIR |             \
     LANDLOCK_ACCESS_FS_REMOVE_FILE)

struct rules_attribute { // struct landlock_ruleset_attr of Linux 6.12
    uint64_t fs, net, scoped;
};

static uint64_t fs_all(int abi)
{
    return FS_FIRST | (abi >= 2 ? LANDLOCK_ACCESS_FS_REFER : 0) | (abi >= 3 ? FS_TRUNCATE : 0) |
           (abi >= 5 ? FS_IOCTL_DEV : 0);
}

int landlock_abi(void)
{
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    return abi > 0 ? (int)abi : 0;
}

int landlock_open(void)
{
    int abi = landlock_abi();
    struct rules_attribute attribute = {
        .fs = fs_all(abi), .net = abi >= 4 ? NET_ALL : 0, .scoped = abi >= 6 ? SCOPE_ALL : 0};
    // An older kernel takes a longer struct as long as it doesn't need what it doesn't know.
    return (int)syscall(SYS_landlock_create_ruleset, &attribute, sizeof attribute, 0);
}

static uint64_t rights(enum landlock_right right)
{
    const uint64_t read = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    switch (right) {
    case LANDLOCK_READ:
        return read;
    case LANDLOCK_WRITE:
        return read | LANDLOCK_ACCESS_FS_WRITE_FILE | FS_MAKE | LANDLOCK_ACCESS_FS_REFER | FS_TRUNCATE;
    case LANDLOCK_RUN:
        return LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_EXECUTE;
    case LANDLOCK_NULL:
        return LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE;
    }
    return 0;
}

bool landlock_allow(int rules, const char *path, enum landlock_right right)
{
    struct stat st;
    int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT || errno == ENOTDIR;
    uint64_t allowed = rights(right) & fs_all(landlock_abi());
    bool good = fstat(fd, &st) == 0;
    if (good && !S_ISDIR(st.st_mode))
        allowed &= FS_FILE;
    struct landlock_path_beneath_attr rule = {.allowed_access = allowed, .parent_fd = fd};
    good = good && syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    close(fd);
    return good;
}

bool landlock_close(int rules)
{
    bool good = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    close(rules);
    return good;
}
