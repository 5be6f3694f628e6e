# SPDX-License-Identifier: MIT
# The first month, but for its first day, against the last, by medians: what grew by 1 % or more is a fault. In less than a
# quarter fewer days even out what happens to be kept of pictures at night: the second third against the last, and 2 %.
# A table of days is what days.c writes.
function median(column, from, to,    n, i, k, x, list) {
    for (i = from; i <= to; i++) {
        x = value[column, i]
        for (k = n++; k > 0 && list[k - 1] > x; k--)
            list[k] = list[k - 1]
        list[k] = x
    }
    return n % 2 ? list[(n - 1) / 2] : (list[n / 2 - 1] + list[n / 2]) / 2
}
function tell(name, column) {
    before = median(column, first, first + span - 1)
    after = median(column, days - span, days - 1)
    growth = before > 0 ? (after - before) * 100 / before : 0
    printf "%-26s %8d -> %8d  %+.2f %%\n", name, before, after, growth
}
function judge(name, column) {
    tell(name, column)
    if (growth >= most || (column > 6 && after > before)) {
        print "  grows: " name
        bad = 1
    }
}
/^[0-9]/ {
    for (i = 2; i <= NF; i++)
        value[i, days] = $i
    days++
}
END {
    span = days >= 90 ? 30 : int(days / 3)
    first = days >= 90 ? 1 : span
    most = days >= 90 ? 1 : 2
    if (span < 1 || first + span > days - span) {
        print "too few days for a verdict"
        exit 1
    }
    printf "%d days, %d visits, %d touches, %d frames, %d imports, in %d s\n", days, value[10, days - 1], value[11, days - 1],
        value[12, days - 1], value[13, days - 1] - 1, took
    tell("kiosk, PSS kB (not judged)", 2)
    judge("kiosk, RSS kB", 3)
    judge("kiosk, its own kB", 4)
    judge("kiosk, heap in use kB", 5)
    judge("helpers, their own kB", 6)
    judge("descriptors", 7)
    judge("threads", 8)
    judge("children", 9)
    exit bad
}
