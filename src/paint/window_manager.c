// SPDX-License-Identifier: MIT
#include "paint/window_manager.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

// The few functions of Xlib, in the library that SDL has loaded itself: the program need not link X.
struct xlib {
    void *(*open)(const char *name);
    int (*close)(void *display);
    unsigned long (*root)(void *display);
    unsigned long (*atom)(void *display, const char *name, int only_if_exists);
    int (*property)(void *display, unsigned long window, unsigned long property, long offset, long length,
                    int remove, unsigned long wanted, unsigned long *type, int *format, unsigned long *n,
                    unsigned long *after, unsigned char **data);
    int (*free)(void *data);
};

// POSIX lets dlsym give functions; ISO C has no cast for it, hence the copy of the bytes into `*function`.
static bool find(void *library, const char *name, void *function)
{
    void *found = dlsym(library, name);
    memcpy(function, &found, sizeof found);
    return found;
}

static bool load(void *library, struct xlib *x)
{
    return find(library, "XOpenDisplay", &x->open) && find(library, "XCloseDisplay", &x->close) &&
           find(library, "XDefaultRootWindow", &x->root) && find(library, "XInternAtom", &x->atom) &&
           find(library, "XGetWindowProperty", &x->property) && find(library, "XFree", &x->free);
}

static bool root_has(const struct xlib *x, void *display, const char *name)
{
    unsigned long atom = x->atom(display, name, 1), type = 0, n = 0, after = 0;
    unsigned char *data = NULL;
    int format = 0;
    if (atom == 0)
        return false;
    bool found =
        x->property(display, x->root(display), atom, 0, 1, 0, 0, &type, &format, &n, &after, &data) == 0 &&
        n > 0;
    if (data)
        x->free(data);
    return found;
}

bool window_manager_runs(void)
{
    void *library = dlopen("libX11.so.6", RTLD_LAZY);
    struct xlib x;
    bool runs = true;
    if (library && load(library, &x)) {
        void *display = x.open(NULL);
        if (display) {
            runs = root_has(&x, display, "_NET_SUPPORTING_WM_CHECK");
            x.close(display);
        }
    }
    if (library)
        dlclose(library);
    return runs;
}
