// SPDX-License-Identifier: MIT
#include "system/machine.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/font_files.h"
#include "base/slice.h"

static bool path_of(char out[PATH_MAX], const char *head, const char *middle, const char *tail)
{
    int n = snprintf(out, PATH_MAX, "%s%s%s", head, middle, tail);
    return n > 0 && n < PATH_MAX;
}

static bool begins(const char *path, const char *with)
{
    char text[32] = "";
    FILE *file = fopen(path, "re");
    bool read = file && fgets(text, sizeof text, file);
    if (file)
        fclose(file);
    return read && strncmp(text, with, strlen(with)) == 0;
}

// Each connector of a card is a folder of its own: card0-HDMI-A-1.
enum machine_screen machine_screen(const char *root)
{
    char folder[PATH_MAX], path[PATH_MAX];
    bool any = false, plugged = false;
    DIR *dir = path_of(folder, root, "/sys/class/drm", "") ? opendir(folder) : NULL;
    for (struct dirent *entry = dir ? readdir(dir) : NULL; entry && !plugged; entry = readdir(dir)) {
        if (strncmp(entry->d_name, "card", 4) != 0 || !strchr(entry->d_name, '-'))
            continue;
        any = true;
        int n = snprintf(path, sizeof path, "%s/%s/status", folder, entry->d_name);
        plugged = n > 0 && n < (int)sizeof path && begins(path, "connected");
    }
    if (dir)
        closedir(dir);
    return plugged ? MACHINE_SCREEN : any ? MACHINE_SCREEN_UNPLUGGED : MACHINE_NO_SCREEN;
}

enum machine_input machine_input(const char *root)
{
    char folder[PATH_MAX], path[PATH_MAX];
    bool any = false, readable = false;
    DIR *dir = path_of(folder, root, "/dev/input", "") ? opendir(folder) : NULL;
    for (struct dirent *entry = dir ? readdir(dir) : NULL; entry && !readable; entry = readdir(dir)) {
        if (strncmp(entry->d_name, "event", 5) != 0 || !path_of(path, folder, "/", entry->d_name))
            continue;
        any = true;
        readable = access(path, R_OK) == 0;
    }
    if (dir)
        closedir(dir);
    return readable ? MACHINE_INPUT : any ? MACHINE_INPUT_FORBIDDEN : MACHINE_NO_INPUT;
}

bool machine_has_sound(const char *root)
{
    char folder[PATH_MAX];
    bool found = false;
    DIR *dir = path_of(folder, root, "/sys/class/sound", "") ? opendir(folder) : NULL;
    for (struct dirent *entry = dir ? readdir(dir) : NULL; entry && !found; entry = readdir(dir))
        found = strncmp(entry->d_name, "card", 4) == 0;
    if (dir)
        closedir(dir);
    return found;
}

enum machine_seat machine_seat(const char *root)
{
    char path[PATH_MAX];
    if (!path_of(path, root, "/run/seatd.sock", "") || access(path, F_OK) != 0)
        return MACHINE_NO_SEAT;
    return access(path, R_OK | W_OK) == 0 ? MACHINE_SEAT : MACHINE_SEAT_FORBIDDEN;
}

bool machine_has_letters(const char *root)
{
    char path[PATH_MAX];
    for (int i = 0; i < FONT_FILES; i++)
        if (path_of(path, root, font_files_debian[i], "") && access(path, R_OK) == 0)
            return true;
    return false;
}

bool machine_finds(const char *program)
{
    const char *path = getenv("PATH");
    struct slice rest = slice_of(path ? path : "/usr/bin:/bin"), folder;
    while (rest.n > 0) {
        char file[PATH_MAX];
        slice_cut(rest, ':', &folder, &rest);
        int n = snprintf(file, sizeof file, "%.*s/%s", SLICE_ARG(folder), program);
        if (n > 0 && n < (int)sizeof file && access(file, X_OK) == 0)
            return true;
    }
    return false;
}
