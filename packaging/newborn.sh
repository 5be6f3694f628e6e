#!/bin/sh
# SPDX-License-Identifier: MIT
# To be sourced: a newborn Debian 12 (minbase) to try something in. mmdebstrap makes the chroot, mounts /proc, /sys and /dev for
# its hooks, and removes everything again however this ends. Mirrors, proxies and keys are the ones that this machine's apt uses.
# Whoever sources it has `fail`.

newborn_suite=bookworm

newborn_needs() {
    for tool in "$@"; do
        command -v "$tool" >/dev/null 2>&1 || fail "$tool is missing: apt-get install $tool"
    done
    if [ "$(id -u)" -eq 0 ]; then
        newborn_mode=root
    elif unshare --user --map-root-user true 2>/dev/null; then
        newborn_mode=unshare
    else
        fail 'a chroot needs root, or a kernel that lets users make namespaces; here there is neither'
    fi
}

# `deb URI SUITE COMPONENT`, of Debian's own archive alone: a newborn machine has no other.
# shellcheck disable=SC2016  # the variables are apt's
newborn_sources() {
    apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT) $(ORIGIN)' 'Created-By: Packages' |
        awk -v suite="$newborn_suite" '$5 == "Debian" && index($3, suite) == 1 { print $1, $2, $3, $4 }' | sort -u
}

# newborn WORK CACHE [OPTION OF mmdebstrap]...: WORK is a folder of the caller's; what its hooks bring in must be readable by
# everybody. CACHE keeps the .deb files: apt checks them against signed lists, so an old one is never wrong, only unused. Where
# newborn_tar is set, it is the file that gets the system.
newborn() {
    newborn_work=$1
    newborn_cache=$2
    shift 2
    newborn_sources >"$newborn_work/sources"
    if [ ! -s "$newborn_work/sources" ] && [ "$newborn_mode" = root ]; then
        apt-get -qq update
        newborn_sources >"$newborn_work/sources"
    fi
    [ -s "$newborn_work/sources" ] || fail "this machine's apt has no lists of Debian $newborn_suite: run apt-get update"
    mkdir -p "$newborn_work/keys" "$newborn_cache"
    for keys in /etc/apt/trusted.gpg.d /etc/apt/keyrings; do
        [ -d "$keys" ] && find "$keys" -maxdepth 1 -type f -exec cp {} "$newborn_work/keys" \;
    done
    chmod -R a+rX "$newborn_work"
    # How this machine reaches its mirror: proxies, and mirrors whose dates have passed.
    apt-config dump | grep -E '^Acquire::(https?::Proxy|Check-)' >"$newborn_work/apt.conf" || true
    while IFS= read -r option; do
        set -- --aptopt="$option" "$@"
    done <"$newborn_work/apt.conf"
    if grep -q ' https:' "$newborn_work/sources"; then
        set -- --include=ca-certificates "$@"
    fi
    newborn_format=null
    [ -z "${newborn_tar:-}" ] || newborn_format=tar
    # Hooks get the chroot as $1; sync-in, sync-out, copy-in and tar-in are mmdebstrap's own.
    # shellcheck disable=SC2016
    mmdebstrap --mode="$newborn_mode" --variant=minbase --format="$newborn_format" --skip=essential/unlink \
        --setup-hook='mkdir -p "$1/var/cache/apt/archives" "$1/etc/apt/trusted.gpg.d"' \
        --setup-hook="sync-in '$newborn_cache' /var/cache/apt/archives" \
        --customize-hook="sync-in '$newborn_work/keys' /etc/apt/trusted.gpg.d" \
        "$@" --customize-hook="sync-out /var/cache/apt/archives '$newborn_cache'" \
        "$newborn_suite" "${newborn_tar:-/dev/null}" "$newborn_work/sources" </dev/null
}
