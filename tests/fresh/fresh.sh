#!/bin/sh
# SPDX-License-Identifier: MIT
# fresh.sh CHECKOUT CACHE: a newborn Debian 12 (packaging/newborn.sh), the files that git knows of CHECKOUT, and inside it
# the README's two commands (inside.sh).
set -eu

checkout=$1
cache=$2

fail() {
    printf 'fresh: %s\n' "$*" >&2
    exit 1
}

# shellcheck source=packaging/newborn.sh
. "$checkout/packaging/newborn.sh"
newborn_needs mmdebstrap git apt-get

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
chmod 755 "$work"

# What git doesn't know of doesn't reach other people either.
git -c safe.directory='*' -C "$checkout" ls-files -z >"$work/files"
[ -s "$work/files" ] || fail "$checkout is not a git checkout"
tar -C "$checkout" --null -T "$work/files" --owner=0 --group=0 -cf "$work/checkout.tar"

# shellcheck disable=SC2016  # the hook's own
newborn "$work" "$cache" \
    --customize-hook='mkdir -p "$1/root/chasqui"' \
    --customize-hook="tar-in '$work/checkout.tar' /root/chasqui" \
    --customize-hook='chroot "$1" sh /root/chasqui/tests/fresh/inside.sh /root/chasqui'
