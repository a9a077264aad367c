#ifndef JB_MODEL_DATE_H
#define JB_MODEL_DATE_H

/* Days, months, years and quarters as records write them: 2024-12-31, 2024-12, 2024, 2024-Q1. */

#include <stdbool.h>

/* A month has day 0; a year has month 0 too. */
struct jb_date {
    int year, month, day;
};

/* Years outside are slips of the hand. */
enum { JB_FIRST_YEAR = 1949, JB_LAST_YEAR = 2199 };

/* Nothing else that XSD takes for a date: no time zone, no sign, no day that is not there. */
bool jb_date_parse(const char *text, struct jb_date *date);

/* quarter: 1 … 4. */
bool jb_period_parse(const char *text, int *year, int *quarter);

#endif
