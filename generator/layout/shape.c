#include "layout/layout-private.h"

/* Shaping is what a paragraph costs: one that is measured before it is set is shaped once. */

struct shapes {
    struct jb_arena *arena; /* both made with the first */
    GHashTable *by_para;    /* only looked up */
    struct shapes *outer;
};

void shapes_open(struct layout *layout)
{
    struct shapes *shapes = g_new0(struct shapes, 1);

    shapes->outer = layout->shapes;
    layout->shapes = shapes;
}

void shapes_close(struct layout *layout)
{
    struct shapes *shapes = layout->shapes;

    layout->shapes = shapes->outer;
    if (shapes->arena) {
        g_hash_table_destroy(shapes->by_para);
        jb_arena_close(shapes->arena);
    }
    g_free(shapes);
}

const struct jb_shaped *shape_find(const struct layout *layout, const struct jb_para *para)
{
    const struct jb_shaped *shaped = NULL;

    for (const struct shapes *shapes = layout->shapes; shapes && !shaped; shapes = shapes->outer)
        shaped = shapes->arena ? g_hash_table_lookup(shapes->by_para, para) : NULL;
    return shaped;
}

const struct jb_shaped *shape_kept(struct layout *layout, const struct jb_para *para)
{
    struct shapes *shapes = layout->shapes;
    const struct jb_shaped *shaped = shape_find(layout, para);

    if (shaped)
        return shaped;
    if (!shapes->arena) {
        shapes->arena = jb_arena_open();
        shapes->by_para = g_hash_table_new(NULL, NULL);
    }
    shaped = jb_shape_in(layout->typesetter, para, shapes->arena);
    g_hash_table_insert(shapes->by_para, (gpointer)para, (gpointer)shaped);
    return shaped;
}
