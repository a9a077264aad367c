#include "typeset/numbers-private.h"

#include <string.h>

/* Words for powers of ten and "somewhat more", between a figure and its counter. */
static const char *const scales[] = {"万", "亿", "千", "百", "十", "余", "多", "几"};

/* Counters of more than one character; the longer of two with the same start comes first. */
static const char *const counters[] = {
    "平方公里", "平方千米", "平方米", "立方米", "公里", "千米", "厘米", "毫米",   "公顷",   "公斤",
    "千克",     "千瓦时",   "千瓦",   "小时",   "分钟", "个月", "季度", "人次",   "人民币", "美元",
    "子项",     "大项",     "大类",   "小类",   "车位", "床位", "学位", "百分点", "车次",   "架次",
};

/* Counters of one character that follow a scale word; after a digit any character is bound. */
static const char single_counters[] =
    "个元人户家平立吨亩米座所处例台岁次项场名件辆套张里只支条间年月日时分秒天周期批类种份本册位株棵";

static const char *const english_units[] = {
    "thousand", "million",  "billion",   "trillion", "percent",  "per",      "percentage",
    "yuan",     "hectares", "mu",        "km",       "m",        "cm",       "mm",
    "kg",       "tonnes",   "kWh",       "GWh",      "MW",       "kW",       "hours",
    "minutes",  "January",  "February",  "March",    "April",    "May",      "June",
    "July",     "August",   "September", "October",  "November", "December",
};

/* Words that a number follows. */
static const char *const english_heads[] = {"No.", "Nos.", "Q1", "Q2",   "Q3",   "Q4",
                                            "RMB", "CNY",  "p.", "Fig.", "Table"};

static bool has_prefix(const char *text, const char *end, const char *prefix)
{
    size_t length = strlen(prefix);

    return (size_t)(end - text) >= length && memcmp(text, prefix, length) == 0;
}

/* Bytes of the entry that the text begins with, or 0. */
static size_t match(const char *text, const char *end, const char *const *table, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (has_prefix(text, end, table[i]))
            return strlen(table[i]);
    return 0;
}

static size_t match_counter(const char *text, const char *end)
{
    size_t length = match(text, end, counters, G_N_ELEMENTS(counters));

    if (length == 0 && text < end && g_utf8_strchr(single_counters, -1, g_utf8_get_char(text)))
        length = (size_t)(g_utf8_next_char(text) - text);
    return length;
}

static void bind(struct jb_shaped *shaped, uint32_t i)
{
    if (shaped->clusters[i].stop != BREAK_FORCED)
        shaped->clusters[i].stop = BREAK_NEVER;
}

/* 万, 余 and the counter after the number whose last digit is cluster i. */
static void bind_counter(struct jb_shaped *shaped, uint32_t i)
{
    const char *end = shaped->text + shaped->length;
    const char *text = shaped->text + shaped->clusters[i].offset + shaped->clusters[i].bytes;
    const char *bound = text;
    size_t length;

    while ((length = match(bound, end, scales, G_N_ELEMENTS(scales))) > 0)
        bound += length;
    bound += match_counter(bound, end);
    for (; i + 1 < shaped->count; i++) {
        if (shaped->text + shaped->clusters[i + 1].offset >= bound)
            break;
        bind(shaped, i);
    }
}

static bool is_bound_by_head(const struct jb_shaped *shaped, uint32_t i)
{
    return jb_cluster_character(shaped, i) == 0x7B2C && /* 第 */
           shaped->clusters[i + 1].class == CLASS_DIGIT;
}

static bool is_word_byte(char c)
{
    return g_ascii_isalnum(c) || c == '.' || c == ',' || c == '%';
}

static bool ends_with_head(const char *start, const char *end)
{
    const char *word = end;

    while (word > start && is_word_byte(word[-1]) && end - word < 8)
        word--;
    for (size_t i = 0; i < G_N_ELEMENTS(english_heads); i++)
        if (strlen(english_heads[i]) == (size_t)(end - word) &&
            memcmp(word, english_heads[i], (size_t)(end - word)) == 0)
            return true;
    return false;
}

static bool begins_with_unit(const char *text, const char *end)
{
    size_t length = 0;

    while (text + length < end && g_ascii_isalpha(text[length]) && length < 16)
        length++;
    for (size_t i = 0; i < G_N_ELEMENTS(english_units); i++)
        if (strlen(english_units[i]) == length && memcmp(text, english_units[i], length) == 0)
            return true;
    return false;
}

/* R53: the space of "3.68 million", "31 March", "No. 4", "Q1 2024". */
static bool is_bound_space(const struct jb_shaped *shaped, uint32_t i)
{
    const char *start = shaped->text, *end = start + shaped->length;
    const char *space = start + shaped->clusters[i].offset;

    if (i == 0 || i + 1 >= shaped->count || shaped->clusters[i].class != CLASS_SPACE)
        return false;
    if (shaped->clusters[i - 1].class == CLASS_DIGIT &&
        begins_with_unit(start + shaped->clusters[i + 1].offset, end))
        return true;
    return shaped->clusters[i + 1].class == CLASS_DIGIT && ends_with_head(start, space);
}

void jb_numbers_bind(struct jb_shaped *shaped)
{
    for (uint32_t i = 0; i + 1 < shaped->count; i++) {
        if (shaped->clusters[i].class == CLASS_DIGIT && shaped->clusters[i + 1].class == CLASS_HAN)
            bind_counter(shaped, i);
        else if (is_bound_by_head(shaped, i) || is_bound_space(shaped, i))
            bind(shaped, i);
    }
}
