// SPDX-License-Identifier: MIT
// What happens in the corridor: visits, imports, a clock that somebody sets, and every night a line of figures.
//
//     YEAR_DAYS=N          how many, from Monday 2027-01-04, 08:00 UTC
//     YEAR_SEED=N          of who comes when
//     YEAR_VISITS=DIR      tapes 0.tape, 1.tape ...: only `wait` and `touch` count
//     YEAR_A_DAY=N         visits a day
//     YEAR_CLOSES=MINUTE   of the day, when the kiosk goes dark
//     YEAR_IMPORT=FILE     is run as `sh FILE VERSION COLOUR` once in YEAR_EVERY days, with version 2, 3 ...
//     YEAR_EVERY=N         0: never
//     YEAR_TABLE=FILE      the figures
//     YEAR_LEAK=WHAT       memory, descriptors: something is lost on purpose; black, stale: as if it were so
#include "lent.h"

#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TAPES 1000
#define STEPS 60000
#define DAY_NS (86400 * LENT_S)
#define HOUR_NS (3600 * LENT_S)
#define FIRST_WALL_S 1799049600 // 2027-01-04 08:00 UTC, a Monday
#define VISITS_FROM_NS (HOUR_NS / 6)
#define APART_NS (58 * LENT_S) // one visit begins after another: by then whoever walked away is forgotten
#define WRONG_NS (3 * HOUR_NS) // until somebody puts a wrong clock right
#define SAMPLE_NS (18 * HOUR_NS)
// The kiosk's opening hours, and how far from either end of them it may be of two minds.
#define OPENS_S (8 * 3600)
#define MARGIN_S (65 * 60)
#define LEAST_YEAR_S 1767225600 // 2026-01-01: a clock that says less is not believed

static struct step {
    uint32_t wait_ms; // before it
    uint16_t finger, x, y;
    char phase[5]; // "down", "move", "up"
} steps[STEPS];
static struct tape {
    uint32_t first, n;
} tapes[TAPES];
static uint32_t n_tapes, n_steps;

static struct {
    unsigned days, a_day, every;
    int64_t closes_s; // of the day
    const char *import, *leak;
    int table;
} plan;

static uint64_t random_state, began_ns;
static unsigned day, visit, version = 1;
static bool imported, sampled, clock_turned;
static uint64_t right_ns = LENT_NEVER; // when a wrong clock is put right
static const struct tape *now_playing; // NULL: nobody is there
static uint32_t next_step;
static uint64_t next_touch_ns, next_visit_ns;
static unsigned long visits_done, touches_done, faults;

void days_fault(const char *format, ...)
{
    char text[300];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (faults++ < 20)
        dprintf(plan.table, "fault: day %u: %s\n", day, text);
}

// ---- Chance ----

static uint64_t chance(uint64_t below)
{
    uint64_t z = random_state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return (z ^ z >> 31) % below;
}

// ---- Visits ----

static void read_tape(FILE *file)
{
    char line[200];
    uint32_t waited = 0;
    struct tape *tape = &tapes[n_tapes++];
    tape->first = n_steps;
    while (fgets(line, sizeof line, file)) {
        struct step step = {0};
        unsigned ms;
        if (sscanf(line, "wait %u", &ms) == 1) {
            waited += ms;
        } else if (sscanf(line, "touch %hu %4s %hu %hu", &step.finger, step.phase, &step.x, &step.y) == 4) {
            step.wait_ms = waited;
            waited = 0;
            if (n_steps == STEPS)
                abort();
            steps[n_steps++] = step;
        }
    }
    tape->n = n_steps - tape->first;
}

static void read_tapes(const char *folder)
{
    char path[4096];
    FILE *file;
    do {
        snprintf(path, sizeof path, "%s/%u.tape", folder, n_tapes);
        file = n_tapes < TAPES ? fopen(path, "r") : NULL;
        if (file) {
            read_tape(file);
            fclose(file);
        }
    } while (file);
    if (n_tapes == 0)
        abort();
}

static uint64_t day_began_ns(void)
{
    return began_ns + day * DAY_NS;
}

// One after the other, none at the same moment every day.
static void plan_visit(void)
{
    uint64_t late = chance(APART_NS / 8);
    next_visit_ns =
        visit < plan.a_day ? day_began_ns() + VISITS_FROM_NS + visit * APART_NS + late : LENT_NEVER;
}

static bool is_trusted(int64_t wall_s)
{
    return wall_s >= LEAST_YEAR_S;
}

// Far enough from either end of the opening hours to be sure.
static bool is_surely_open(int64_t wall_s)
{
    int64_t s = wall_s % 86400;
    return !is_trusted(wall_s) || (s > OPENS_S + MARGIN_S && s < plan.closes_s - 60);
}

static bool is_surely_closed(int64_t wall_s)
{
    int64_t s = wall_s % 86400;
    return is_trusted(wall_s) && (s < OPENS_S - 60 || s > plan.closes_s + MARGIN_S);
}

static void leak_memory(void)
{
    static void *volatile lost;
    lost = malloc(64);
    memset(lost, 1, 64);
}

static void begin_visit(void)
{
    bool black = glass_is_black() || (plan.leak && strcmp(plan.leak, "black") == 0);
    if (black && is_surely_open(lent_wall_s()))
        days_fault("the glass is black at %02d:%02d", (int)(lent_wall_s() / 3600 % 24),
                   (int)(lent_wall_s() / 60 % 60));
    now_playing = &tapes[chance(n_tapes)];
    next_step = 0;
    next_touch_ns = lent_now_ns() + steps[now_playing->first].wait_ms * LENT_MS;
    visit++;
    plan_visit();
}

static void touch(void)
{
    const struct step *step = &steps[now_playing->first + next_step];
    glass_touch(step->finger, step->phase, step->x, step->y);
    touches_done++;
    if (plan.leak && strcmp(plan.leak, "memory") == 0)
        leak_memory();
    if (++next_step < now_playing->n) {
        next_touch_ns = lent_now_ns() + step[1].wait_ms * LENT_MS;
        return;
    }
    now_playing = NULL;
    visits_done++;
}

// ---- Imports ----

static void import(void)
{
    char number[16], color_text[16];
    extern char **environ;
    pid_t pid;
    int status = -1;
    version++;
    uint32_t color = 0xc4007b | (version * 29 & 0xff) << 8;
    imported = true;
    if (version > 2 && !glass_has_shown())
        days_fault("version %u was never shown", version - 1);
    snprintf(number, sizeof number, "%u", version);
    snprintf(color_text, sizeof color_text, "#%06x", color);
    char sh[] = "sh", *path = strdup(plan.import);
    char *const arguments[] = {sh, path, number, color_text, NULL};
    // What was just spawned is reaped here: meanwhile the clock stands.
    if (posix_spawn(&pid, "/bin/sh", NULL, NULL, arguments, environ) != 0 ||
        waitpid(pid, &status, 0) != pid || status != 0)
        days_fault("the import of version %u failed", version);
    free(path);
    glass_expect(plan.leak && strcmp(plan.leak, "stale") == 0 ? 0xc4007a : color);
    if (plan.leak && strcmp(plan.leak, "descriptors") == 0 && dup(plan.table) < 0)
        abort();
}

// ---- A clock that is wrong ----

static void set_clock(int64_t apart_s)
{
    lent_set_wall(FIRST_WALL_S + (int64_t)((lent_now_ns() - began_ns) / LENT_S) + apart_s);
}

// A battery that is empty, a year past 32 bits, somebody who sets it back or forth: in the midst of visits.
static void turn_clock(void)
{
    int64_t right = FIRST_WALL_S + (int64_t)((lent_now_ns() - began_ns) / LENT_S);
    const struct {
        unsigned percent; // of the year
        int64_t apart_s;
    } turns[] = {{15, 10 - right},
                 {35, INT64_C(2147483400) - right}, // minutes before 32 bits end
                 {55, -3 * 86400},
                 {75, -5 * 3600},
                 {88, 90 * 60}};
    clock_turned = true;
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        if (day != turns[i].percent * plan.days / 100)
            continue;
        set_clock(turns[i].apart_s);
        right_ns = lent_now_ns() + WRONG_NS;
    }
}

static void put_clock_right(void)
{
    set_clock(0);
    right_ns = LENT_NEVER;
}

// ---- Figures ----

static unsigned long number_after(const char *text, const char *word)
{
    const char *at = strstr(text, word);
    return at ? strtoul(at + strlen(word), NULL, 10) : 0;
}

// Kilobytes. A share of what several map changes with the others; what only the kiosk has, and what it has in memory at all,
// doesn't.
struct memory {
    unsigned long pss, rss, own;
};

static void add_memory(const char *process, struct memory *out)
{
    char path[64], text[2048];
    snprintf(path, sizeof path, "/proc/%s/smaps_rollup", process);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd >= 0 ? read(fd, text, sizeof text - 1) : 0;
    text[n > 0 ? n : 0] = '\0';
    if (fd >= 0)
        close(fd);
    if (n <= 0)
        days_fault("the memory of %s can't be told", process);
    out->pss += number_after(text, "\nPss:");
    out->rss += number_after(text, "\nRss:");
    out->own += number_after(text, "\nPss_Anon:") + number_after(text, "\nPss_Shmem:");
}

static unsigned descriptors(void)
{
    unsigned n = 0;
    for (int fd = 0; fd < 4096; fd++)
        n += fcntl(fd, F_GETFD) >= 0;
    return n;
}

static unsigned long threads(void)
{
    char text[4096];
    int fd = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
    ssize_t n = fd >= 0 ? read(fd, text, sizeof text - 1) : 0;
    text[n > 0 ? n : 0] = '\0';
    if (fd >= 0)
        close(fd);
    return number_after(text, "\nThreads:");
}

static void sample(void)
{
    struct memory kiosk = {0}, helpers = {0};
    char process[16];
    pid_t children[REST_CHILDREN];
    int n = rest_children(children);
    struct mallinfo2 heap = mallinfo2();
    add_memory("self", &kiosk);
    for (int i = 0; i < n; i++) {
        snprintf(process, sizeof process, "%d", (int)children[i]);
        add_memory(process, &helpers);
    }
    if (!glass_is_black() && is_surely_closed(lent_wall_s()))
        days_fault("the glass is lit at night");
    dprintf(plan.table, "%u %lu %lu %lu %zu %lu %u %lu %d %lu %lu %lu %u\n", day, kiosk.pss, kiosk.rss,
            kiosk.own, (heap.uordblks + heap.hblkhd) / 1024, helpers.own, descriptors(), threads(), n,
            visits_done, touches_done, glass_frames(), version);
    sampled = true;
}

static void end_day(void)
{
    day++;
    visit = 0;
    imported = sampled = clock_turned = false;
    plan_visit();
    if (day < plan.days)
        return;
    if (visits_done != (unsigned long)plan.days * plan.a_day)
        days_fault("only %lu visits took place", visits_done);
    if (version > 1 && !glass_has_shown())
        days_fault("version %u was never shown", version);
    dprintf(plan.table, "end\n");
    kill(getpid(), SIGTERM);
}

// ---- What is next ----

// Not on the last two days: what it brings is to be seen.
static bool has_import(void)
{
    return plan.every > 0 && day % plan.every == plan.every / 2 && day + 2 < plan.days;
}

static uint64_t sooner(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static uint64_t visits_ns(unsigned percent)
{
    return VISITS_FROM_NS + plan.a_day * APART_NS * percent / 100;
}

static uint64_t next_of_day(bool done, uint64_t at_ns)
{
    return done ? LENT_NEVER : day_began_ns() + at_ns;
}

uint64_t days_next_ns(void)
{
    if (day >= plan.days)
        return LENT_NEVER;
    uint64_t next = now_playing ? next_touch_ns : next_visit_ns;
    next = sooner(next, next_of_day(imported || !has_import(), visits_ns(50)));
    next = sooner(next, next_of_day(clock_turned, visits_ns(75)));
    next = sooner(next, right_ns);
    next = sooner(next, next_of_day(sampled, SAMPLE_NS));
    return sooner(next, next_of_day(false, DAY_NS));
}

void days_pass(void)
{
    while (days_next_ns() <= lent_now_ns()) {
        uint64_t now = lent_now_ns();
        if (next_of_day(imported || !has_import(), visits_ns(50)) <= now)
            import();
        else if (next_of_day(clock_turned, visits_ns(75)) <= now)
            turn_clock();
        else if (right_ns <= now)
            put_clock_right();
        else if (next_of_day(sampled, SAMPLE_NS) <= now)
            sample();
        else if (next_of_day(false, DAY_NS) <= now)
            end_day();
        else if (!now_playing)
            begin_visit();
        else {
            touch();
            return; // the kiosk hears it first
        }
    }
}

// ---- The beginning ----

static unsigned number_of(const char *name, unsigned otherwise)
{
    const char *text = getenv(name);
    return text ? (unsigned)strtoul(text, NULL, 10) : otherwise;
}

__attribute__((constructor)) void days_begin(void)
{
    const char *table = getenv("YEAR_TABLE"), *visits = getenv("YEAR_VISITS");
    unsetenv("LD_PRELOAD"); // the clock is the kiosk's alone
    plan.days = number_of("YEAR_DAYS", 365);
    plan.a_day = number_of("YEAR_A_DAY", 500);
    plan.every = number_of("YEAR_EVERY", 7);
    plan.closes_s = number_of("YEAR_CLOSES", 16 * 60 + 30) * INT64_C(60);
    plan.import = getenv("YEAR_IMPORT");
    plan.leak = getenv("YEAR_LEAK");
    plan.table = table ? open(table, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644) : -1;
    if (plan.table < 0 || !visits || !plan.import || plan.days == 0 || plan.a_day == 0)
        abort();
    random_state = number_of("YEAR_SEED", 1);
    read_tapes(visits);
    began_ns = lent_now_ns();
    lent_set_wall(FIRST_WALL_S);
    plan_visit();
}
