/* Words that a hyphen divides over two lines or more (R55): their parts are pieces of their own, so
 * that the tree of elements can give the word whole. */

#include "typeset/lines-private.h"

static bool is_of_word(const struct jb_shaped *shaped, uint32_t i)
{
    enum character_class class = shaped->clusters[i].class;

    return jb_is_western(class) || class == CLASS_SOFT_HYPHEN;
}

static uint32_t word_start(const struct jb_shaped *shaped, uint32_t i)
{
    while (i > 0 && is_of_word(shaped, i - 1))
        i--;
    return i;
}

static uint32_t word_end(const struct jb_shaped *shaped, uint32_t i)
{
    while (i < shaped->count && is_of_word(shaped, i))
        i++;
    return i;
}

/* Without the soft hyphens that were typed in it. */
static const char *word_text(const struct jb_shaped *shaped, uint32_t start, uint32_t end,
                             struct jb_arena *arena)
{
    GString *text = g_string_new(NULL);
    const char *copy;

    for (uint32_t i = start; i < end; i++) {
        const struct cluster *cluster = &shaped->clusters[i];

        if (cluster->class != CLASS_SOFT_HYPHEN)
            g_string_append_len(text, shaped->text + cluster->offset, cluster->bytes);
    }
    copy = jb_arena_dup_span(arena, text->str, text->len);
    g_string_free(text, TRUE);
    return copy;
}

struct divided_words jb_divided_words(const struct jb_shaped *shaped, const struct line_range *line,
                                      struct jb_arena *arena)
{
    struct divided_words words = {.tail_end = line->start, .head_start = UINT32_MAX};

    if (line->continued)
        words.tail_end = MIN(word_end(shaped, line->start), line->end);
    if (!line->hyphenated)
        return words;
    words.head_start = MAX(word_start(shaped, line->end), words.tail_end);
    if (words.head_start < line->end)
        words.head = word_text(shaped, words.head_start, word_end(shaped, line->end), arena);
    return words;
}
