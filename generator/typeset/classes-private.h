#ifndef JB_TYPESET_CLASSES_PRIVATE_H
#define JB_TYPESET_CLASSES_PRIVATE_H

/* What a character does in a line: where lines may break at it and which space it takes. */

#include <glib.h>
#include <stdbool.h>

#include "model/language.h"

enum character_class {
    CLASS_HAN,        /* ideographs and what is set like one */
    CLASS_OPEN,       /* full-width （《“ */
    CLASS_CLOSE,      /* full-width ）》” */
    CLASS_COMMA,      /* ，、；： */
    CLASS_STOP,       /* 。？！ */
    CLASS_MIDDLE_DOT, /* · in Chinese */
    CLASS_DASH,       /* — in Chinese */
    CLASS_ELLIPSIS,   /* … in Chinese */
    CLASS_CONNECTOR,  /* ranges: ～ – */
    CLASS_SOLIDUS,    /* / ／ */
    CLASS_LATIN,      /* letters */
    CLASS_DIGIT,
    CLASS_PREFIX,      /* stays with the number that follows: ￥ */
    CLASS_SUFFIX,      /* stays with the number before it: % ℃ */
    CLASS_LATIN_OPEN,  /* ( and English “ */
    CLASS_LATIN_CLOSE, /* ) . , and English ” */
    CLASS_LATIN_MARK,  /* other marks of Latin fonts */
    CLASS_SYMBOL,      /* arrows, signs: no rule of their own */
    CLASS_SPACE,
    CLASS_JOINER,      /* U+2060: forbids a line end on both sides */
    CLASS_SOFT_HYPHEN, /* U+00AD: a place for a hyphen */
    CLASS_IGNORED,     /* control characters, variation selectors: never set by themselves */
    CLASS_LINE_END,    /* U+2028: a forced line end */
};

/* The class of c in a text of that language, and whether it comes from the Han face (R30-R34). */
enum character_class jb_character_class(gunichar c, enum jb_lang lang, bool *han);

/* R09: a full-width mark, half of which may be blank. */
static inline bool jb_is_mark(enum character_class class)
{
    return class >= CLASS_OPEN && class <= CLASS_STOP;
}

static inline bool jb_is_bracket(enum character_class class)
{
    return class == CLASS_OPEN || class == CLASS_CLOSE;
}

/* A letter or digit, or a sign that is part of a number. */
static inline bool jb_is_western(enum character_class class)
{
    return class >= CLASS_LATIN && class <= CLASS_SUFFIX;
}

/* Something that has no glyph of its own. */
static inline bool jb_is_blank(enum character_class class)
{
    return class >= CLASS_JOINER;
}

#endif
