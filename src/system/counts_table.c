// SPDX-License-Identifier: MIT
#include "system/counts_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

#define FEWER_THAN 10
#define FIRST_YEAR 2026
#define COUNT_MAX 999999999u
#define UNKNOWN 0u // a month
#define FIRST_ROWS                                                                                           \
    1024 // a year of a campaign: taken, and touched, at once, so that a kiosk doesn't grow by the month

struct counts_row {
    uint32_t month; // 12 * year + month - 1
    uint32_t n[COUNTS_WHATS];
    bool few[COUNTS_WHATS]; // 1 to 9 more, nobody knows any longer how many
    char item[COUNTS_ITEM];
};

static const char *const what_names[COUNTS_WHATS] = {"opened", "clear", "not-clear"};

static const char note[] = "# How often each item of this kiosk was opened, and found clear or not, by "
                           "month. From 1 to 9 stands <10. Help, Exit\n"
                           "# and emergencies are never counted, and no times or visits are kept.\n"
                           "# Cuántas veces se abrió cada contenido de este quiosco, y si se entendió o no, "
                           "por mes. De 1 a 9 dice <10. Ayuda, Salir\n"
                           "# y las emergencias nunca se cuentan, y no se guardan horas ni visitas.\n";

void counts_table_init(struct counts_table *table)
{
    *table = (struct counts_table){.rows = NULL};
}

void counts_table_fini(struct counts_table *table)
{
    free(table->rows);
    counts_table_init(table);
}

// ---- Rows ----

static bool is_id(struct slice s)
{
    for (size_t i = 0; i < s.n; i++) {
        bool letter = (s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9');
        if (!letter && (i == 0 || s.p[i] != '-'))
            return false;
    }
    return s.n > 0 && s.n <= LIMIT_ID;
}

// Whoever asked for help must not be counted, even by mistake: nothing but these kinds is.
static bool may_be_counted(struct slice item)
{
    struct slice pack, kind, id, rest;
    slice_cut(item, '/', &pack, &rest);
    slice_cut(rest, '/', &kind, &id);
    return kind.n > 0 && slice_is_among(kind, "message quiz story") && is_id(pack) && is_id(id);
}

// Negative when (month, item) stands before the row.
static int compare(uint32_t month, struct slice item, const struct counts_row *row)
{
    if (month != row->month)
        return month > row->month ? -1 : 1;
    return slice_cmp(item, slice_of(row->item));
}

static size_t find(const struct counts_table *table, uint32_t month, struct slice item, bool *there)
{
    size_t low = 0, high = table->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(month, item, &table->rows[middle]);
        if (order == 0) {
            *there = true;
            return middle;
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    *there = false;
    return low;
}

// The months beyond those that are kept go, the oldest first, but never `keep`: a clock that once ran ahead must not
// take everything along, nor one that fell back lose what is counted now.
static void drop_months(struct counts_table *table, uint32_t keep)
{
    size_t months = 0;
    for (size_t i = 0; i < table->count; i++)
        months +=
            table->rows[i].month != UNKNOWN && (i == 0 || table->rows[i].month != table->rows[i - 1].month);
    while (months > LIMIT_COUNTS_MONTHS) {
        size_t end = table->count;
        while (end > 0 && (table->rows[end - 1].month == UNKNOWN || table->rows[end - 1].month == keep))
            end--;
        size_t first = end;
        while (first > 0 && table->rows[first - 1].month == table->rows[end - 1].month)
            first--;
        memmove(&table->rows[first], &table->rows[end], (table->count - end) * sizeof *table->rows);
        table->count -= end - first;
        months--;
    }
}

static struct counts_row *insert(struct counts_table *table, uint32_t month, struct slice item)
{
    bool there;
    size_t at = find(table, month, item, &there);
    if (there)
        return &table->rows[at];
    if (table->count >= LIMIT_COUNTS || item.n >= COUNTS_ITEM)
        return NULL;
    if (table->count == table->capacity) {
        size_t capacity = table->capacity ? 2 * table->capacity : FIRST_ROWS;
        struct counts_row *rows = realloc(table->rows, capacity * sizeof *rows);
        if (!rows)
            return NULL;
        memset(rows + table->count, 0, (capacity - table->count) * sizeof *rows);
        table->rows = rows;
        table->capacity = capacity;
    }
    memmove(&table->rows[at + 1], &table->rows[at], (table->count - at) * sizeof *table->rows);
    table->count++;
    table->rows[at] = (struct counts_row){.month = month};
    memcpy(table->rows[at].item, item.p, item.n);
    drop_months(table, month);
    at = find(table, month, item, &there);
    return &table->rows[at];
}

// A month that is over keeps no small number.
static void open_month(struct counts_table *table, uint32_t month)
{
    if (table->open_month == month + 1)
        return;
    table->open_month = month + 1;
    for (size_t i = 0; i < table->count; i++) {
        struct counts_row *row = &table->rows[i];
        for (int what = 0; what < COUNTS_WHATS && row->month != month; what++) {
            row->few[what] = row->n[what] < FEWER_THAN && (row->few[what] || row->n[what] > 0);
            row->n[what] = row->few[what] ? 0 : row->n[what];
        }
    }
}

bool counts_table_add(struct counts_table *table, struct slice item, enum counts_what what, struct date date)
{
    uint32_t month = date.year >= FIRST_YEAR ? (uint32_t)date.year * 12 + date.month - 1 : UNKNOWN;
    if (!may_be_counted(item))
        return false;
    open_month(table, month);
    struct counts_row *row = insert(table, month, item);
    if (!row)
        return false;
    row->n[what] += row->n[what] < COUNT_MAX;
    return true;
}

struct counts_shown counts_table_shown(const struct counts_table *table, size_t index)
{
    const struct counts_row *row = &table->rows[index];
    struct counts_shown shown = {.item = row->item};
    if (row->month != UNKNOWN) {
        shown.year = (int)(row->month / 12);
        shown.month = (int)(row->month % 12) + 1;
    }
    for (int what = 0; what < COUNTS_WHATS; what++) {
        bool few = row->n[what] < FEWER_THAN && (row->few[what] || row->n[what] > 0);
        shown.n[what] = few ? COUNTS_FEW : row->n[what];
    }
    return shown;
}

// ---- Text ----

struct text {
    char *bytes;
    FILE *out;
    size_t n;
};

static bool text_open(struct text *text)
{
    *text = (struct text){.bytes = NULL};
    text->out = open_memstream(&text->bytes, &text->n);
    return text->out != NULL;
}

static char *text_close(struct text *text, size_t *n)
{
    bool good = !ferror(text->out);
    if (fclose(text->out) != 0 || !good) {
        free(text->bytes);
        return NULL;
    }
    *n = text->n;
    return text->bytes;
}

static void print_month(FILE *out, uint32_t month)
{
    if (month == UNKNOWN)
        fputs("unknown", out);
    else
        fprintf(out, "%04u-%02u", month / 12, month % 12 + 1);
}

char *counts_table_print(const struct counts_table *table, size_t *n)
{
    struct text text;
    if (!text_open(&text))
        return NULL;
    fputs(note, text.out);
    for (size_t i = 0; i < table->count; i++) {
        struct counts_shown shown = counts_table_shown(table, i);
        if (i == 0 || table->rows[i].month != table->rows[i - 1].month)
            fputc('\n', text.out);
        print_month(text.out, table->rows[i].month);
        fprintf(text.out, " %s", shown.item);
        for (int what = 0; what < COUNTS_WHATS; what++)
            fprintf(text.out, shown.n[what] == COUNTS_FEW ? " %s <10" : " %s %u", what_names[what],
                    shown.n[what]);
        fputc('\n', text.out);
    }
    return text_close(&text, n);
}

#define SAVED_HEAD "chasqui-counts 1 "
#define SAVED_HEAD_BYTES (sizeof SAVED_HEAD - 1 + 17) // with 16 digits and a line feed

static uint64_t sum_of(struct slice body)
{
    return hash_slice(HASH_START, body);
}

char *counts_table_save(const struct counts_table *table, size_t *n)
{
    struct text text;
    if (!text_open(&text))
        return NULL;
    fprintf(text.out, SAVED_HEAD "%016x\n", 0u);
    for (size_t i = 0; i < table->count; i++) {
        const struct counts_row *row = &table->rows[i];
        print_month(text.out, row->month);
        fprintf(text.out, " %s", row->item);
        for (int what = 0; what < COUNTS_WHATS; what++)
            fprintf(text.out, row->few[what] ? " %s few+%u" : " %s %u", what_names[what], row->n[what]);
        fputc('\n', text.out);
    }
    char *bytes = text_close(&text, n);
    if (bytes) {
        char sum[17];
        struct slice body = {bytes + SAVED_HEAD_BYTES, *n - SAVED_HEAD_BYTES};
        snprintf(sum, sizeof sum, "%016llx", (unsigned long long)sum_of(body));
        memcpy(bytes + sizeof SAVED_HEAD - 1, sum, 16);
    }
    return bytes;
}

static bool parse_number(struct slice word, uint32_t *n, bool *few)
{
    uint64_t number = 0;
    *few = slice_is(word, "<10") || slice_starts(word, SLICE("few+"));
    if (slice_starts(word, SLICE("few+")))
        word = slice_from(word, 4);
    if (!slice_is(word, "<10") && !slice_to_uint(word, COUNT_MAX, &number))
        return false;
    *n = (uint32_t)number;
    return true;
}

static bool parse_month(struct slice word, uint32_t *month)
{
    struct date date;
    char day[12];
    if (slice_is(word, "unknown")) {
        *month = UNKNOWN;
        return true;
    }
    snprintf(day, sizeof day, "%.*s-01", word.n < 8 ? (int)word.n : 8, word.n ? word.p : "");
    if (!date_parse(slice_of(day), &date) || date.year < FIRST_YEAR)
        return false;
    *month = (uint32_t)date.year * 12 + date.month - 1;
    return true;
}

static void parse_line(struct counts_table *table, struct slice line)
{
    struct slice word, item, rest;
    uint32_t month, n[COUNTS_WHATS];
    bool few[COUNTS_WHATS];
    slice_cut(line, ' ', &word, &rest);
    slice_cut(rest, ' ', &item, &rest);
    if (!parse_month(word, &month) || !may_be_counted(item))
        return;
    for (int what = 0; what < COUNTS_WHATS; what++) {
        slice_cut(rest, ' ', &word, &rest);
        if (!slice_is(word, what_names[what]))
            return;
        slice_cut(rest, ' ', &word, &rest);
        if (!parse_number(word, &n[what], &few[what]))
            return;
    }
    struct counts_row *row = insert(table, month, item);
    if (!row)
        return;
    memcpy(row->n, n, sizeof n);
    memcpy(row->few, few, sizeof few);
}

bool counts_table_parse(struct counts_table *table, struct slice text)
{
    struct slice line;
    while (slice_next_line(&text, &line))
        parse_line(table, line);
    return true;
}

bool counts_table_restore(struct counts_table *table, struct slice text)
{
    char head[SAVED_HEAD_BYTES + 1];
    struct slice body = slice_from(text, SAVED_HEAD_BYTES);
    snprintf(head, sizeof head, SAVED_HEAD "%016llx\n", (unsigned long long)sum_of(body));
    return slice_starts(text, slice_of(head)) && counts_table_parse(table, body);
}
