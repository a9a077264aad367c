/* Where a line may end. Pairs of Latin characters follow UAX 14, as Pango has it; every pair with a
 * Chinese character or mark follows the table here: UAX 14 refuses all breaks beside “ ”, allows
 * them before ·, and does so in 1—3 and 3.68万. */

#include "model/text.h"
#include "typeset/numbers-private.h"
#include "typeset/shaped-private.h"

/* Classes whose line ends UAX 14 decides when they meet. */
static bool is_latin(const struct jb_shaped *shaped, uint32_t i)
{
    enum character_class class = shaped->clusters[i].class;
    bool han;

    if (class == CLASS_SPACE)
        return jb_cluster_strip(shaped, i)->lang == JB_EN;
    jb_character_class(jb_cluster_character(shaped, i), jb_cluster_strip(shaped, i)->lang, &han);
    return !han && !jb_is_mark(class) && (class == CLASS_SOLIDUS || class >= CLASS_LATIN);
}

static bool is_range_mark(const struct jb_shaped *shaped, uint32_t i)
{
    if (shaped->clusters[i].class == CLASS_CONNECTOR)
        return true;
    /* —— is a unit; — alone joins the ends of a range */
    return shaped->clusters[i].class == CLASS_DASH && shaped->clusters[i].bytes == 3 &&
           (i == 0 || shaped->clusters[i - 1].class != CLASS_DASH) &&
           (i + 1 == shaped->count || shaped->clusters[i + 1].class != CLASS_DASH);
}

/* R01, R03: never at the start of a line. */
static bool never_starts(const struct jb_shaped *shaped, uint32_t i)
{
    switch (shaped->clusters[i].class) {
    case CLASS_CLOSE:
    case CLASS_COMMA:
    case CLASS_STOP:
    case CLASS_MIDDLE_DOT:
    case CLASS_SUFFIX:
    case CLASS_LATIN_CLOSE:
    case CLASS_SPACE:
    case CLASS_JOINER:
    case CLASS_IGNORED:
    case CLASS_SOFT_HYPHEN: return true;
    case CLASS_ELLIPSIS:
    case CLASS_SOLIDUS: return shaped->look->breaks >= JB_BREAKS_GB;
    case CLASS_DASH: return shaped->look->breaks == JB_BREAKS_STRICT || is_range_mark(shaped, i);
    case CLASS_CONNECTOR: return true;
    default: return false;
    }
}

/* R02: never at the end of a line. */
static bool never_ends(const struct jb_shaped *shaped, uint32_t i)
{
    switch (shaped->clusters[i].class) {
    case CLASS_OPEN:
    case CLASS_LATIN_OPEN:
    case CLASS_PREFIX:
    case CLASS_JOINER: return true;
    case CLASS_SOLIDUS: return shaped->look->breaks >= JB_BREAKS_GB;
    case CLASS_SPACE: {
        gunichar c = jb_cluster_character(shaped, i);

        return c == 0xA0 || c == 0x2007 || c == 0x202F;
    }
    default: return false;
    }
}

static bool is_number_part(const struct jb_shaped *shaped, uint32_t i)
{
    enum character_class class = shaped->clusters[i].class;

    return class == CLASS_DIGIT || class == CLASS_SUFFIX || class == CLASS_PREFIX;
}

static bool is_date_part(const struct jb_shaped *shaped, uint32_t i)
{
    gunichar c = jb_cluster_character(shaped, i);

    return is_number_part(shaped, i) || c == 0x5E74 || c == 0x6708 || c == 0x65E5; /* 年月日 */
}

/* R04: after the dash of a range of numbers or dates a line ends only where it has to. */
static enum break_kind after_range_mark(const struct jb_shaped *shaped, uint32_t i)
{
    bool left = i > 0 && is_date_part(shaped, i - 1);
    bool right = is_number_part(shaped, i + 1);

    return left || right ? BREAK_RELUCTANT : BREAK_ALLOWED;
}

/* R06: the two halves of —— and ……. */
static bool is_inside_unit(const struct cluster *a, const struct cluster *b)
{
    return a->class == b->class && (a->class == CLASS_DASH || a->class == CLASS_ELLIPSIS);
}

static enum break_kind break_between(const struct jb_shaped *shaped, uint32_t i)
{
    const struct cluster *a = &shaped->clusters[i], *b = &shaped->clusters[i + 1];

    if (is_inside_unit(a, b))
        return BREAK_NEVER;
    if (shaped->look->breaks == JB_BREAKS_NONE)
        return b->class == CLASS_SPACE ? BREAK_NEVER : BREAK_ALLOWED;
    if (never_starts(shaped, i + 1) || never_ends(shaped, i))
        return BREAK_NEVER;
    if (a->class == CLASS_DIGIT && b->class == CLASS_HAN)
        return BREAK_NEVER;
    if (is_range_mark(shaped, i))
        return after_range_mark(shaped, i);
    return BREAK_ALLOWED;
}

static bool is_nobr(const struct jb_shaped *shaped, uint32_t i)
{
    return (jb_cluster_run(shaped, i)->marks & JB_TEXT_NOBR) != 0;
}

/* A dash between spaces stays on the line of the word before it. */
static bool is_spaced_dash(const struct jb_shaped *shaped, uint32_t i)
{
    gunichar c = jb_cluster_character(shaped, i);

    return (c == 0x2013 || c == 0x2014) && i > 0 && shaped->clusters[i - 1].class == CLASS_SPACE;
}

/* R05 is a rule for Chinese: English addresses and and/or break after the stroke. */
static enum break_kind latin_break(const struct jb_shaped *shaped, uint32_t i, bool allowed)
{
    bool english_solidus =
        shaped->clusters[i].class == CLASS_SOLIDUS && jb_cluster_strip(shaped, i)->lang == JB_EN;

    if (!allowed || is_spaced_dash(shaped, i + 1) || (never_ends(shaped, i) && !english_solidus))
        return BREAK_NEVER;
    if (is_range_mark(shaped, i))
        return after_range_mark(shaped, i);
    return BREAK_ALLOWED;
}

/* after: what Pango says of the place after cluster i. */
static enum break_kind break_after(const struct jb_shaped *shaped, uint32_t i,
                                   const PangoLogAttr *after)
{
    enum break_kind kind;

    if (shaped->clusters[i].class == CLASS_LINE_END)
        return BREAK_FORCED;
    if (shaped->clusters[i + 1].class == CLASS_LINE_END)
        return BREAK_NEVER;
    if (shaped->clusters[i].class == CLASS_SOFT_HYPHEN)
        return BREAK_HYPHEN;
    if (is_latin(shaped, i) && is_latin(shaped, i + 1))
        kind = latin_break(shaped, i, after->is_line_break);
    else
        kind = break_between(shaped, i);
    if (kind > BREAK_BOUND && is_nobr(shaped, i) && is_nobr(shaped, i + 1))
        return BREAK_BOUND;
    return kind;
}

static PangoLogAttr *find_latin_breaks(const struct jb_shaped *shaped)
{
    glong count = g_utf8_strlen(shaped->text, (gssize)shaped->length);
    PangoLogAttr *attributes = g_new0(PangoLogAttr, (gsize)count + 1);

    pango_get_log_attrs(shaped->text, (int)shaped->length, 0,
                        pango_language_from_string(jb_lang_tag(shaped->para->lang)), attributes,
                        (int)count + 1);
    return attributes;
}

void jb_shaped_set_breaks(struct jb_shaped *shaped)
{
    PangoLogAttr *attributes;
    glong letter = 0;

    if (shaped->count == 0)
        return;
    attributes = find_latin_breaks(shaped);
    for (uint32_t i = 0; i + 1 < shaped->count; i++) {
        struct cluster *cluster = &shaped->clusters[i];

        letter += g_utf8_strlen(shaped->text + cluster->offset, cluster->bytes);
        cluster->stop = (uint8_t)break_after(shaped, i, &attributes[letter]);
    }
    shaped->clusters[shaped->count - 1].stop = BREAK_FORCED;
    g_free(attributes);
    jb_numbers_bind(shaped);
}
