#include "figures/figures.h"

int jb_schedule_percent(const struct jb_record *record)
{
    return record->quarter * 25;
}

static const char *zh_date(struct jb_arena *arena, struct jb_date date)
{
    if (date.month == 0)
        return jb_arena_print(arena, "%d年", date.year);
    if (date.day == 0)
        return jb_arena_print(arena, "%d年%d月", date.year, date.month);
    return jb_arena_print(arena, "%d年%d月%d日", date.year, date.month, date.day);
}

static const char *en_date(struct jb_arena *arena, struct jb_date date)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};

    if (date.month == 0)
        return jb_arena_print(arena, "%d", date.year);
    if (date.day == 0)
        return jb_arena_print(arena, "%s %d", months[date.month - 1], date.year);
    return jb_arena_print(arena, "%d %s %d", date.day, months[date.month - 1], date.year);
}

const char *jb_date_text(struct jb_arena *arena, struct jb_date date, enum jb_lang lang)
{
    return lang == JB_ZH ? zh_date(arena, date) : en_date(arena, date);
}

static const char *const zh_quarters[] = {"一", "二", "三", "四"};

const char *jb_period_inside(struct jb_arena *arena, int year, int quarter, enum jb_lang lang)
{
    static const char *const en[] = {"first", "second", "third", "fourth"};

    if (lang == JB_ZH)
        return jb_arena_print(arena, "%d年第%s季度", year, zh_quarters[quarter - 1]);
    return jb_arena_print(arena, "%s quarter of %d", en[quarter - 1], year);
}

const char *jb_period_text(struct jb_arena *arena, int year, int quarter, enum jb_lang lang)
{
    static const char *const en[] = {"First", "Second", "Third", "Fourth"};

    if (lang == JB_ZH)
        return jb_period_inside(arena, year, quarter, JB_ZH);
    return jb_arena_print(arena, "%s quarter of %d", en[quarter - 1], year);
}

const char *jb_period_short(struct jb_arena *arena, int year, int quarter, enum jb_lang lang)
{
    if (lang == JB_ZH)
        return jb_arena_print(arena, "%d年%s季度", year, zh_quarters[quarter - 1]);
    return jb_arena_print(arena, "Q%d %d", quarter, year);
}
