#include "base/timer.h"

#include <string.h>
#include <time.h>

static int64_t cpu_microseconds(void)
{
    struct timespec now;

    if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) != 0)
        return 0;
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void jb_timer_start(struct jb_timer *timer)
{
    memset(timer, 0, sizeof(*timer));
    timer->started = cpu_microseconds();
}

void jb_timer_lap(struct jb_timer *timer, const char *stage)
{
    int64_t now = cpu_microseconds();
    uint32_t i = 0;

    while (i < timer->count && strcmp(timer->laps[i].stage, stage) != 0)
        i++;
    if (i < JB_TIMER_STAGES) {
        timer->laps[i].stage = stage;
        timer->laps[i].microseconds += now - timer->started;
        if (i == timer->count)
            timer->count++;
    }
    timer->started = now;
}
