#!/bin/sh
# SPDX-License-Identifier: MIT
# From a bare Debian 12 and this checkout to the kiosk, or to its tests, in one command:
#
#     sh packaging/setup.sh run      install what is missing, build, and open the kiosk
#     sh packaging/setup.sh test     install what is missing, build, and run the tests
#     sh packaging/setup.sh deb      install what is missing, and make the Debian packages in build/
#     sh packaging/setup.sh image    the same, and a disk in build/ that a PC starts from
#
# The one list of packages is Build-Depends in packaging/debian/control; what only `image` needs is named below.
# Exit status: 0 done; 1 the tests failed; 2 wrong usage; 3 this machine failed us.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
log=$root/build/setup.log

say() {
    printf 'setup: %s\n' "$*"
}

die() {
    printf 'setup: %s\n' "$*" >&2
    exit 3
}

usage() {
    echo 'usage: sh packaging/setup.sh run [OPTION OF chasqui run]...'
    echo '       sh packaging/setup.sh test [OPTION OF ctest]...'
    echo '       sh packaging/setup.sh deb'
    echo '       sh packaging/setup.sh image [--test] [--settings FILE] [--key FILE.pub]... [--with PACKAGE]...'
}

# Runs a command with its output in the log; when it fails, shows the end of it and returns its status.
logged() {
    printf '\n$ %s\n' "$*" >>"$log"
    "$@" >>"$log" 2>&1 </dev/null && return 0
    status=$?
    tail -n 25 "$log" >&2
    return "$status"
}

processors() {
    nproc 2>/dev/null || echo 1
}

# ---- packages ------------------------------------------------------------------------------------------

system_name() {
    # shellcheck disable=SC1091  # the machine's own file
    (. /etc/os-release 2>/dev/null && printf '%s\n' "${PRETTY_NAME:-an unknown system}") || uname -s
}

# Without dpkg-dev there is no compiler either: build-essential, which every build needs, brings both.
packages_are_there() {
    command -v dpkg-checkbuilddeps >/dev/null 2>&1 &&
        dpkg-checkbuilddeps "$root/packaging/debian/control" >/dev/null 2>&1
}

missing_packages() {
    if command -v dpkg-checkbuilddeps >/dev/null 2>&1; then
        dpkg-checkbuilddeps "$root/packaging/debian/control" 2>&1 | sed -n 's/.*[Uu]nmet build dependencies: *//p'
    else
        echo 'the compiler and the libraries'
    fi
}

apt_get() {
    logged $as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 \
        apt-get -q -y -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 "$@"
}

apt_build_dep() {
    apt_get build-dep --no-install-recommends "$root/packaging"
}

apt_has_lists() {
    for list in /var/lib/apt/lists/*_Packages*; do
        [ -e "$list" ] && return 0
    done
    return 1
}

# How apt-get becomes root, for the packages in $missing.
find_root() {
    as_root=
    [ "$(id -u)" -ne 0 ] || return 0
    command -v sudo >/dev/null 2>&1 ||
        die "packages are missing ($missing). Installing them needs root: run this as root once, or install sudo."
    as_root=sudo
    sudo -v || die "packages are missing ($missing), and sudo did not let us install them."
}

# What only an image needs: to put a system together, to write its file systems, and GRUB for both kinds of PC.
install_image_packages() {
    missing=
    for package in mmdebstrap squashfs-tools-ng e2fsprogs dosfstools mtools fdisk grub-common grub-pc-bin grub-efi-amd64-bin; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    find_root
    say "installing what an image needs:$missing"
    # shellcheck disable=SC2086  # several words
    apt_get install --no-install-recommends $missing ||
        die "the packages could not be installed:$missing. Is there a network? See $log"
}

install_packages() {
    packages_are_there && return 0
    missing=$(missing_packages)
    command -v apt-get >/dev/null 2>&1 ||
        die "this is $(system_name), which has no apt-get; Chasqui is made on Debian 12. Packages needed: Build-Depends in packaging/debian/control."
    find_root
    say "installing what is missing (some minutes the first time): $missing"
    if apt_has_lists; then
        # Lists that are out of date name packages that the mirror no longer has: fetch them, and try once more.
        apt_build_dep 2>/dev/null && return 0
    fi
    say 'fetching the lists of packages'
    apt_get update || die "the lists of packages could not be fetched. Is there a network? See $log"
    apt_build_dep ||
        die "the packages could not be installed on $(system_name). Chasqui needs Debian 12 or newer, and a network this once. See $log"
}

# ---- build ---------------------------------------------------------------------------------------------

# A build directory that came along with a copied checkout belongs to the old place: cmake refuses it.
forget_moved_build() {
    cache=$root/build/CMakeCache.txt
    if [ -f "$cache" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$cache"; then
        rm -rf "$cache" "$root/build/CMakeFiles"
    fi
}

build() {
    forget_moved_build
    say 'building'
    logged cmake --preset default || die "cmake could not prepare the build. See $log"
    logged cmake --build --preset default --parallel "$(processors)" || die "the build failed. See $log"
}

# ---- Debian packages -----------------------------------------------------------------------------------

# The files that belong to the checkout, NUL between two: those that git knows of, or in a copy without git all but builds.
source_files() {
    if [ -e .git ] && command -v git >/dev/null 2>&1; then
        git -c safe.directory='*' ls-files -z
    else
        find . -path './build*' -prune -o -path ./.git -prune -o \( -type f -o -type l \) -print0
    fi
}

# The tree that dpkg-buildpackage wants, with debian/ at its top, in the folder $1.
stage_sources() {
    mkdir -p "$1"
    source_files >"$1.files"
    [ -s "$1.files" ] || die "no files were found in $root"
    tar --null -T "$1.files" -cf "$1.tar" || die 'a file that git knows of is not there: commit its removal, or bring it back.'
    tar -C "$1" -xf "$1.tar"
    cp -R "$1/packaging/debian" "$1/debian"
    rm "$1.files" "$1.tar"
}

make_packages() {
    changelog=packaging/debian/changelog
    version=$(dpkg-parsechangelog -l "$changelog" -S Version)
    grep -q "^project(chasqui VERSION $version " CMakeLists.txt ||
        die "CMakeLists.txt and $changelog name different versions: make them one."
    SOURCE_DATE_EPOCH=$(dpkg-parsechangelog -l "$changelog" -S Timestamp)
    export SOURCE_DATE_EPOCH
    rm -rf build/deb
    stage_sources "build/deb/chasqui-$version"
    say 'building the packages'
    # The tests are `setup.sh test`. What debugging needs comes out of any checkout of the same version.
    (cd "build/deb/chasqui-$version" &&
        DEB_BUILD_OPTIONS="nocheck noautodbgsym parallel=$(processors)" DEB_BUILD_PROFILES=nocheck \
            logged dpkg-buildpackage -us -uc -b) || die "the packages could not be built. See $log"
    say 'looking them over (lintian)'
    logged lintian --fail-on error,warning --tag-display-limit 0 build/deb/*.changes ||
        die "lintian finds something wrong with the packages. See $log"
    rm -f build/chasqui_*.deb build/chasqui-speech_*.deb
    mv build/deb/*.deb build/
    for package in build/*.deb; do
        say "$package"
    done
}

# ---- a disk ----------------------------------------------------------------------------------------------

make_image() {
    [ "$(dpkg --print-architecture)" = amd64 ] || die 'an image is made on a 64-bit PC (amd64), for such a PC.'
    install_image_packages
    make_packages
    [ "$for_test" = no ] || build
    say 'making the image (some minutes)'
    sh packaging/image/make.sh "$@" || exit $?
}

# ---- what was asked for --------------------------------------------------------------------------------

run_kiosk() {
    if [ -n "${WAYLAND_DISPLAY:-}${DISPLAY:-}" ]; then
        say 'opening the kiosk in a window; Ctrl+Q closes it'
        status=0
        build/chasqui run --windowed "$@" || status=$?
        # 3: the machine failed it. A display that is named but can't be opened is as good as none.
        [ "$status" -eq 3 ] || exit "$status"
        say "there is a display named ${WAYLAND_DISPLAY:-${DISPLAY:-}}, but the kiosk could not open it: writing every screen as a picture instead"
    else
        say 'there is no display here (neither WAYLAND_DISPLAY nor DISPLAY is set): writing every screen as a picture instead'
    fi
    sh packaging/gallery.sh build/chasqui build/gallery
}

run_tests() {
    say 'testing'
    # The fresh test installs a whole Debian to run this script in, and the machine test starts an image: they are CI's.
    ctest --preset default --parallel "$(processors)" --label-exclude '^(fresh|machine)$' "$@" || exit 1
}

[ $# -ge 1 ] || {
    usage >&2
    exit 2
}
what=$1
shift
case $what in
run | test) ;;
deb)
    [ $# -eq 0 ] || {
        usage >&2
        exit 2
    }
    ;;
image)
    # Only a test image needs the programs here: they make its key.
    for_test=no
    for word in "$@"; do
        [ "$word" != --test ] || for_test=yes
    done
    ;;
-h | --help)
    usage
    exit 0
    ;;
*)
    usage >&2
    exit 2
    ;;
esac

cd "$root"
mkdir -p build || die "$root can't be written to: copy the checkout to a folder of your own."
: >"$log" || die "$log can't be written to. Was the build made by another user? Remove the folder build, or run as that user."
install_packages
case $what in
run | test) build ;;
esac
case $what in
run) run_kiosk "$@" ;;
test) run_tests "$@" ;;
deb) make_packages ;;
image) make_image "$@" ;;
esac
