#include <string.h>

#include "base/decimal.h"
#include "exchange/import-private.h"

/* The half-width form of a full-width character of numbers, and the common minus signs. */
static gunichar narrow(gunichar c)
{
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFF01 + '!';
    if (c == 0x2212 || c == 0x2013)
        return '-';
    if (c == 0x3000 || c == 0x00A0 || c == 0x202F || c == 0x2009)
        return ' ';
    return c;
}

static void narrow_text(const char *text, GString *out)
{
    g_string_truncate(out, 0);
    for (; *text; text = g_utf8_next_char(text))
        g_string_append_unichar(out, narrow(g_utf8_get_char(text)));
    g_strstrip(out->str);
    g_string_set_size(out, strlen(out->str));
}

static bool is_digits(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!g_ascii_isdigit(text[i]))
            return false;
    return length > 0;
}

/* One to three digits, then groups of just three: any other comma may mean a decimal point. */
static bool is_grouped(const char *text)
{
    size_t first = strcspn(text, ",");

    if (first > 3 || !is_digits(text, first))
        return false;
    for (text += first; *text == ','; text += 4)
        if (!is_digits(text + 1, strnlen(text + 1, 3)) || strnlen(text + 1, 3) != 3)
            return false;
    return *text == '\0' || *text == '.';
}

static void remove_char(GString *text, char c)
{
    char from[] = {c, '\0'};

    g_string_replace(text, from, "", 0);
}

/* 3月5日, 2024/3/5, 5-Mar, 1.66E+04, ####: what is left when a spreadsheet took a number, or an
 * id, for something else, or had no room for it. */
static bool is_mangled(const char *text)
{
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                         "jul", "aug", "sep", "oct", "nov", "dec"};
    char *lower = g_utf8_strdown(text, -1);
    size_t digits = strspn(lower, "0123456789");
    bool mangled = strstr(lower, "e+") || strstr(lower, "##") || strchr(lower, '/') ||
                   strstr(lower, "月") || (digits > 0 && lower[digits] == '-');

    for (size_t i = 0; i < G_N_ELEMENTS(months); i++)
        mangled |= strstr(lower, months[i]) != NULL;
    g_free(lower);
    return mangled;
}

static void take_off_signs(GString *out, struct number_rules rules)
{
    if (rules.percent && g_str_has_suffix(out->str, "%"))
        g_string_truncate(out, out->len - 1);
    if (out->str[0] == '+')
        g_string_erase(out, 0, 1);
    g_strchomp(out->str);
    g_string_set_size(out, strlen(out->str));
}

enum number_kind number_read(const char *cell, struct number_rules rules, GString *out)
{
    struct jb_decimal value;
    const char *digits;

    narrow_text(cell, out);
    if (is_mangled(out->str))
        return NUMBER_MANGLED;
    take_off_signs(out, rules);
    digits = out->str + (out->str[0] == '-');
    if (rules.grouped && strchr(digits, ',') && is_grouped(digits))
        remove_char(out, ',');
    return g_ascii_isdigit(*digits) && jb_decimal_parse(out->str, &value) ? NUMBER_GOOD
                                                                          : NUMBER_BAD;
}
