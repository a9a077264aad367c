#include "layout/layout-private.h"

/* Shaping is what a paragraph costs: one that is measured before it is set is shaped once. */

const struct jb_shaped *shape_kept(struct layout *layout, const struct jb_para *para)
{
    const struct jb_shaped *shaped = g_hash_table_lookup(layout->kept, para);

    if (!shaped) {
        shaped = jb_shape(layout->typesetter, para);
        g_hash_table_insert(layout->kept, (gpointer)para, (gpointer)shaped);
    }
    return shaped;
}

const struct jb_shaped *find_shaped(const struct layout *layout, const struct jb_para *para)
{
    return g_hash_table_lookup(layout->kept, para);
}
