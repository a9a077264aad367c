#include "cli/cli-private.h"

/* Pages by their numbers: 2,4-6,8- */

static bool read_number(const char **text, uint32_t *number)
{
    enum { LARGEST = 1000000 };
    uint64_t value = 0;

    if (!g_ascii_isdigit(**text))
        return false;
    for (; g_ascii_isdigit(**text); (*text)++)
        value = MIN(value * 10 + (uint64_t)(**text - '0'), LARGEST);
    *number = (uint32_t)value;
    return value > 0;
}

static bool read_range(const char **text, struct page_range *range)
{
    if (!read_number(text, &range->first))
        return false;
    range->last = range->first;
    if (**text != '-')
        return true;
    (*text)++;
    if (!g_ascii_isdigit(**text))
        range->last = UINT32_MAX;
    else if (!read_number(text, &range->last))
        return false;
    return range->last >= range->first;
}

bool read_page_ranges(struct jb_arena *arena, const char *text, struct page_ranges *ranges)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(struct page_range));
    struct page_range range;
    bool good;

    do {
        good = read_range(&text, &range);
        g_array_append_val(list, range);
    } while (good && *text == ',' && *++text);
    ranges->count = list->len;
    ranges->entries = jb_arena_dup(arena, list->data, list->len * sizeof(struct page_range));
    g_array_free(list, TRUE);
    return good && *text == '\0' && text[-1] != ',';
}

bool is_in_ranges(const struct page_ranges *ranges, uint32_t number)
{
    for (uint32_t i = 0; i < ranges->count; i++)
        if (number >= ranges->entries[i].first && number <= ranges->entries[i].last)
            return true;
    return ranges->count == 0;
}
