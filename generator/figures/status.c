#include "figures/figures.h"

/* The thresholds are exact: a share that is shown as 25.0% may still be short of it. */

const char *jb_status_name(enum jb_status status)
{
    static const char *const names[JB_STATUSES] = {
        [JB_STATUS_COMPLETE] = "complete",
        [JB_STATUS_ON_SCHEDULE] = "on-schedule",
        [JB_STATUS_SLIGHTLY_BEHIND] = "slightly-behind",
        [JB_STATUS_BEHIND] = "behind",
        [JB_STATUS_NOT_COUNTED] = "not-counted",
        [JB_STATUS_NO_TARGET] = "no-target",
    };

    return names[status];
}

/* A part of the elapsed share of the year, itself in percent. */
static struct jb_decimal part_of(int elapsed, struct jb_decimal percent)
{
    return (struct jb_decimal){percent.digits * elapsed, (uint8_t)(percent.scale + 2)};
}

static enum jb_status judge(struct jb_decimal part, struct jb_decimal whole, int elapsed,
                            struct jb_decimal slightly_behind)
{
    if (jb_decimal_compare_share(part, whole, jb_decimal_from(100)) >= 0)
        return JB_STATUS_COMPLETE;
    if (jb_decimal_compare_share(part, whole, jb_decimal_from(elapsed)) >= 0)
        return JB_STATUS_ON_SCHEDULE;
    if (jb_decimal_compare_share(part, whole, part_of(elapsed, slightly_behind)) >= 0)
        return JB_STATUS_SLIGHTLY_BEHIND;
    return JB_STATUS_BEHIND;
}

enum jb_status jb_figure_status(const struct jb_measure *measure, int elapsed,
                                struct jb_decimal slightly_behind)
{
    bool has_target = measure->has_target && measure->target.digits != 0;

    if (has_target && measure->has_value && !measure->is_bound)
        return judge(measure->value, measure->target, elapsed, slightly_behind);
    if (measure->has_share)
        return judge(measure->share, jb_decimal_from(100), elapsed, slightly_behind);
    return has_target ? JB_STATUS_NOT_COUNTED : JB_STATUS_NO_TARGET;
}
