/* Where words end in Chinese, for titles (R17): ICU's dictionary tells, since nothing in the text
 * does. It gives what it does not know as single characters (民生|实|事|项目): a row of them is
 * taken for one word (实事), and one alone for the end of the word before it (武进区, 情况的). */

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "typeset/lines-private.h"

/* The byte offsets at which ICU's words end, from the start of the text on. */
static GArray *find_bounds(const struct jb_shaped *shaped)
{
    GArray *bounds = g_array_new(FALSE, FALSE, sizeof(int32_t));
    UErrorCode status = U_ZERO_ERROR;
    UText *text = utext_openUTF8(NULL, shaped->text, shaped->length, &status);
    UBreakIterator *words = ubrk_open(UBRK_WORD, jb_lang_tag(shaped->para->lang), NULL, 0, &status);

    ubrk_setUText(words, text, &status);
    if (U_SUCCESS(status))
        for (int32_t at = ubrk_first(words); at != UBRK_DONE; at = ubrk_next(words))
            g_array_append_val(bounds, at);
    ubrk_close(words);
    utext_close(text);
    return bounds;
}

static bool is_single(const struct jb_shaped *shaped, const GArray *bounds, guint word)
{
    int32_t start, end;
    gunichar c;
    bool han;

    if (word + 1 >= bounds->len)
        return false;
    start = g_array_index(bounds, int32_t, word);
    end = g_array_index(bounds, int32_t, word + 1);
    c = g_utf8_get_char(shaped->text + start);
    return g_utf8_next_char(shaped->text + start) == shaped->text + end &&
           jb_character_class(c, JB_ZH, &han) == CLASS_HAN;
}

/* Whether a word really ends where word begins. */
static bool is_end(const struct jb_shaped *shaped, const GArray *bounds, guint word)
{
    if (word == 0 || !is_single(shaped, bounds, word))
        return true;
    return !is_single(shaped, bounds, word - 1) && is_single(shaped, bounds, word + 1);
}

bool *jb_words_find(const struct jb_shaped *shaped)
{
    bool *ends = g_new0(bool, shaped->count + 1);
    GArray *bounds = find_bounds(shaped);
    uint32_t i = 0;

    for (guint word = 0; word < bounds->len; word++) {
        int64_t at = g_array_index(bounds, int32_t, word);

        while (i < shaped->count &&
               (int64_t)shaped->clusters[i].offset + shaped->clusters[i].bytes < at)
            i++;
        if (i < shaped->count)
            ends[i] = (int64_t)shaped->clusters[i].offset + shaped->clusters[i].bytes == at &&
                      is_end(shaped, bounds, word);
    }
    g_array_free(bounds, TRUE);
    return ends;
}
