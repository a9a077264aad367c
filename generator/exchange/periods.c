#include <string.h>

#include "exchange/exchange.h"

struct jb_period jb_period_after(struct jb_period period)
{
    if (period.quarter == 4)
        return (struct jb_period){period.year + 1, 1};
    return (struct jb_period){period.year, period.quarter + 1};
}

struct jb_date jb_period_last_day(struct jb_period period)
{
    static const int days[] = {31, 30, 30, 31};

    return (struct jb_date){period.year, period.quarter * 3, days[period.quarter - 1]};
}

/* Where a number stands by itself: with no letter or digit that would make it part of another. */
static const char *find_alone(const char *text, const char *word)
{
    size_t length = strlen(word);
    const char *found = text;

    while ((found = strcasestr(found, word)) != NULL) {
        bool begins = found == text || !g_ascii_isalnum(found[-1]);

        if (begins && !g_ascii_isalnum(found[length]))
            return found;
        found++;
    }
    return NULL;
}

static bool find_year(const char *text, int *year)
{
    for (const char *p = text; *p; p++) {
        size_t digits = strspn(p, "0123456789");
        bool begins = p == text || !g_ascii_isalnum(p[-1]);

        if (begins && digits == 4 && !g_ascii_isalnum(p[4])) {
            *year = (int)g_ascii_strtoll(p, NULL, 10);
            return true;
        }
    }
    return false;
}

bool jb_period_tell(const char *id, struct jb_period *period)
{
    char name[] = "q1";

    for (int quarter = 1; quarter <= 4; quarter++) {
        name[1] = (char)('0' + quarter);
        if (find_alone(id, name)) {
            period->quarter = quarter;
            return find_year(id, &period->year);
        }
    }
    return false;
}

const char *jb_period_rename(struct jb_arena *arena, const char *id, struct jb_period from,
                             struct jb_period to)
{
    char *quarter = g_strdup_printf("q%d", from.quarter), *year = g_strdup_printf("%d", from.year);
    char *next = g_strdup_printf("%d", to.year);
    const char *at = find_alone(id, quarter), *year_at = find_alone(id, year);
    GString *renamed = g_string_new(id);
    const char *kept = NULL;

    if (at && (year_at || from.year == to.year)) {
        renamed->str[at + 1 - id] = (char)('0' + to.quarter);
        if (year_at)
            g_string_overwrite(renamed, (gsize)(year_at - id), next);
        kept = jb_arena_dup_text(arena, renamed->str);
    }
    g_string_free(renamed, TRUE);
    g_free(next);
    g_free(year);
    g_free(quarter);
    return kept;
}
