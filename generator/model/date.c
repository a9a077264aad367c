#include "model/date.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

static bool is_year(int year)
{
    return year >= JB_FIRST_YEAR && year <= JB_LAST_YEAR;
}

/* Whether text is written as the pattern says, in which 0 stands for any digit. */
static bool has_form(const char *text, const char *pattern)
{
    if (strlen(text) != strlen(pattern))
        return false;
    for (; *pattern; text++, pattern++)
        if (*pattern == '0' ? !g_ascii_isdigit(*text) : *text != *pattern)
            return false;
    return true;
}

static bool is_there(const struct jb_date *date)
{
    if (!is_year(date->year) || date->month < 0 || date->month > 12)
        return false;
    return date->day == 0 ||
           g_date_valid_dmy((GDateDay)date->day, (GDateMonth)date->month, (GDateYear)date->year);
}

/* "2024-00" and "2024-12-00" are no dates. */
bool jb_date_parse(const char *text, struct jb_date *date)
{
    bool has_day = has_form(text, "0000-00-00");
    bool has_month = has_day || has_form(text, "0000-00");

    *date = (struct jb_date){0};
    if (!has_month && !has_form(text, "0000"))
        return false;
    date->year = atoi(text);
    date->month = has_month ? atoi(text + 5) : 0;
    date->day = has_day ? atoi(text + 8) : 0;
    return is_there(date) && has_month == (date->month > 0) && has_day == (date->day > 0);
}

bool jb_period_parse(const char *text, int *year, int *quarter)
{
    if (!has_form(text, "0000-Q0"))
        return false;
    *year = atoi(text);
    *quarter = text[6] - '0';
    return is_year(*year) && *quarter >= 1 && *quarter <= 4;
}
