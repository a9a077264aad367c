#include <libxml/xmlregexp.h>
#include <libxml/xmlschemastypes.h>
#include <string.h>

#include "base/nearest.h"
#include "xml/messages-private.h"
#include "xml/xml-private.h"

/* Values that the schema refuses, and attributes that it misses: what is meant, else what the
 * schema explains. */

enum { LONGEST_VALUE = 100 /* bytes of a value that is guessed at */ };

/* What the schema explains of an attribute, in both languages; otherwise where it says nothing.
 * by_type: what its type explains comes first, which is how a value is written. */
static struct jb_words explanation(const struct fault_report *r, const struct fault *fault,
                                   const xmlNode *node, bool by_type, const char *otherwise)
{
    const char *zh = NULL, *en = NULL;

    if (by_type && schema_is_date(r->schema, element_name(node), fault->attribute))
        return (struct jb_words){"确有的一天，写成年-月-日，如 2024-03-31",
                                 "a day that exists, written year-month-day, such as 2024-03-31"};
    if (fault->attribute) {
        zh = schema_explanation(r->arena, r->schema, element_name(node), fault->attribute, by_type,
                                "zh");
        en = schema_explanation(r->arena, r->schema, element_name(node), fault->attribute, by_type,
                                "en");
    }
    if (!zh)
        zh = en ? en : otherwise;
    return (struct jb_words){zh, en ? en : zh};
}

void report_missing_attribute(const struct fault_report *r, const struct fault *fault,
                              const xmlNode *node)
{
    struct jb_words words[] = {jb_words_same(fault->attribute),
                               jb_words_same(element_name(node)),
                               explanation(r, fault, node, false, "…"),
                               {0}};

    jb_report_words(r->sink, &jb_xml_messages[SAY_ATTRIBUTE_MISSING], node_span(r->xml, node),
                    (struct jb_span){0}, words);
}

/* --- what was meant --------------------------------------------------------------------------- */

/* Full-width digits and signs as ASCII; what is no digit between digits is left to the caller. */
static GString *narrow(const char *value)
{
    GString *text = g_string_new(NULL);

    for (const char *c = value; *c; c = g_utf8_next_char(c)) {
        gunichar character = g_utf8_get_char(c);

        if (character >= 0xFF01 && character <= 0xFF5E)
            character -= 0xFEE0;
        if (character == 0x3000 || g_unichar_isspace(character))
            continue;
        g_string_append_unichar(text, character);
    }
    return text;
}

/* Thousands are parted by commas: "1,5" would be something else. */
static bool is_grouped(const char *digits, size_t length)
{
    const char *comma = memchr(digits, ',', length);

    if (comma && (comma == digits || comma > digits + 3))
        return false;
    for (; comma; comma = memchr(comma + 1, ',', length - (size_t)(comma + 1 - digits)))
        if (strspn(comma + 1, "0123456789") != 3)
            return false;
    return true;
}

/* How many digits a Chinese word behind a number adds: 0 for a unit, -1 where it is better not to
 * guess. */
static int scale_of(const char *word)
{
    static const char *const scales[] = {"十", "百", "千", "万", "亿"};

    if (g_str_has_prefix(word, "万") && !strstr(word, "亿"))
        return 4;
    if (g_str_has_prefix(word, "亿"))
        return 8;
    for (size_t i = 0; i < G_N_ELEMENTS(scales); i++)
        if (strstr(word, scales[i]))
            return -1;
    return !*word || strcmp(word, "%") == 0 || (unsigned char)*word >= 0x80 ? 0 : -1;
}

static void move_point(GString *number, int digits)
{
    char *point = strchr(number->str, '.');
    gsize at = point ? (gsize)(point - number->str) : number->len;

    if (point)
        g_string_erase(number, (gssize)at, 1);
    while (number->len < at + (gsize)digits)
        g_string_append_c(number, '0');
    if (number->len > at + (gsize)digits)
        g_string_insert_c(number, (gssize)at + digits, '.');
}

/* "16,600人" -> "16600", "1.66万" -> "16600". */
static char *as_number(const char *value)
{
    size_t length = strspn(value, "-0123456789.,");
    int scale = scale_of(value + length);
    GString *number = g_string_new(NULL);

    for (size_t i = 0; i < length; i++)
        if (value[i] != ',')
            g_string_append_c(number, value[i]);
    if (scale < 0 || !is_grouped(value, length))
        g_string_truncate(number, 0);
    else if (scale > 0)
        move_point(number, scale);
    return g_string_free(number, FALSE);
}

/* "2024.3.31", "2024年3月31日" -> "2024-03-31"; "2024年3月" -> "2024-03". */
static char *as_date(const char *value)
{
    int parts[3] = {0}, count = 0;

    for (const char *c = value; *c && count < 3; count++) {
        size_t digits = strspn(c, "0123456789");

        if (digits == 0 || digits > 4)
            return g_strdup("");
        parts[count] = (int)g_ascii_strtoull(c, NULL, 10);
        c += digits;
        c += strcspn(c, "0123456789");
    }
    return count == 3   ? g_strdup_printf("%04d-%02d-%02d", parts[0], parts[1], parts[2])
           : count == 2 ? g_strdup_printf("%04d-%02d", parts[0], parts[1])
                        : g_strdup("");
}

/* "2024年1季度", "2024q1" -> "2024-Q1". */
static char *as_quarter(const char *value)
{
    static const char *const names[] = {"一", "二", "三", "四"};
    size_t digits = strspn(value, "0123456789");
    const char *rest = value + digits;

    if (digits != 4)
        return g_strdup("");
    for (int i = 0; i < 4; i++)
        if (strchr(rest, '1' + i) || strstr(rest, names[i]))
            return g_strdup_printf("%.4s-Q%d", value, i + 1);
    return g_strdup("");
}

static char *as_length(const char *value)
{
    return g_strdup_printf("%spt", value);
}

static char *as_colour(const char *value)
{
    return g_strdup_printf("#%s", value);
}

/* The first of what the value may have been meant for that the schema takes; NULL for none. */
static const char *guess(const struct fault_report *r, const struct fault *fault,
                         const xmlNode *node, const char *value)
{
    static char *(*const forms[])(const char *) = {g_strdup,   as_number, as_date,
                                                   as_quarter, as_length, as_colour};
    const xmlNode *declaration =
        schema_attribute(r->schema, element_name(node), fault->attribute ? fault->attribute : "");
    GString *plain;
    const char *found = NULL;

    if (!declaration || strlen(value) > LONGEST_VALUE)
        return NULL;
    plain = narrow(value);
    for (size_t i = 0; i < G_N_ELEMENTS(forms) && !found; i++) {
        char *form = forms[i](plain->str);

        if (*form && schema_allows(r->schema, declaration, form))
            found = jb_arena_dup_text(r->arena, form);
        g_free(form);
    }
    g_string_free(plain, TRUE);
    return found;
}

/* --- values ----------------------------------------------------------------------------------- */

static struct jb_span value_span(const struct fault_report *r, const struct fault *fault,
                                 const xmlNode *node)
{
    if (fault->attribute)
        return attribute_span(r->xml->sources, node_span(r->xml, node), fault->attribute);
    return node_span(
        r->xml, node->children && node->children->type == XML_TEXT_NODE ? node->children : node);
}

static const char *value_of(const struct fault *fault, const xmlNode *node)
{
    const char *text = NULL;

    if (fault->attribute)
        text = jb_xml_attribute(node_outside(node), fault->attribute);
    else if (node->children && node->children->type == XML_TEXT_NODE)
        text = (const char *)node->children->content;
    return text ? text : "";
}

/* "draft（征求意见稿）、review（送审稿）": the values of an enumeration with what they mean. */
static const char *list_values(const struct fault_report *r, struct names values,
                               const struct fault *fault, const xmlNode *node, const char *lang)
{
    bool chinese = strcmp(lang, "zh") == 0;
    GString *list = g_string_new(NULL);
    const char *text;

    for (uint32_t i = 0; i < values.count; i++) {
        const char *meaning = schema_meaning(r->arena, r->schema, element_name(node),
                                             fault->attribute, values.at[i], lang);

        g_string_append_printf(list, "%s%s", i == 0 ? "" : chinese ? "、" : ", ", values.at[i]);
        if (meaning && strcmp(meaning, values.at[i]) != 0)
            g_string_append_printf(list, chinese ? "（%s）" : " (%s)", meaning);
    }
    text = jb_arena_dup_span(r->arena, list->str, list->len);
    g_string_free(list, TRUE);
    return text;
}

static struct jb_words allowed_values(const struct fault_report *r, struct names values,
                                      const struct fault *fault, const xmlNode *node)
{
    return (struct jb_words){list_values(r, values, fault, node, "zh"),
                             list_values(r, values, fault, node, "en")};
}

void report_bad_value(const struct fault_report *r, const struct fault *fault, const xmlNode *node)
{
    const char *what =
        fault->attribute ? fault->attribute : jb_arena_print(r->arena, "<%s>", element_name(node));
    const char *value = value_of(fault, node), *near;
    struct names values = {0};
    struct jb_words words[] = {
        jb_words_same(what), jb_words_same(short_excerpt(r->arena, value)), {0}, {0}};

    if (fault->listed)
        values = split_names(r->arena, fault->listed, strlen(fault->listed));
    near = values.count > 0 ? jb_nearest(value, values.at, values.count)
                            : guess(r, fault, node, value);
    words[2] = near               ? jb_words_same(near)
               : values.count > 0 ? allowed_values(r, values, fault, node)
                                  : explanation(r, fault, node, true, fault->text);
    jb_report_words(r->sink, &jb_xml_messages[near ? SAY_MISSPELT_VALUE : SAY_BAD_VALUE],
                    value_span(r, fault, node), (struct jb_span){0}, words);
}
