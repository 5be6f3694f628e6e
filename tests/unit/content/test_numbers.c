// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "content/numbers.h"

// Every mention of a text: "[digits]" for a number, with '|' between groups, ',' where they may be a list and '&' where a
// letter stands between, '+' where more is added; "<link>"; and '~' before what is harmless.
static void mentions_of(const char *text, char out[256])
{
    static const char *const marks[] = {
        [JOINT_NONE] = "",   [JOINT_SPACE] = "|", [JOINT_DASH] = "|",   [JOINT_DOT] = "|",
        [JOINT_COMMA] = "|", [JOINT_COLON] = "|", [JOINT_SLASH] = "|",  [JOINT_HOUR] = "|",
        [JOINT_MARKS] = "|", [JOINT_LIST] = ",",  [JOINT_LETTER] = "&", [JOINT_ADDED] = "+",
    };
    struct slice all = slice_of(text);
    struct mention m;
    size_t n = 0, from, to;
    out[0] = '\0';
    for (size_t at = 0; mention_next(all, &at, &m);) {
        if (m.kind == MENTION_LINK) {
            n += (size_t)snprintf(out + n, 256 - n, "<%.*s>", (int)(m.to - m.from), text + m.from);
            continue;
        }
        n +=
            (size_t)snprintf(out + n, 256 - n, "%s[", mention_is_fine(&m, NULL, NULL, &from, &to) ? "~" : "");
        for (size_t i = 0; i < m.n_groups; i++)
            n += (size_t)snprintf(out + n, 256 - n, "%s%.*s", marks[m.groups[i].joint], (int)m.groups[i].n,
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
        {"(0800) 76-888", "[0800,76|888]"},
        {"+57 1 41", "[57|1|41]"},
        {"1-4-1", "[1|4|1]"},
        {"11.61.11", "[11|61|11]"},
        {"línea141", "[141]"},
        {"10.000 casos", "[10|000]"},
        {"141, 123 y 155", "[141,123&155]"},
        {"141 o al 123", "[141][123]"},
        {"El 141. 20 personas", "[141,20]"},
        {"141 – 24 horas", "[141,24]"},
        {"141–142", "[141|142]"},
        {"1818 (24 h)", "[1818,24]"},
        // Separators
        {"9,0,0,1,2", "[9|0|0|1|2]"},
        {"90/01/23/45", "[90|01|23|45]"},
        {"90:01:23", "[90|01|23]"},
        {"90 - 01 - 23", "[90,01,23]"},
        {"90−01−23", "[90|01|23]"},
        {"90·01", "[90|01]"},
        {"90_01", "[90|01]"},
        {"90\u200301", "[90|01]"},
        {"90\u280001", "[90|01]"},
        {"90  01", "[90|01]"},
        {"90\n01\n23", "[90,01,23]"},
        {"9 y 0 y 0 y 1 y 2", "[9&0&0&1&2]"},
        {"9x0x0x1x2", "[9&0&0&1&2]"},
        {"1999-2001 22", "[1999|2001|22]"},
        {"1999 2013", "[1999|2013]"},
        {"555😀01😀23", "[555|01|23]"},
        // What isn't seen
        {"1\u200D\u200D\u200D\u200D41", "[141]"},
        {"1\u200C\u200C\u200C41", "[141]"},
        {"1\u00AD\u00AD\u00AD\u00AD41", "[141]"},
        {"1\u034F4\uFE0F1\u0332", "[141]"},
        {"9\u2063"
         "0\u3164"
         "0",
         "[900]"},
        {"18\u200F10", "[1810]"},
        {"20\u200E26", "[2026]"},
        {"\u061C26", "[26]"},
        // Digits of other kinds
        {"\uFF11\uFF14\uFF11", "[141]"},
        {"¹⁴¹ ₁₄₁", "[141|141]"},
        {"१४१", "[141]"},
        {"১৪১", "[141]"},
        {"߁߄߁", "[141]"},
        {"𝟗𝟬𝟎", "[900]"},
        {"⑨⓪⓪ ⑫", "[900|12]"},
        {"1\uFE0F\u20E3"
         "4\uFE0F\u20E3"
         "1\uFE0F\u20E3",
         "[141]"},
        {"💯 🔟", "[100|10]"},
        {"9OO l23 4S6", "[900|123|456]"},
        {"los 90s", "~[90]"},
        {"9ОО", "[900]"},
        // In words
        {"nueve cero cero uno dos tres", "[9|0|0|1|2|3]"},
        {"nine, zero, zero, one, two", "[9|0|0|1|2]"},
        {"Nueve, cero, 0, 1, dos", "[9|0|0|1|2]"},
        {"1 ocho 1 cero", "[1|8|1|0]"},
        {"llama al uno ocho uno cero", "[1|8|1|0]"},
        {"uno ocho uno cero", ""},
        {"uno, dos, tres, cuatro, cinco", ""},
        {"cinco cuatro tres dos uno", ""},
        {"dos de cada tres, una vez", ""},
        {"Llama al trescientos doce cuatrocientos cincuenta y seis setenta y ocho noventa",
         "[312|456|78|90]"},
        {"Son trescientos doce cuatrocientos cincuenta y seis setenta y ocho noventa", "[312|456|78|90]"},
        {"Llama al noventa y uno, ochenta y dos, cuarenta y cinco, diez", "[91|82|45|10]"},
        {"Noventa y uno, ochenta y dos, cuarenta y cinco, diez", "[91|82|45|10]"},
        {"Llama gratis al ciento cincuenta y siete", "[157]"},
        {"Marca mil ochocientos diez", "[1810]"},
        {"Llama al cien", "[100]"},
        {"Marca el nueve once", "[9|11]"},
        {"doble cero, triple nueve", "[0|0|9|9|9]"},
        {"Marca doble 0, triple 9", "[0|0|9|9|9]"},
        {"Call three-one-oh-four-five-five", "[3|1|0|4|5|5]"},
        {"Call one hundred and fifty-seven", "[157]"},
        {"Escríbenos por WhatsApp al tres, uno y dos. Después cuatro, cinco y seis", "[3|1|2|4|5|6]"},
        {"cuatro, y cinco, y seis, y siete, y ocho", "[4|5|6|7|8]"},
        {"ciento dieciséis ciento once", "[116|111]"},
        {"trece veintiuno treinta y una quince", "[13|21|31|15]"},
        {"cuatro catorce cuarenta cuatrocientas", "[4|14|40|400]"},
        {"dieciocho diecisiete diecinueve dieciséis", "[18|17|19|16]"},
        {"doscientos quinientas setecientos ochocientas", "[200|500|700|800]"},
        {"novecientas seiscientos trescientas cien", "[900|600|300|100]"},
        {"novecientos seiscientas setecientas ochocientos", "[900|600|700|800]"},
        {"quinientos doscientas trescientos ciento", "[500|200|300|100]"},
        {"veintidós veintitrés veinticinco veinticuatro", "[22|23|25|24]"},
        {"veintiocho veintisiete veintinueve veintiséis", "[28|27|29|26]"},
        {"veintiún veintiuna doce sesenta ochenta", "[21|21|12|60|80]"},
        {"ten thirteen twelve fourteen eleven", "[10|13|12|14|11]"},
        {"fifteen nineteen sixteen seventeen eighteen", "[15|19|16|17|18]"},
        {"twenty-one thirty forty-two fifty sixty", "[21|30|42|50|60]"},
        {"eighty seventy-one ninety double oh", "[80|71|90|0|0]"},
        {"two thousand one hundred seven three", "[2107|3]"},
        {"um dois quatro sero sinco sete oito nove", "[1|2|4|0|5|7|8|9]"},
        {"treinta y cinco años", ""},
        {"mil novecientos noventa y nueve", ""},
        {"entre mil novecientos noventa y nueve y dos mil veinticinco", ""},
        {"dos o tres amigos", ""},
        {"ciento veinte niños", ""},
        {"de cada diez niñas, cuatro o cinco", ""},
        {"uno, dos, tres, respira", ""},
        {"Uno, dos, tres. Uno, dos, tres.", ""},
        {"diez, veinte y treinta", ""},
        {"doce, trece y catorce años", ""},
        {"doce, catorce y quince años", ""},
        {"entre diez mil y quince mil niños", ""},
        {"Llama a cien amigos", ""},
        {"Llama a dos o tres adultos", ""},
        {"Call one or two adults. Ten minutes are enough.", ""},
        {"El cien por ciento, no el veinte por ciento", ""},
        {"Oh, uno más", ""},
        // What asks for help makes a number of a year
        {"Tu ayuda: 1955", "[1955]"},
        {"La línea amiga es 1955", "[1955]"},
        {"Ayuda: 3-12-1999", "[3|12|1999]"},
        {"Ayuda: 01-12-1999, 12-10-1955", "[01|12|1999,12|10|1955]"},
        {"Ayuda: 21.15-23.45", "[21|15|23|45]"},
        {"Llama gratis ya al 1999", "[1999]"},
        {"Ayuda 24/7", "~[24|7]"},
        {"Ayuda de 8:00 a 18:00", "~[8|00&18|00]"},
        // What is added to a number
        {"Llama al 141 y luego 99", "[141+99]"},
        {"Llama al 141, opción 99", "[141+99]"},
        {"31 y 45, luego 67 y 89", "[31&45+67&89]"},
        {"en 2024 y luego en 2025", "~[2024]~[2025]"},
        {"en 2024, luego 2025", "~[2024+2025]"},
        {"12 and 13", "~[12]~[13]"},
        // What needs no channel
        {"5 de 9", "~[5]~[9]"},
        {"2 de cada 3", "~[2]~[3]"},
        {"De cada 10, 5 callan", "~[10,5]"},
        {"de 13-17", "~[13|17]"},
        {"10 a 12 años", "~[10&12]"},
        {"10, 11, 12 y 13", "~[10,11,12&13]"},
        {"3.º B", "~[3]"},
        {"24/7", "~[24|7]"},
        {"Línea 24/7", "~[24|7]"},
        {"50 %, 33,3 %", "~[50,33|3]"},
        {"de 8:00 a 18:00", "~[8|00&18|00]"},
        {"de 8h30 a 18h00", "~[8|30&18|00]"},
        {"de 9.00-18.00", "~[9|00|18|00]"},
        {"en 2026", "~[2026]"},
        {"2024-2026", "~[2024|2026]"},
        {"2055-1999", "[2055|1999]"},
        {"2026-27", "~[2026|27]"},
        {"el 31/12/2026, 2026-12-31 o 31.12.2026", "~[31|12|2026,2026|12|31&31|12|2026]"},
        {"1810", "[1810]"},
        {"2100", "[2100]"},
        {"২০৪৮, ২০", "[2048,20]"},
        {"llama al 1999", "[1999]"},
        {"llama al 18:10", "[18|10]"},
        {"99/99/2026", "[99|99|2026]"},
        {"2026.111", "[2026|111]"},
        // Links
        {"https://a.example/b?c=1.", "<https://a.example/b?c=1>"},
        {"(www.a.example)", "<www.a.example>"},
        {"en alo116.al, siempre", "<alo116.al>"},
        {"“malo.com”", "<malo.com>"},
        {"ALO116.AL", "<ALO116.AL>"},
        {"t.me/x", "<t.me/x>"},
        {"malo.click, malo.zip", "<malo.click><malo.zip>"},
        {"malo.Com", "<malo.Com>"},
        {"malo.сom", "<malo.сom>"},
        {"malo.c\u00ADom", "<malo.c\u00ADom>"},
        {"malo\uFF0Ecom malo。com", "<malo\uFF0Ecom><malo。com>"},
        {"//malo/x y://z", "<//malo/x><y://z>"},
        {"10.0.0.1", "[10|0|0|1]"},
        {"correo: a.b@c.org", "<a.b@c.org>"},
        {"busca @ayuda_ya.", "<@ayuda_ya>"},
        {"mailto:x@y.z", "<mailto:x@y.z>"},
        {"sms:x", "<sms:x>"},
        {"chic@s y tod@s.", ""},
        {"fin.Luego sigue.", "<fin.Luego>"},
        {"P.ej. p. ej. EE.UU. a.m. I.E. S.A.C.", ""},
        {"El 1.er piso, 3.ºB", "~[1]~[3]"},
        {"espera...com y/o fin de pack.yaml", ""},
        // Links whose marks are words, or apart
        {"malo(.)com", "<malo(.)com>"},
        {"malo . com", "<malo . com>"},
        {"malo .app", "<malo .app>"},
        {"amigosecreto,com", "<amigosecreto,com>"},
        {"malo punto com", "<punto com>"},
        {"malo (dot) gg", "<dot) gg>"},
        {"busca arroba amigo guion bajo secreto", "<arroba amigo><guion bajo secreto>"},
        {"arroba amigo", "<arroba amigo>"},
        {"discord gg barra secreto", "<discord gg>"},
        {"bit ly/abc", "<bit ly>"},
        {"en wa me", "<wa me>"},
        {"busca #amigosecreto.", "<#amigosecreto>"},
        {"El #1 de la lista", "~[1]"},
        {"un punto de encuentro, a esa hora en punto, come algo", ""},
        {"el punto es que cuentas", ""},
        {"El signo arroba. Después de la arroba va el nombre.", ""},
        {"un guion bajo, y el guion medio", ""},
        {"Habla con ella. Me lo dijo. Info: el aula. Radio, tv y app", ""},
        {"don't me too", ""},
    };
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char found[256];
        mentions_of(rows[i].text, found);
        if (strcmp(found, rows[i].want) == 0)
            continue;
        print_error("\"%s\": found %s, not %s\n", rows[i].text, found, rows[i].want);
        wrong++;
    }
    assert_int_equal(wrong, 0);
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
