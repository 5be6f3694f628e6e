# SPDX-License-Identifier: MIT
"""What the guest told of its store, and which of it may be found after a cut."""

import hashlib


class Broken(Exception):
    """The guest told something that can't be used."""


def read_states(path):
    """What stood there after each change, by the change's name and in order: a hash for each path."""
    states, name = {}, None
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            words = line.split()
            if len(words) == 2 and words[0] == "state":
                name = words[1]
                states[name] = {}
            elif words == ["end", name]:
                name = None
            elif len(words) == 2 and name and words[1].startswith("./"):
                states[name][words[1][2:]] = words[0]
            else:
                raise Broken(f"{path}: {line.strip()!r} was not expected; record it anew")
    if name:
        raise Broken(f"{path} ends within the state {name}; record it anew")
    return states


def allowed(entries, cut, states):
    """The states that may be found when the power goes before entry `cut`: what was told as done, and what had begun."""
    names = ["start"]
    for entry in entries[:cut]:
        if entry.mark.startswith("begin "):
            names.append(entry.mark.split()[1])
        elif entry.mark.startswith("end "):
            names = names[-1:]
    return [states[name] for name in names]


def below(state, folder):
    """What a state has in a folder."""
    return {path: digest for path, digest in state.items() if path.startswith(folder + "/")}


def generation_of(state):
    """The number in its file `current`; of that its hash alone was told."""
    for number in range(1, 1000):
        if hashlib.sha256(b"%d\n" % number).hexdigest() == state["current"]:
            return number
    raise Broken("the guest's file `current` has no number that a recording comes to")
