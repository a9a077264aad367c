#ifndef JB_CHECK_CHECK_H
#define JB_CHECK_CHECK_H

/* Whether a record says the same in both languages and does not contradict itself. It uses the
 * record's tables alone; every finding has its place there. */

#include "base/arena.h"
#include "base/sink.h"
#include "model/record.h"

extern const struct jb_message_table jb_check_message_table;

void jb_check(struct jb_arena *arena, const struct jb_record *record, struct jb_sink *sink);

#endif
