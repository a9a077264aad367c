#ifndef JB_MODEL_STATUS_H
#define JB_MODEL_STATUS_H

/* How a measure stands against the year. */
enum jb_status {
    JB_STATUS_COMPLETE,        /* at least all of the target */
    JB_STATUS_ON_SCHEDULE,     /* at least the share of the year that is gone */
    JB_STATUS_SLIGHTLY_BEHIND, /* at least so much of that share as is asked for */
    JB_STATUS_BEHIND,
    JB_STATUS_NOT_COUNTED, /* a target, but no result that a share could be told of */
    JB_STATUS_NO_TARGET,
    JB_STATUSES
};

#endif
