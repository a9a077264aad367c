#ifndef JB_BASE_TIMER_H
#define JB_BASE_TIMER_H

/* CPU time per stage, for --timings. */

#include <stdint.h>

enum { JB_TIMER_STAGES = 16 };

struct jb_timer {
    struct {
        const char *stage;
        int64_t microseconds;
    } laps[JB_TIMER_STAGES];
    uint32_t count;
    int64_t started;
};

void jb_timer_start(struct jb_timer *timer);

/* Books the time since the last call under stage (a literal), adding to an earlier lap of it. */
void jb_timer_lap(struct jb_timer *timer, const char *stage);

#endif
