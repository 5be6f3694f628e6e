// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "content/numbers.h"

// Every mention of a text: "[digits]" with '|' between groups for a number, "<link>", and '~' before what is
// harmless.
static void mentions_of(const char *text, char out[256])
{
    struct slice all = slice_of(text);
    struct mention m;
    size_t n = 0;
    out[0] = '\0';
    for (size_t at = 0; mention_next(all, &at, &m);) {
        if (m.kind == MENTION_LINK) {
            n += (size_t)snprintf(out + n, 256 - n, "<%.*s>", (int)(m.to - m.from), text + m.from);
            continue;
        }
        n += (size_t)snprintf(out + n, 256 - n, "%s[", number_is_harmless(&m, 0, m.n_groups) ? "~" : "");
        for (size_t i = 0; i < m.n_groups; i++)
            n += (size_t)snprintf(out + n, 256 - n, "%s%.*s", i ? "|" : "", (int)m.groups[i].n,
                                  m.digits + m.groups[i].first);
        n += (size_t)snprintf(out + n, 256 - n, "]");
    }
}

static void mentions_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"", ""},
        {"Hay ayuda.", ""},
        // Numbers, however they are grouped
        {"Llama al 141.", "[141]"},
        {"01 8000 91 80 80", "[01|8000|91|80|80]"},
        {"0800-76-888", "[0800|76|888]"},
        {"116\xC2\xA0"
         "111",
         "[116|111]"},
        {"(0800) 76-888", "[0800|76|888]"},
        {"+57 1 41", "[57|1|41]"},
        {"1-4-1", "[1|4|1]"},
        {"11.61.11", "[11|61|11]"},
        {"línea141", "[141]"},
        {"\xEF\xBC\x91\xEF\xBC\x94\xEF\xBC\x91", "[141]"}, // full-width digits
        {"10.000 casos", "[10|000]"},
        {"141, 123 y 155", "[141][123][155]"},
        {"El 141. 20 personas", "[141]~[20]"},
        {"141 \xE2\x80\x93 24 horas", "[141]~[24]"},
        {"141\xE2\x80\x93"
         "142",
         "[141|142]"},
        {"1818 (24 h)", "[1818|24]"},
        // What needs no channel
        {"5 de 9", "~[5]~[9]"},
        {"de 13-17", "~[13|17]"},
        {"24/7", "~[24]~[7]"},
        {"de 8:00 a 18:00", "~[8]~[00]~[18]~[00]"},
        {"de 9.00-18.00", "~[9|00|18|00]"},
        {"en 2026", "~[2026]"},
        {"2024-2026", "~[2024|2026]"},
        {"2055-1999", "[2055|1999]"},
        {"2026-27", "~[2026|27]"},
        {"el 31/12/2026, 2026-12-31 o 31.12.2026", ""},
        {"1810", "[1810]"},
        {"2100", "[2100]"},
        {"99/99/2026", "~[99]~[99]~[2026]"},
        {"2026.111", "[2026|111]"},
        // Links
        {"https://a.example/b?c=1.", "<https://a.example/b?c=1>"},
        {"(www.a.example)", "<www.a.example>"},
        {"en alo116.al, siempre", "<alo116.al>"},
        {"ALO116.AL", "<ALO116.AL>"},
        {"t.me/x", "<t.me/x>"},
        {"correo: a.b@c.org", "<a.b@c.org>"},
        {"busca @ayuda_ya.", "<@ayuda_ya>"},
        {"mailto:x@y.z", "<mailto:x@y.z>"},
        {"chic@s y tod@s.", ""},
        {"fin.Luego sigue. P.ej. EE.UU. a.m.", ""},
        {"espera...com", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char found[256];
        mentions_of(rows[i].text, found);
        if (strcmp(found, rows[i].want) != 0)
            fail_msg("\"%s\": found %s, not %s", rows[i].text, found, rows[i].want);
    }
}

static void a_long_number_is_cut_but_passed(void **state)
{
    (void)state;
    char text[400];
    struct mention m;
    memset(text, '7', sizeof text);
    struct slice all = {text, sizeof text};
    size_t at = 0;
    assert_true(mention_next(all, &at, &m));
    assert_int_equal(m.n_digits, MENTION_DIGITS);
    assert_int_equal(at, sizeof text);
    assert_false(mention_next(all, &at, &m));
    // More groups than are kept: the rest is a number of its own, and nothing is lost.
    for (size_t i = 0; i < sizeof text; i += 2)
        text[i] = ' ';
    size_t groups = 0;
    for (at = 0; mention_next(all, &at, &m);)
        groups += m.n_groups;
    assert_int_equal(groups, sizeof text / 2);
}

static void values_are_compared_by_what_they_reach(void **state)
{
    (void)state;
    static const struct {
        const char *value, *written;
        bool same;
    } rows[] = {
        {"01 8000 91 80 80", "018000918080", true},
        {"0800-76-888", "080076888", true},
        {"141", "1411", false},
        {"141", "14", false},
        {"https://alo116.al", "116", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct contact contact = contact_of(slice_of(rows[i].value));
        assert_int_equal(contact_has_digits(&contact, rows[i].written, strlen(rows[i].written)),
                         rows[i].same);
    }
    static const struct {
        const char *value, *written;
        bool same;
    } links[] = {
        {"https://www.a.example/x/", "a.example/x", true},
        {"https://www.a.example/x/", "http://A.Example/x", true},
        {"https://www.a.example/x/", "www.a.example", true},
        {"https://www.a.example/x/", "a.example/y", false},
        {"https://a.example", "b.a.example", false},
        {"https://a.example", "a.example.org", false},
        {"141", "a.example", false},
        {"", "", false},
    };
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        struct contact contact = contact_of(slice_of(links[i].value));
        assert_int_equal(contact_has_link(&contact, slice_of(links[i].written)), links[i].same);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(mentions_are_found),
        cmocka_unit_test(a_long_number_is_cut_but_passed),
        cmocka_unit_test(values_are_compared_by_what_they_reach),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
