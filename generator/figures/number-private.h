#ifndef JB_FIGURES_NUMBER_PRIVATE_H
#define JB_FIGURES_NUMBER_PRIVATE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/decimal.h"

/* R91. zh: no grouping, 万 and 亿 where scaled; en: grouped, million and billion where scaled. */
const char *jb_number_zh(struct jb_arena *arena, struct jb_decimal value, bool scaled);
const char *jb_number_en(struct jb_arena *arena, struct jb_decimal value, bool scaled);

/* "seven" or "Seven" for a whole number below ten; otherwise NULL. */
const char *jb_number_word(struct jb_decimal value, bool capital);

#endif
