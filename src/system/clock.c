// SPDX-License-Identifier: MIT
#include "system/clock.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct date clock_today(void)
{
    time_t now = time(NULL);
    struct tm local;
    if (!localtime_r(&now, &local) || local.tm_year < 1 - 1900 || local.tm_year > 9999 - 1900)
        return (struct date){0};
    return (struct date){(int16_t)(local.tm_year + 1900), (uint8_t)(local.tm_mon + 1),
                         (uint8_t)local.tm_mday};
}

bool clock_of_week(struct clock_week *out)
{
    time_t now = time(NULL);
    struct tm local;
    if (!localtime_r(&now, &local))
        return false;
    out->weekday = (uint8_t)((local.tm_wday + 6) % 7);
    out->minute = (uint16_t)(local.tm_hour * 60 + local.tm_min);
    return true;
}

uint64_t clock_boot_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_BOOTTIME, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

// Without the dashes that the kernel writes, and systemd doesn't. False: it is no such number.
static bool take_boot_id(const char *text, char out[CLOCK_BOOT_ID])
{
    size_t n = 0;
    for (; *text && *text != '\n' && n < CLOCK_BOOT_ID - 1; text++)
        if (*text != '-')
            out[n++] = *text;
    out[n] = '\0';
    return n == 32 && strspn(out, "0123456789abcdef") == n;
}

void clock_boot_id(char out[CLOCK_BOOT_ID])
{
    char text[CLOCK_BOOT_ID] = "";
    const char *said = getenv("CHASQUI_BOOT");
    if (said && take_boot_id(said, out))
        return;
    int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    ssize_t n = fd >= 0 ? read(fd, text, sizeof text - 1) : 0;
    text[n > 0 ? n : 0] = '\0';
    if (fd >= 0)
        close(fd);
    if (!take_boot_id(text, out))
        out[0] = '\0';
}
