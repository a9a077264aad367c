/* R51, R52: where English words may be hyphenated. */

#include <hyphen.h>
#include <string.h>
#include <unistd.h>

#include "typeset/shaped-private.h"

enum { SHORTEST_WORD = 6, LONGEST_WORD = 48, SHORTEST_LEFT = 2, SHORTEST_RIGHT = 3 };

static const char *const dictionary_paths[] = {
    [JB_HYPHENS_EN_GB] = "/usr/share/hyphen/hyph_en_GB.dic",
    [JB_HYPHENS_EN_US] = "/usr/share/hyphen/hyph_en_US.dic",
};

static void close_dictionary(void *dictionary)
{
    hnj_hyphen_free(dictionary);
}

/* Without the dictionary there are no hyphens: lines are looser, nothing is wrong. */
static HyphenDict *find_dictionary(struct jb_typesetter *typesetter, enum jb_hyphens hyphens)
{
    HyphenDict **dictionary = &typesetter->hyphens[hyphens];

    if (!typesetter->hyphens_sought[hyphens] && access(dictionary_paths[hyphens], R_OK) == 0) {
        *dictionary = hnj_hyphen_load(dictionary_paths[hyphens]);
        if (*dictionary)
            jb_arena_defer(typesetter->arena, close_dictionary, *dictionary);
    }
    typesetter->hyphens_sought[hyphens] = true;
    return *dictionary;
}

/* Words between spaces, as clusters [start, end). */
static uint32_t token_end(const struct jb_shaped *shaped, uint32_t start)
{
    while (start < shaped->count && shaped->clusters[start].class != CLASS_SPACE &&
           shaped->clusters[start].class != CLASS_LINE_END)
        start++;
    return start;
}

static bool is_small_letter(const struct jb_shaped *shaped, uint32_t i)
{
    const struct cluster *cluster = &shaped->clusters[i];
    const char *text = shaped->text + cluster->offset;

    for (uint32_t k = 0; k < cluster->bytes; k++)
        if (!g_ascii_islower(text[k]))
            return false;
    return true;
}

/* A token is a word where small letters stand between marks alone: a capital, a digit, a slash or
 * a hyphen inside makes it a name, a code or an address (R52). */
static bool find_word(const struct jb_shaped *shaped, uint32_t *start, uint32_t *end)
{
    while (*start < *end && !jb_is_western(shaped->clusters[*start].class))
        ++*start;
    while (*end > *start && !jb_is_western(shaped->clusters[*end - 1].class))
        --*end;
    for (uint32_t i = *start; i < *end; i++)
        if (!is_small_letter(shaped, i) || jb_cluster_strip(shaped, i)->lang != JB_EN)
            return false;
    return *end > *start;
}

static void set_points(struct jb_shaped *shaped, uint32_t start, uint32_t end, const char *points,
                       uint32_t length)
{
    uint32_t first = shaped->clusters[start].offset;

    for (uint32_t i = start; i + 1 < end; i++) {
        uint32_t letters = shaped->clusters[i + 1].offset - first;

        if (letters >= SHORTEST_LEFT && length - letters >= SHORTEST_RIGHT &&
            (points[letters - 1] - '0') % 2 == 1 && shaped->clusters[i].stop == BREAK_NEVER)
            shaped->clusters[i].stop = BREAK_HYPHEN;
    }
}

/* Changes of spelling at a hyphen, which libhyphen allocates by malloc as g_free expects; English
 * has none, and a word that has one is not hyphenated. */
static bool drop_changes(char **changes, int *places, int *cuts, uint32_t length)
{
    bool any = changes != NULL;

    for (uint32_t i = 0; changes && i < length; i++)
        g_free(changes[i]);
    g_free(changes);
    g_free(places);
    g_free(cuts);
    return any;
}

/* hnj_hyphen_hyphenate, the simple call, finds nothing with dictionaries of two levels. This one
 * looks for marks in the word up to a final NUL, whatever length it is told. */
static void hyphenate_word(struct jb_shaped *shaped, HyphenDict *dictionary, uint32_t start,
                           uint32_t end)
{
    const struct cluster *last = &shaped->clusters[end - 1];
    uint32_t first = shaped->clusters[start].offset;
    uint32_t length = last->offset + last->bytes - first;
    char word[LONGEST_WORD + 1] = "", points[LONGEST_WORD + 8] = "", **changes = NULL;
    int *places = NULL, *cuts = NULL, failed;

    if (length < SHORTEST_WORD || length > LONGEST_WORD)
        return;
    memcpy(word, shaped->text + first, length);
    failed =
        hnj_hyphen_hyphenate3(dictionary, word, (int)length, points, NULL, &changes, &places, &cuts,
                              SHORTEST_LEFT, SHORTEST_RIGHT, SHORTEST_LEFT, SHORTEST_RIGHT);
    if (!drop_changes(changes, places, cuts, length) && !failed)
        set_points(shaped, start, end, points, length);
}

static bool wants_hyphens(const struct jb_shaped *shaped)
{
    return shaped->look->hyphens != JB_HYPHENS_NO && shaped->para->lang == JB_EN;
}

/* R51: none in the last word of the paragraph. */
void jb_shaped_set_hyphens(struct jb_typesetter *typesetter, struct jb_shaped *shaped)
{
    HyphenDict *dictionary =
        wants_hyphens(shaped) ? find_dictionary(typesetter, shaped->look->hyphens) : NULL;

    for (uint32_t start = 0, next; dictionary && start < shaped->count; start = next + 1) {
        uint32_t end = next = token_end(shaped, start);

        if (next < shaped->count && find_word(shaped, &start, &end))
            hyphenate_word(shaped, dictionary, start, end);
    }
}
