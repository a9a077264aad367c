#ifndef JB_CHECK_CHECK_PRIVATE_H
#define JB_CHECK_CHECK_PRIVATE_H

#include "base/arena.h"
#include "base/sink.h"
#include "model/record.h"

/* Characters that only look like the ones that are meant. */
void check_characters(struct jb_arena *arena, const struct jb_half *half, struct jb_sink *sink);

#endif
