# SPDX-License-Identifier: MIT
"""calls.py UNIT: the system calls that the SystemCallFilter lines of a unit let through, one a line. systemd says what its groups
hold; a later line adds, or with ~ takes away, as in systemd.exec(5)."""

import subprocess
import sys

groups = {}
for line in subprocess.run(["systemd-analyze", "syscall-filter"], capture_output=True, text=True, check=True).stdout.splitlines():
    words = line.split("#")[0].split()
    if words and line.startswith("@"):
        group = groups.setdefault(words[0], [])
    elif words:
        group.append(words[0])


def calls(name):
    if not name.startswith("@"):
        return {name}
    return set().union(*(calls(each) for each in groups[name]))


allowed = set()
with open(sys.argv[1], encoding="utf-8") as unit:
    for line in unit:
        if line.startswith("SystemCallFilter="):
            value = line.strip().removeprefix("SystemCallFilter=")
            named = set().union(*(calls(each) for each in value.removeprefix("~").split()))
            allowed = allowed - named if value.startswith("~") else allowed | named
print("\n".join(sorted(allowed | calls("@default"))))
