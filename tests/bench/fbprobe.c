// SPDX-License-Identifier: MIT
// fbprobe watches the frame of an Xvfb that was started with -fbdir (it maps Xvfb_screen0, which is in XWD
// format) and presses on it through XTEST: what a visitor sees and does, measured without a word from the
// program. Each prints one line of JSON; times are milliseconds of CLOCK_MONOTONIC.
//
//   fbprobe FRAME start [--settle-ms 700] [--colours 24] [--timeout-s 60] [--log FILE] -- COMMAND...
//       starts COMMAND in a session of its own and leaves it running. first_change_ms: a pixel differs from
//       before; full_ms: the last change before the frame stood still for settle-ms with that many colours in
//       it.
//   fbprobe FRAME press X Y [--n 50] [--gap-ms 200] [--hold-ms 60] [--edge press|release]
//       [--alt X,Y] [--whole 1]
//       presses and releases n times, at X,Y or by turns at --alt. From the edge to the first changed pixel
//       in the region (the 200x100 about the point, or with --whole the whole frame), and to the last one.
//   fbprobe FRAME rate [--seconds 10] [--still-ms 250]
//       updates per second while the frame moves: gaps over still-ms are poster standing still, and left out.
//
// Build: cc -O2 -o fbprobe fbprobe.c -lX11 -lXtst
#define _GNU_SOURCE
#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <arpa/inet.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    GRID_W = 96, // pixels sampled from the frame, evenly
    GRID_H = 54,
    GRID = GRID_W * GRID_H,
    ROW = GRID_W * 3,     // pixels sampled from one row, for the rate
    MAX_SAMPLES = 100000, // of presses or updates
    PRESS_TIMEOUT_MS = 1500,
    PRESS_SETTLE_MS = 250,
};

struct frame {
    const uint8_t *pixels;
    int w, h, stride;
};

struct region {
    int x, y, w, h;
};

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void nap_us(long us)
{
    nanosleep(&(struct timespec){us / 1000000, us % 1000000 * 1000}, NULL);
}

static void die(const char *what)
{
    perror(what);
    exit(3);
}

// The header is 25 big-endian words; the colour map stands between it and the pixels.
static struct frame map_frame(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) < 0)
        die(path);
    const uint8_t *bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0);
    if (bytes == MAP_FAILED)
        die(path);
    close(fd);
    const uint32_t *word = (const uint32_t *)bytes;
    size_t header = ntohl(word[0]), colours = ntohl(word[19]);
    return (struct frame){bytes + header + colours * 12, (int)ntohl(word[4]), (int)ntohl(word[5]),
                          (int)ntohl(word[12])};
}

static void sample_grid(const struct frame *f, uint32_t *out)
{
    for (int j = 0; j < GRID_H; j++) {
        const uint32_t *row =
            (const uint32_t *)(f->pixels + (size_t)f->stride * (size_t)((2 * j + 1) * f->h / (2 * GRID_H)));
        for (int i = 0; i < GRID_W; i++)
            *out++ = row[(2 * i + 1) * f->w / (2 * GRID_W)] & 0xffffff;
    }
}

static int compare_pixels(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static int compare_times(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static int count_colours(const uint32_t *grid)
{
    static uint32_t sorted[GRID];
    memcpy(sorted, grid, sizeof sorted);
    qsort(sorted, GRID, sizeof *sorted, compare_pixels);
    int colours = 1;
    for (int i = 1; i < GRID; i++)
        colours += sorted[i] != sorted[i - 1];
    return colours;
}

// The value after option `name`, or `otherwise`; options end at "--".
static const char *option(char **args, const char *name, const char *otherwise)
{
    for (; args[0] && strcmp(args[0], "--") != 0; args++) {
        if (args[1] && strcmp(args[0], name) == 0)
            return args[1];
    }
    return otherwise;
}

static int number(char **args, const char *name, const char *otherwise)
{
    return (int)strtol(option(args, name, otherwise), NULL, 10);
}

// Sorts `ms` in place. p is 0..1.
static double percentile(double *ms, int n, double p)
{
    if (n == 0)
        return -1;
    qsort(ms, (size_t)n, sizeof *ms, compare_times);
    int i = (int)(p * n);
    return ms[i < n ? i : n - 1];
}

static pid_t start(char **command, const char *log)
{
    pid_t pid = fork();
    if (pid != 0)
        return pid;
    setsid();
    int in = open("/dev/null", O_RDONLY), out = open(log, O_WRONLY | O_CREAT | O_APPEND, 0644);
    dup2(in, 0);
    dup2(out, 1);
    dup2(out, 2);
    execvp(command[0], command);
    _exit(127);
}

static int do_start(const struct frame *f, char **args)
{
    static uint32_t last[GRID], grid[GRID];
    char **command = args;
    while (*command && strcmp(*command, "--") != 0)
        command++;
    if (!command[0] || !command[1]) {
        fputs("fbprobe start: no command after --\n", stderr);
        return 2;
    }
    int settle = number(args, "--settle-ms", "700"), colours = number(args, "--colours", "24");
    double timeout = number(args, "--timeout-s", "60") * 1e3, first = -1, full = -1;
    sample_grid(f, last);
    double began = now_ms();
    pid_t pid = start(command + 1, option(args, "--log", "/dev/null"));
    for (;;) {
        nap_us(300);
        double t = now_ms() - began;
        sample_grid(f, grid);
        if (memcmp(grid, last, sizeof grid) != 0) {
            memcpy(last, grid, sizeof last);
            full = t;
            if (first < 0)
                first = t;
        } else if (full >= 0 && t - full > settle && count_colours(grid) >= colours) {
            printf("{\"pid\":%d,\"first_change_ms\":%.2f,\"full_ms\":%.2f}\n", pid, first, full);
            return 0;
        }
        int status = 0;
        if (waitpid(pid, &status, WNOHANG) == pid) {
            printf("{\"pid\":%d,\"error\":\"it ended before its picture stood still\"}\n", pid);
            return 1;
        }
        if (t > timeout) {
            printf("{\"pid\":%d,\"error\":\"no full picture in time\"}\n", pid);
            return 1;
        }
    }
}

static void copy_region(const struct frame *f, struct region r, uint8_t *out)
{
    for (int j = 0; j < r.h; j++)
        memcpy(out + (size_t)j * (size_t)r.w * 4,
               f->pixels + (size_t)(r.y + j) * (size_t)f->stride + (size_t)r.x * 4, (size_t)r.w * 4);
}

static bool region_changed(const struct frame *f, struct region r, const uint8_t *was)
{
    for (int j = 0; j < r.h; j++) {
        if (memcmp(was + (size_t)j * (size_t)r.w * 4,
                   f->pixels + (size_t)(r.y + j) * (size_t)f->stride + (size_t)r.x * 4, (size_t)r.w * 4) != 0)
            return true;
    }
    return false;
}

static void button(Display *display, bool down)
{
    XTestFakeButtonEvent(display, 1, down, 0);
    XFlush(display);
}

// One press or release and what came of it: false when nothing changed in time.
static bool time_edge(const struct frame *f, Display *display, struct region r, uint8_t *was, bool release,
                      int hold_ms, double *first, double *last)
{
    bool up = release;
    *first = *last = -1;
    copy_region(f, r, was);
    double began = now_ms(), t = 0;
    button(display, !release);
    while ((t = now_ms() - began) < PRESS_TIMEOUT_MS && !(*first >= 0 && t - *last > PRESS_SETTLE_MS)) {
        nap_us(50);
        if (!up && t >= hold_ms) {
            button(display, false);
            up = true;
        }
        if (region_changed(f, r, was)) {
            t = now_ms() - began;
            copy_region(f, r, was);
            *last = t;
            if (*first < 0)
                *first = t;
        }
    }
    if (!up)
        button(display, false);
    return *first >= 0;
}

static struct region clip(struct region r, const struct frame *f)
{
    if (r.x < 0) {
        r.w += r.x;
        r.x = 0;
    }
    if (r.y < 0) {
        r.h += r.y;
        r.y = 0;
    }
    r.w = r.x + r.w > f->w ? f->w - r.x : r.w;
    r.h = r.y + r.h > f->h ? f->h - r.y : r.h;
    if (r.w < 1 || r.h < 1) {
        fputs("fbprobe press: the point is off the screen\n", stderr);
        exit(2);
    }
    return r;
}

static int do_press(const struct frame *f, char **args)
{
    static double first[MAX_SAMPLES], last[MAX_SAMPLES];
    if (!args[0] || !args[1])
        return 2;
    int x = atoi(args[0]), y = atoi(args[1]), alt_x = x, alt_y = y;
    struct region around = {-100, -50, 200, 100}; // of the point
    sscanf(option(args, "--alt", ""), "%d,%d", &alt_x, &alt_y);
    bool release = strcmp(option(args, "--edge", "press"), "release") == 0;
    int n = number(args, "--n", "50"), gap = number(args, "--gap-ms", "200"),
        hold = number(args, "--hold-ms", "60");
    Display *display = XOpenDisplay(NULL);
    bool whole = number(args, "--whole", "0") != 0;
    struct region all = {0, 0, f->w, f->h};
    size_t most = whole ? (size_t)all.w * (size_t)all.h : (size_t)around.w * (size_t)around.h;
    uint8_t *was = malloc(most * 4);
    if (!display || !was || n > MAX_SAMPLES)
        return 3;
    int seen = 0;
    for (int k = 0; k < n; k++) {
        int at_x = k % 2 ? alt_x : x, at_y = k % 2 ? alt_y : y;
        struct region near = {at_x + around.x, at_y + around.y, around.w, around.h};
        struct region r = whole ? all : clip(near, f);
        XTestFakeMotionEvent(display, -1, at_x, at_y, 0);
        XSync(display, False);
        nap_us(gap * 1000L + k * 7919L % 37 * 1000); // uneven gaps: never in step with a frame
        if (release) {
            button(display, true);
            nap_us(hold * 1000L);
        }
        seen += time_edge(f, display, r, was, release, hold, &first[seen], &last[seen]);
    }
    free(was);
    XCloseDisplay(display);
    double median = percentile(first, seen, 0.5);
    printf("{\"presses\":%d,\"missed\":%d,\"median_ms\":%.2f,\"p95_ms\":%.2f,\"settled_median_ms\":%.2f}\n",
           n, n - seen, median, percentile(first, seen, 0.95), percentile(last, seen, 0.5));
    return seen ? 0 : 1;
}

static void sample_row(const struct frame *f, int y, uint32_t *out)
{
    const uint32_t *pixels = (const uint32_t *)(f->pixels + (size_t)f->stride * (size_t)y);
    for (int i = 0; i < ROW; i++)
        out[i] = pixels[i * f->w / ROW] & 0xffffff;
}

static int do_rate(const struct frame *f, char **args)
{
    static double gaps[MAX_SAMPLES];
    static uint32_t last[ROW], row[ROW];
    double seconds = number(args, "--seconds", "10"), still = number(args, "--still-ms", "250");
    double began = now_ms(), moving = 0;
    double before = -1e9; // the first update has no gap
    int n = 0;
    for (double t = began; t - began < seconds * 1e3; nap_us(300)) {
        sample_row(f, f->h * 5 / 8, row); // of all posters it crosses the picture
        t = now_ms();
        if (memcmp(row, last, sizeof row) == 0)
            continue;
        memcpy(last, row, sizeof last);
        if (t - before < still && n < MAX_SAMPLES) {
            gaps[n++] = t - before;
            moving += t - before;
        }
        before = t;
    }
    printf("{\"updates\":%d,\"moving_s\":%.2f,\"updates_per_s\":%.1f,\"gap_median_ms\":%.1f,\"gap_p95_ms\":%."
           "1f}\n",
           n, moving / 1e3, moving > 0 ? n / moving * 1e3 : 0, percentile(gaps, n, 0.5),
           percentile(gaps, n, 0.95));
    return n ? 0 : 1;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fputs("usage: fbprobe FRAME start|press|rate ...\n", stderr);
        return 2;
    }
    struct frame f = map_frame(argv[1]);
    if (strcmp(argv[2], "start") == 0)
        return do_start(&f, argv + 3);
    if (strcmp(argv[2], "press") == 0)
        return do_press(&f, argv + 3);
    if (strcmp(argv[2], "rate") == 0)
        return do_rate(&f, argv + 3);
    return 2;
}
