#include "base/length.h"
#include "layout/layout-private.h"

/* R60: every strip is whole steps tall and apart, and in each the baseline of a line stands at the
 * same place of a step; so whatever is put together of them is on the grid. */

int32_t on_grid(const struct layout *layout, int32_t length)
{
    if (layout->grid == 0 || length <= 0)
        return length;
    return (length + layout->grid - 1) / layout->grid * layout->grid;
}

/* A Han body stands on its baseline with 0.88 em above. */
static int32_t body_baseline(int32_t height, int32_t size)
{
    return (height - size) / 2 + jb_length_scale(size, 88, 100);
}

int32_t grid_baseline(const struct layout *layout, const struct jb_look *look, int32_t height)
{
    int32_t natural = body_baseline(height, look->size);
    int32_t first = body_baseline(layout->grid, layout->flow->base->look[JB_ZH].size);
    int32_t steps = (natural - first + layout->grid / 2) / layout->grid;

    return first + CLAMP(steps, 0, height / layout->grid - 1) * layout->grid;
}

int32_t grid_lift(const struct layout *layout, const struct jb_master *master)
{
    return master->grid > 0 ? MAX(master->grid - layout->flow->base->look[JB_ZH].size, 0) / 2 : 0;
}
