#ifndef JB_CHECK_LETTERS_PRIVATE_H
#define JB_CHECK_LETTERS_PRIVATE_H

/* A half as a row of letters, across its pieces: what stands beside a punctuation mark decides
 * whether it is right. */

#include <glib.h>

#include "base/arena.h"
#include "model/record.h"

enum letter_kind {
    LETTER_NONE, /* past the ends, and forced ends of lines */
    LETTER_SPACE,
    LETTER_HAN,   /* a Chinese character, or a figure that ends with its counter */
    LETTER_MARK,  /* a Chinese punctuation mark */
    LETTER_LATIN, /* a letter, or text in English */
    LETTER_DIGIT, /* or a figure without a counter, or a percent sign */
    LETTER_OTHER, /* signs, among them the Latin marks */
};

struct letter {
    gunichar c; /* 0: a figure */
    enum letter_kind kind;
    enum jb_lang lang;
    uint32_t piece;
    const char *at; /* in the piece's text */
    uint32_t han;   /* Chinese characters before it */
};

struct letters {
    const struct jb_half *half;
    GArray *row; /* struct letter */
};

struct letters letters_new(const struct jb_half *half);
void letters_free(struct letters *letters);

/* Any i: past the ends there is a letter of kind NONE. */
struct letter letter_at(const struct letters *letters, gint64 i);

/* The nearest letter before or after i that is no space. */
struct letter letter_before(const struct letters *letters, gint64 i);
struct letter letter_after(const struct letters *letters, gint64 i);

static inline bool is_chinese(struct letter letter)
{
    return letter.kind == LETTER_HAN || letter.kind == LETTER_MARK;
}

/* --- what is to be told ----------------------------------------------------------------------- */

/* A mark of count letters at index that ought to be another. */
struct slip {
    uint32_t index, count;
    const char *meant;
};

/* Both add to slips (struct slip), in any order. */
void find_latin_marks(const struct letters *letters, GArray *slips);
void find_brackets(const struct letters *letters, GArray *slips); /* and quotation marks */

static inline void add_slip(GArray *slips, gint64 index, gint64 count, const char *meant)
{
    struct slip slip = {(uint32_t)index, (uint32_t)count, meant};

    g_array_append_val(slips, slip);
}

#endif
