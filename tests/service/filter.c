// SPDX-License-Identifier: MIT
// filter NAMES PROGRAM [ARGUMENT]...: runs a program that may make the system calls named in the file NAMES, one a line, and no
// other, as systemd would with SystemCallErrorNumber=EPERM.
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <seccomp.h>

int main(int argc, char **argv)
{
    char name[64];
    int allowed = 0;
    FILE *names = argc > 2 ? fopen(argv[1], "re") : NULL;
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!names || !filter)
        return 2;
    while (fgets(name, sizeof name, names)) {
        name[strcspn(name, "\n")] = '\0';
        int call = seccomp_syscall_resolve_name(name); // negative: another machine's
        allowed += call >= 0 && seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
    }
    fclose(names);
    if (allowed < 100 || seccomp_load(filter) != 0) { // an empty list would prove nothing
        fprintf(stderr, "filter: %d system calls in %s, and no filter\n", allowed, argv[1]);
        return 2;
    }
    execvp(argv[2], argv + 2);
    fprintf(stderr, "filter: %s: %s\n", argv[2], strerror(errno));
    return 2;
}
