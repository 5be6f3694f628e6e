#!/bin/sh
# SPDX-License-Identifier: MIT
# fresh.sh CHECKOUT CACHE: a newborn Debian 12 (minbase), the files that git knows of CHECKOUT, and inside it the
# README's two commands (inside.sh). mmdebstrap makes the chroot, mounts /proc, /sys and /dev for its hooks, and removes
# everything again however this ends. CACHE keeps the .deb files: apt checks them against signed lists, so an old one
# is never wrong, only unused. Mirrors, proxies and keys are the ones that this machine's apt uses.
set -eu

checkout=$1
cache=$2
suite=bookworm

fail() {
    printf 'fresh: %s\n' "$*" >&2
    exit 1
}

for tool in mmdebstrap git apt-get; do
    command -v "$tool" >/dev/null 2>&1 || fail "$tool is missing: apt-get install $tool"
done

if [ "$(id -u)" -eq 0 ]; then
    mode=root
elif unshare --user --map-root-user true 2>/dev/null; then
    mode=unshare
else
    fail 'a chroot needs root, or a kernel that lets users make namespaces; here there is neither'
fi

# `deb URI SUITE COMPONENT`, of Debian's own archive alone: a newborn machine has no other.
# shellcheck disable=SC2016  # the variables are apt's
debian_sources() {
    apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT) $(ORIGIN)' 'Created-By: Packages' |
        awk -v suite="$suite" '$5 == "Debian" && index($3, suite) == 1 { print $1, $2, $3, $4 }' | sort -u
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
chmod 755 "$work"

debian_sources >"$work/sources"
if [ ! -s "$work/sources" ] && [ "$mode" = root ]; then
    apt-get -qq update
    debian_sources >"$work/sources"
fi
[ -s "$work/sources" ] || fail "this machine's apt has no lists of Debian $suite: run apt-get update"

# What git doesn't know of doesn't reach other people either.
git -c safe.directory='*' -C "$checkout" ls-files -z >"$work/files"
[ -s "$work/files" ] || fail "$checkout is not a git checkout"
tar -C "$checkout" --null -T "$work/files" --owner=0 --group=0 -cf "$work/checkout.tar"

mkdir -p "$work/keys" "$cache"
for keys in /etc/apt/trusted.gpg.d /etc/apt/keyrings; do
    [ -d "$keys" ] && find "$keys" -maxdepth 1 -type f -exec cp {} "$work/keys" \;
done
chmod -R a+rX "$work"

# How this machine reaches its mirror: proxies, and mirrors whose dates have passed.
set --
apt-config dump | grep -E '^Acquire::(https?::Proxy|Check-)' >"$work/apt.conf" || true
while IFS= read -r option; do
    set -- "$@" --aptopt="$option"
done <"$work/apt.conf"
if grep -q ' https:' "$work/sources"; then
    set -- "$@" --include=ca-certificates
fi

# Hooks get the chroot as $1; sync-in, sync-out, copy-in and tar-in are mmdebstrap's own.
# shellcheck disable=SC2016
mmdebstrap --mode="$mode" --variant=minbase --format=null "$@" --skip=essential/unlink \
    --setup-hook='mkdir -p "$1/var/cache/apt/archives" "$1/etc/apt/trusted.gpg.d"' \
    --setup-hook="sync-in '$cache' /var/cache/apt/archives" \
    --customize-hook="sync-in '$work/keys' /etc/apt/trusted.gpg.d" \
    --customize-hook='mkdir -p "$1/root/chasqui"' \
    --customize-hook="tar-in '$work/checkout.tar' /root/chasqui" \
    --customize-hook='chroot "$1" sh /root/chasqui/tests/fresh/inside.sh /root/chasqui' \
    --customize-hook="sync-out /var/cache/apt/archives '$cache'" \
    "$suite" /dev/null "$work/sources" </dev/null
