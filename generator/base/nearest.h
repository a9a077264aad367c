#ifndef JB_BASE_NEAREST_H
#define JB_BASE_NEAREST_H

/* "Did you mean": the name that a misspelt word most probably stands for. */

#include <stdint.h>

/* The candidate at the least Damerau-Levenshtein distance from word, counted in characters: at most
 * two changes (a letter more, less, another, or two changed places), one alone where the shorter
 * name has four or fewer, none where it has one. The first one where several are as near; NULL
 * where none is. UTF-8. */
const char *jb_nearest(const char *word, const char *const *candidates, uint32_t count);

#endif
