// SPDX-License-Identifier: MIT
// The steps of a tape, each read from its line.
#include "core/tape_line.h"

#include "base/kassert.h"

#define DAY_MS UINT64_C(86400000)

struct tape_line tape_line_at(const struct source_text *source, uint32_t index)
{
    struct tape_line line = {0};
    struct slice rest = slice_from(source->text, source->lines[index]), text;
    if (!slice_next_line(&rest, &text))
        return line;
    line.text = text;
    size_t at = 0;
    while (line.n < TAPE_MAX_WORDS) {
        while (at < text.n && (text.p[at] == ' ' || text.p[at] == '\t'))
            at++;
        if (at == text.n || text.p[at] == '#')
            break;
        size_t from = at;
        while (at < text.n && text.p[at] != ' ' && text.p[at] != '\t')
            at++;
        line.words[line.n++] = slice_sub(text, from, at - from);
    }
    return line;
}

bool tape_number(struct slice word, uint64_t least, uint64_t most, uint64_t *out)
{
    return slice_to_uint(word, most, out) && *out >= least;
}

bool tape_hex(struct slice word, uint64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < word.n; i++) {
        char c = word.p[i];
        if (c >= '0' && c <= '9')
            *out = *out << 4 | (uint64_t)(c - '0');
        else if (c >= 'a' && c <= 'f')
            *out = *out << 4 | (uint64_t)(c - 'a' + 10);
        else
            return false;
    }
    return word.n == 16;
}

void tape_usage(const struct source_text *source, const struct tape_line *line, uint32_t bad,
                const char *usage, struct diags *diags)
{
    KASSERT(diags && line->n > 0);
    if (bad < line->n) {
        DIAG(diags, source_pos_of(source, line->words[bad].p), TAPE_USAGE, line->words[bad], slice_of(usage));
        return;
    }
    struct slice last = line->words[line->n - 1];
    DIAG(diags, source_pos_of(source, last.p + last.n), TAPE_SHORT, slice_of(usage));
}

// ---- The readers: each returns the index of the first word that doesn't fit, past the last when one is
// missing, or 0 when all is well ----

static bool word_in(const char *const *names, uint32_t n, struct slice word, uint32_t *out)
{
    for (*out = 0; *out < n; ++*out)
        if (slice_is(word, names[*out]))
            return true;
    return false;
}

static uint32_t read_wait(const struct tape_line *line, struct tape_step *out)
{
    return tape_number(line->words[1], 0, LIMIT_TAPE_DAYS * DAY_MS, &out->number) ? 0 : 1;
}

static uint32_t read_act(const struct tape_line *line, struct tape_step *out)
{
    if (!act_from_word(line->words[1], &out->act))
        return 1;
    out->arg = line->n > 2 ? line->words[2] : SLICE_NONE;
    return 0;
}

static uint32_t read_touch(const struct tape_line *line, struct tape_step *out)
{
    static const char *const phases[TOUCH_PHASE_COUNT] = {"down", "move", "up", "cancel"};
    uint64_t finger, x, y;
    uint32_t phase;
    if (!tape_number(line->words[1], 0, LIMIT_FINGERS - 1, &finger))
        return 1;
    if (!word_in(phases, TOUCH_PHASE_COUNT, line->words[2], &phase))
        return 2;
    if (!tape_number(line->words[3], 0, LIMIT_SCREEN_SIDE, &x))
        return 3;
    if (!tape_number(line->words[4], 0, LIMIT_SCREEN_SIDE, &y))
        return 4;
    out->finger = (uint32_t)finger;
    out->phase = (enum touch_phase)phase;
    out->x = (int)x;
    out->y = (int)y;
    return 0;
}

static uint32_t read_swipe(const struct tape_line *line, struct tape_step *out)
{
    out->left = slice_is(line->words[1], "left");
    return out->left || slice_is(line->words[1], "right") ? 0 : 1;
}

static uint32_t read_key(const struct tape_line *line, struct tape_step *out)
{
    static const char *const keys[KEY_COUNT] = {"tab",  "shift-tab", "left",  "right", "up",
                                                "down", "enter",     "space", "escape"};
    uint32_t key;
    if (!word_in(keys, KEY_COUNT, line->words[1], &key))
        return 1;
    out->key = (enum key)key;
    return 0;
}

static uint32_t read_said(const struct tape_line *line, struct tape_step *out)
{
    out->last = line->n > 1;
    return line->n == 1 || slice_is(line->words[1], "last") ? 0 : 1;
}

static uint32_t read_date(const struct tape_line *line, struct tape_step *out)
{
    struct slice word = line->words[1];
    if (slice_starts(word, SLICE("+")))
        return tape_number(slice_from(word, 1), 1, LIMIT_TAPE_DAYS, &out->number) ? 0 : 1;
    return date_parse(word, &out->date) ? 0 : 1;
}

// "HH:MM" as minutes.
static bool read_time(struct slice word, uint64_t *out)
{
    struct slice hour, minute;
    uint64_t h, m;
    if (!slice_cut(word, ':', &hour, &minute) || !tape_number(hour, 0, 23, &h) ||
        !tape_number(minute, 0, 59, &m))
        return false;
    *out = h * 60 + m;
    return true;
}

static uint32_t read_clock(const struct tape_line *line, struct tape_step *out)
{
    static const char *const days[] = {"monday", "tuesday",  "wednesday", "thursday",
                                       "friday", "saturday", "sunday"};
    uint32_t day;
    if (!word_in(days, 7, line->words[1], &day))
        return 1;
    out->weekday = (uint8_t)day;
    return read_time(line->words[2], &out->number) ? 0 : 2;
}

static uint32_t read_desk(const struct tape_line *line, struct tape_step *out)
{
    out->arg = slice_trim(slice_from(line->text, (size_t)(line->words[1].p - line->text.p)));
    return 0;
}

static uint32_t read_pin(const struct tape_line *line, struct tape_step *out)
{
    static const char *const words[] = {"none", "set", "good", "failed", "wrong", "wait"};
    uint32_t which;
    if (!word_in(words, sizeof words / sizeof *words, line->words[1], &which))
        return 1;
    out->arg = line->words[1];
    return line->n < 3 || tape_number(line->words[2], 0, 86400, &out->number) ? 0 : 2;
}

static uint32_t read_expect(const struct tape_line *line, struct tape_step *out)
{
    out->arg = line->words[2];
    if (slice_is(line->words[1], "ask")) {
        out->kind = TAPE_EXPECT_ASK;
        return 0;
    }
    if (slice_is(line->words[1], "screen"))
        return 0;
    if (!slice_is(line->words[1], "hash"))
        return 1;
    out->kind = TAPE_EXPECT_HASH;
    return tape_hex(line->words[2], &out->number) ? 0 : 2;
}

static uint32_t read_repeat(const struct tape_line *line, struct tape_step *out)
{
    return tape_number(line->words[1], 1, LIMIT_TAPE_REPEAT, &out->number) ? 0 : 1;
}

static uint32_t read_end(const struct tape_line *line, struct tape_step *out)
{
    (void)line;
    (void)out;
    return 0;
}

static const struct {
    const char *word;
    enum tape_kind kind;
    uint32_t least, most; // words
    uint32_t (*read)(const struct tape_line *line, struct tape_step *out);
    const char *usage;
} steps[] = {
    {"wait", TAPE_WAIT, 2, 2, read_wait, "wait MILLISECONDS"},
    {"act", TAPE_ACT, 2, 3, read_act, "act WORD [NAME|INDEX]"},
    {"press", TAPE_PRESS, 2, 3, read_act, "press WORD [NAME|INDEX]"},
    {"touch", TAPE_TOUCH, 5, 5, read_touch, "touch FINGER down|move|up|cancel X Y"},
    {"swipe", TAPE_SWIPE, 2, 2, read_swipe, "swipe left|right"},
    {"key", TAPE_KEY, 2, 2, read_key, "key tab|shift-tab|left|right|up|down|enter|space|escape"},
    {"said", TAPE_SAID, 1, 2, read_said, "said [last]"},
    {"date", TAPE_DATE, 2, 2, read_date, "date YYYY-MM-DD|+DAYS"},
    {"clock", TAPE_CLOCK, 3, 3, read_clock, "clock monday 21:30"},
    {"desk", TAPE_DESK, 2, TAPE_MAX_WORDS, read_desk, "desk LINE"},
    {"pin", TAPE_PIN, 2, 3, read_pin, "pin none|set|good|failed|wrong|wait [SECONDS]"},
    {"expect", TAPE_EXPECT_SCREEN, 3, 3, read_expect,
     "expect screen GLOB, or: expect hash HEX, or: expect ask WORDS"},
    {"repeat", TAPE_REPEAT, 2, 2, read_repeat, "repeat TIMES"},
    {"end", TAPE_END, 1, 1, read_end, "end"},
};

bool tape_step_read(const struct source_text *source, const struct tape_line *line, struct diags *diags,
                    struct tape_step *out)
{
    size_t i = 0;
    while (i < sizeof steps / sizeof *steps && !slice_is(line->words[0], steps[i].word))
        i++;
    struct pos pos = source_pos_of(source, line->words[0].p);
    if (i == sizeof steps / sizeof *steps) {
        KASSERT(diags);
        DIAG(diags, pos, TAPE_UNKNOWN, line->words[0]);
        return false;
    }
    *out = (struct tape_step){.kind = steps[i].kind, .pos = pos};
    uint32_t bad = line->n < steps[i].least ? line->n : steps[i].read(line, out);
    if (bad == 0 && line->n > steps[i].most)
        bad = steps[i].most;
    if (bad != 0)
        tape_usage(source, line, bad, steps[i].usage, diags);
    else if (out->arg.n)
        out->arg_pos = source_pos_of(source, out->arg.p);
    return bad == 0;
}
