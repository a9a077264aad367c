#include "typeset/classes-private.h"

/* Which face has the character. In BY_LANGUAGE it is the Han face in Chinese text only. */
enum side { LATIN_SIDE, HAN_SIDE, BY_LANGUAGE };

struct character_range {
    gunichar first, last;
    enum character_class zh, en;
    enum side side;
};

#define LATIN(first, last, class)                             \
    {                                                         \
        first, last, CLASS_##class, CLASS_##class, LATIN_SIDE \
    }
#define HAN(first, last, class)                             \
    {                                                       \
        first, last, CLASS_##class, CLASS_##class, HAN_SIDE \
    }
#define SHARED(first, last, zh, en)                      \
    {                                                    \
        first, last, CLASS_##zh, CLASS_##en, BY_LANGUAGE \
    }

/* Sorted; a character that is in no range is a Latin letter. */
static const struct character_range ranges[] = {
    LATIN(0x0000, 0x001F, IGNORED),
    LATIN(0x0020, 0x0020, SPACE),
    LATIN(0x0021, 0x0021, LATIN_CLOSE), /* ! */
    LATIN(0x0022, 0x0023, LATIN_MARK),
    LATIN(0x0024, 0x0024, PREFIX), /* $ */
    LATIN(0x0025, 0x0025, SUFFIX), /* % */
    LATIN(0x0026, 0x0027, LATIN_MARK),
    LATIN(0x0028, 0x0028, LATIN_OPEN),  /* ( */
    LATIN(0x0029, 0x0029, LATIN_CLOSE), /* ) */
    LATIN(0x002A, 0x002B, LATIN_MARK),
    LATIN(0x002C, 0x002E, LATIN_CLOSE), /* , - . */
    LATIN(0x002F, 0x002F, SOLIDUS),
    LATIN(0x0030, 0x0039, DIGIT),
    LATIN(0x003A, 0x003B, LATIN_CLOSE), /* : ; */
    LATIN(0x003C, 0x003E, LATIN_MARK),
    LATIN(0x003F, 0x003F, LATIN_CLOSE), /* ? */
    LATIN(0x0040, 0x0040, LATIN_MARK),
    LATIN(0x005B, 0x005B, LATIN_OPEN), /* [ */
    LATIN(0x005C, 0x005C, LATIN_MARK),
    LATIN(0x005D, 0x005D, LATIN_CLOSE), /* ] */
    LATIN(0x005E, 0x0060, LATIN_MARK),
    LATIN(0x007B, 0x007B, LATIN_OPEN), /* { */
    LATIN(0x007C, 0x007C, LATIN_MARK),
    LATIN(0x007D, 0x007D, LATIN_CLOSE), /* } */
    LATIN(0x007E, 0x007E, LATIN_MARK),
    LATIN(0x007F, 0x009F, IGNORED),
    LATIN(0x00A0, 0x00A0, SPACE),
    LATIN(0x00A1, 0x00A1, LATIN_OPEN),
    LATIN(0x00A2, 0x00A5, PREFIX), /* £ ¥ */
    LATIN(0x00A6, 0x00A9, LATIN_MARK),
    LATIN(0x00AB, 0x00AB, LATIN_OPEN), /* « */
    LATIN(0x00AC, 0x00AC, LATIN_MARK),
    LATIN(0x00AD, 0x00AD, SOFT_HYPHEN),
    LATIN(0x00AE, 0x00AF, LATIN_MARK),
    LATIN(0x00B0, 0x00B0, SUFFIX), /* ° */
    LATIN(0x00B1, 0x00B1, PREFIX), /* ± */
    LATIN(0x00B2, 0x00B3, SUFFIX), /* ² ³ */
    LATIN(0x00B4, 0x00B6, LATIN_MARK),
    SHARED(0x00B7, 0x00B7, MIDDLE_DOT, LATIN_MARK),
    LATIN(0x00B8, 0x00B8, LATIN_MARK),
    LATIN(0x00B9, 0x00B9, SUFFIX),
    LATIN(0x00BB, 0x00BB, LATIN_CLOSE), /* » */
    LATIN(0x00BC, 0x00BE, DIGIT),       /* ½ */
    LATIN(0x00BF, 0x00BF, LATIN_OPEN),
    LATIN(0x00D7, 0x00D7, LATIN_MARK), /* × */
    LATIN(0x00F7, 0x00F7, LATIN_MARK),
    HAN(0x1100, 0x11FF, HAN),
    LATIN(0x2000, 0x200A, SPACE),
    LATIN(0x200B, 0x200F, IGNORED),
    LATIN(0x2010, 0x2011, LATIN_CLOSE), /* hyphens */
    LATIN(0x2012, 0x2013, CONNECTOR),   /* – */
    SHARED(0x2014, 0x2015, DASH, LATIN_MARK),
    LATIN(0x2016, 0x2017, LATIN_MARK),
    SHARED(0x2018, 0x2018, OPEN, LATIN_OPEN),
    SHARED(0x2019, 0x2019, CLOSE, LATIN_CLOSE),
    LATIN(0x201A, 0x201B, LATIN_OPEN),
    SHARED(0x201C, 0x201C, OPEN, LATIN_OPEN),
    SHARED(0x201D, 0x201D, CLOSE, LATIN_CLOSE),
    LATIN(0x201E, 0x201F, LATIN_OPEN),
    LATIN(0x2020, 0x2024, LATIN_MARK),
    SHARED(0x2025, 0x2026, ELLIPSIS, LATIN_CLOSE),
    LATIN(0x2027, 0x2027, LATIN_MARK),
    LATIN(0x2028, 0x2029, LINE_END),
    LATIN(0x202A, 0x202E, IGNORED),
    LATIN(0x202F, 0x202F, SPACE),
    LATIN(0x2030, 0x2034, SUFFIX), /* ‰ ′ ″ */
    LATIN(0x2039, 0x2039, LATIN_OPEN),
    LATIN(0x203A, 0x203A, LATIN_CLOSE),
    HAN(0x203B, 0x203B, SYMBOL), /* ※ */
    LATIN(0x203C, 0x2043, LATIN_MARK),
    LATIN(0x2044, 0x2044, SOLIDUS),
    LATIN(0x2045, 0x205E, LATIN_MARK),
    LATIN(0x205F, 0x205F, SPACE),
    LATIN(0x2060, 0x2060, JOINER),
    LATIN(0x2061, 0x206F, IGNORED),
    LATIN(0x2070, 0x209C, SUFFIX),
    LATIN(0x20A0, 0x20CF, PREFIX), /* € */
    SHARED(0x2100, 0x2102, SYMBOL, SYMBOL),
    SHARED(0x2103, 0x2103, SUFFIX, SUFFIX), /* ℃ */
    SHARED(0x2104, 0x2115, SYMBOL, SYMBOL),
    SHARED(0x2116, 0x2116, PREFIX, PREFIX), /* № */
    SHARED(0x2117, 0x214F, SYMBOL, SYMBOL),
    HAN(0x2150, 0x2211, SYMBOL),
    LATIN(0x2212, 0x2212, PREFIX), /* the minus sign (R81) */
    SHARED(0x2213, 0x22FF, SYMBOL, SYMBOL),
    HAN(0x2300, 0x27BF, SYMBOL),
    HAN(0x2900, 0x2BFF, SYMBOL),
    HAN(0x2E3A, 0x2E3B, DASH), /* ⸺ */
    HAN(0x2E80, 0x2FFF, HAN),
    HAN(0x3000, 0x3000, SPACE),
    HAN(0x3001, 0x3001, COMMA), /* 、 */
    HAN(0x3002, 0x3002, STOP),  /* 。 */
    HAN(0x3003, 0x3007, HAN),
    HAN(0x3008, 0x3008, OPEN), /* 〈 */
    HAN(0x3009, 0x3009, CLOSE),
    HAN(0x300A, 0x300A, OPEN), /* 《 */
    HAN(0x300B, 0x300B, CLOSE),
    HAN(0x300C, 0x300C, OPEN), /* 「 */
    HAN(0x300D, 0x300D, CLOSE),
    HAN(0x300E, 0x300E, OPEN), /* 『 */
    HAN(0x300F, 0x300F, CLOSE),
    HAN(0x3010, 0x3010, OPEN), /* 【 */
    HAN(0x3011, 0x3011, CLOSE),
    HAN(0x3012, 0x3013, HAN),
    HAN(0x3014, 0x3014, OPEN), /* 〔 */
    HAN(0x3015, 0x3015, CLOSE),
    HAN(0x3016, 0x3016, OPEN), /* 〖 */
    HAN(0x3017, 0x3017, CLOSE),
    HAN(0x3018, 0x3018, OPEN),
    HAN(0x3019, 0x3019, CLOSE),
    HAN(0x301A, 0x301A, OPEN),
    HAN(0x301B, 0x301B, CLOSE),
    HAN(0x301C, 0x301C, CONNECTOR), /* 〜 */
    HAN(0x301D, 0x301D, OPEN),
    HAN(0x301E, 0x301F, CLOSE),
    HAN(0x3020, 0x30FA, HAN),
    HAN(0x30FB, 0x30FB, MIDDLE_DOT), /* ・ */
    HAN(0x30FC, 0xA4CF, HAN),
    HAN(0xAC00, 0xD7FF, HAN),
    HAN(0xF900, 0xFAFF, HAN),
    LATIN(0xFE00, 0xFE0F, IGNORED), /* variation selectors */
    HAN(0xFE10, 0xFE4F, HAN),
    LATIN(0xFEFF, 0xFEFF, JOINER),
    HAN(0xFF01, 0xFF01, STOP), /* ！ */
    HAN(0xFF02, 0xFF03, HAN),
    HAN(0xFF04, 0xFF04, PREFIX), /* ＄ */
    HAN(0xFF05, 0xFF05, SUFFIX), /* ％ */
    HAN(0xFF06, 0xFF07, HAN),
    HAN(0xFF08, 0xFF08, OPEN), /* （ */
    HAN(0xFF09, 0xFF09, CLOSE),
    HAN(0xFF0A, 0xFF0B, HAN),
    HAN(0xFF0C, 0xFF0C, COMMA), /* ， */
    HAN(0xFF0D, 0xFF0D, CONNECTOR),
    HAN(0xFF0E, 0xFF0E, STOP),    /* ． */
    HAN(0xFF0F, 0xFF0F, SOLIDUS), /* ／ */
    HAN(0xFF10, 0xFF19, HAN),
    HAN(0xFF1A, 0xFF1B, COMMA), /* ： ； */
    HAN(0xFF1C, 0xFF1E, HAN),
    HAN(0xFF1F, 0xFF1F, STOP), /* ？ */
    HAN(0xFF20, 0xFF3A, HAN),
    HAN(0xFF3B, 0xFF3B, OPEN), /* ［ */
    HAN(0xFF3C, 0xFF3C, HAN),
    HAN(0xFF3D, 0xFF3D, CLOSE),
    HAN(0xFF3E, 0xFF5A, HAN),
    HAN(0xFF5B, 0xFF5B, OPEN), /* ｛ */
    HAN(0xFF5C, 0xFF5C, HAN),
    HAN(0xFF5D, 0xFF5D, CLOSE),
    HAN(0xFF5E, 0xFF5E, CONNECTOR), /* ～ */
    HAN(0xFF5F, 0xFF5F, OPEN),
    HAN(0xFF60, 0xFF60, CLOSE),
    HAN(0xFF61, 0xFFDF, HAN),
    HAN(0xFFE0, 0xFFE1, PREFIX),
    HAN(0xFFE2, 0xFFE4, HAN),
    HAN(0xFFE5, 0xFFE6, PREFIX), /* ￥ */
    LATIN(0xFFF0, 0xFFFB, IGNORED),
    HAN(0xFFFC, 0xFFFD, SYMBOL),
    HAN(0x1B000, 0x3FFFF, HAN),
    LATIN(0xE0000, 0x10FFFF, IGNORED),
};

static const struct character_range *find_range(gunichar c)
{
    size_t low = 0, high = G_N_ELEMENTS(ranges);

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (c < ranges[middle].first)
            high = middle;
        else if (c > ranges[middle].last)
            low = middle + 1;
        else
            return &ranges[middle];
    }
    return NULL;
}

enum character_class jb_character_class(gunichar c, enum jb_lang lang, bool *han)
{
    const struct character_range *range;

    *han = c >= 0x4E00 && c <= 0x9FFF; /* nearly all of a Chinese text */
    if (*han)
        return CLASS_HAN;
    range = find_range(c);
    if (!range)
        return CLASS_LATIN;
    *han = range->side == HAN_SIDE || (range->side == BY_LANGUAGE && lang == JB_ZH);
    return lang == JB_ZH ? range->zh : range->en;
}
