#include "report/report-private.h"

/* Lines and columns of many findings in one long file: counted once, with a checkpoint now and then
 * from which the count goes on. */

enum { STEP = 4096 /* bytes between checkpoints */ };

struct places {
    const struct jb_sources *sources;
    GHashTable *checkpoints; /* number of a source -> GArray of struct jb_position; looked up */
};

static void close_checkpoints(void *checkpoints)
{
    g_array_free(checkpoints, TRUE);
}

struct places *places_open(const struct jb_sources *sources)
{
    struct places *places = g_new(struct places, 1);

    places->sources = sources;
    places->checkpoints = g_hash_table_new_full(NULL, NULL, NULL, close_checkpoints);
    return places;
}

void places_close(struct places *places)
{
    g_hash_table_destroy(places->checkpoints);
    g_free(places);
}

const struct jb_source *source_of(const struct places *places, struct jb_span span)
{
    return jb_source_find(places->sources, span.source);
}

/* Over bytes that are not inside a character of UTF-8. */
static void count_on(struct jb_position *position, const char *from, const char *to)
{
    for (; from < to; from++) {
        if (*from == '\n') {
            position->line++;
            position->column = 1;
        } else if ((*from & 0xC0) != 0x80) {
            position->column++;
        }
    }
}

static GArray *count_all(const struct jb_source *source)
{
    GArray *checkpoints = g_array_new(FALSE, FALSE, sizeof(struct jb_position));
    struct jb_position position = {1, 1};

    for (uint32_t at = 0;; at += STEP) {
        g_array_append_val(checkpoints, position);
        if (source->length - at < STEP)
            return checkpoints;
        count_on(&position, source->text + at, source->text + at + STEP);
    }
}

struct jb_position position_of(struct places *places, struct jb_span span)
{
    const struct jb_source *source = source_of(places, span);
    gpointer key = GUINT_TO_POINTER(span.source);
    GArray *checkpoints = g_hash_table_lookup(places->checkpoints, key);
    uint32_t offset = MIN(span.start, source->length), known = offset / STEP;
    struct jb_position position;

    if (!checkpoints) {
        checkpoints = count_all(source);
        g_hash_table_insert(places->checkpoints, key, checkpoints);
    }
    position = g_array_index(checkpoints, struct jb_position, known);
    count_on(&position, source->text + known * STEP, source->text + offset);
    return position;
}
