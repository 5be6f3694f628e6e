#!/bin/sh
# SPDX-License-Identifier: MIT
# install.sh CHECKOUT PACKAGES CACHE: the .deb files in the folder PACKAGES on a newborn Debian 12: they install, the programs run,
# and a purge leaves nothing (inside.sh).
set -eu

checkout=$1
packages=$2
cache=$3

fail() {
    printf 'install: %s\n' "$*" >&2
    exit 1
}

# shellcheck source=packaging/newborn.sh
. "$checkout/packaging/newborn.sh"
newborn_needs mmdebstrap apt-get

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
chmod 755 "$work"
mkdir "$work/given"
cp "$packages"/chasqui_*.deb "$packages"/chasqui-speech_*.deb "$checkout/tests/package/inside.sh" "$work/given" ||
    fail "$packages holds no packages: sh packaging/setup.sh deb makes them"

# shellcheck disable=SC2016  # the hook's own
newborn "$work" "$cache" \
    --customize-hook='mkdir -p "$1/root/given"' \
    --customize-hook="sync-in '$work/given' /root/given" \
    --customize-hook='chroot "$1" sh /root/given/inside.sh /root/given'
