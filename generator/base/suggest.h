#ifndef JB_BASE_SUGGEST_H
#define JB_BASE_SUGGEST_H

#include <stdint.h>

#include "base/arena.h"

/* What a message says of the names that would have done: the nearest one where the name is
 * misspelt, else all of them, "a, b, c". In the arena. */
const char *jb_suggest(struct jb_arena *arena, const char *name, const char *const *names,
                       uint32_t count);

#endif
