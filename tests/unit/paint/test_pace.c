// SPDX-License-Identifier: MIT
// A slow machine shows fewer steps.
#include "unit/paint/paint_test.h"

#include "paint/pace.h"

#define MS UINT64_C(1000000)
#define FULL (UINT64_C(1000000000) / PACE_FPS)

static void a_machine_of_some_speed_settles_at_its_pace(void **state)
{
    (void)state;
    static const struct {
        uint64_t cost_ms, step_ns;
    } rows[] = {{1, FULL}, {8, FULL}, {10, 20 * MS}, {25, 50 * MS}, {40, 80 * MS}, {5000, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct pace pace = {0};
        assert_int_equal(pace_step_ns(&pace), FULL);
        for (int k = 0; k < 100; k++)
            pace_note(&pace, rows[i].cost_ms * MS);
        uint64_t want = rows[i].step_ns ? rows[i].step_ns : UINT64_C(1000000000) / PACE_LEAST_FPS;
        assert_in_range(pace_step_ns(&pace), want - want / 50, want + want / 50);
    }
}

static void one_late_step_changes_little_and_is_forgotten(void **state)
{
    (void)state;
    struct pace pace = {0};
    for (int k = 0; k < 50; k++)
        pace_note(&pace, 3 * MS);
    pace_note(&pace, 900 * MS);
    assert_int_equal(pace_step_ns(&pace), FULL);
    for (int k = 0; k < 50; k++)
        pace_note(&pace, 3 * MS);
    assert_in_range(pace.cost_ns, 3 * MS - 100, 3 * MS + MS / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_machine_of_some_speed_settles_at_its_pace),
        cmocka_unit_test(one_late_step_changes_little_and_is_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
