#include "layout/row-private.h"

static struct extent wider(struct extent a, struct extent b)
{
    return (struct extent){MAX(a.narrowest, b.narrowest), MAX(a.natural, b.natural)};
}

static struct extent widened(struct extent extent, int64_t by)
{
    int64_t narrowest = extent.narrowest + by, natural = extent.natural + by;

    return (struct extent){(int32_t)MIN(narrowest, JB_LENGTH_LIMIT),
                           (int32_t)MIN(natural, JB_LENGTH_LIMIT)};
}

static struct extent para_extent(struct layout *layout, const struct jb_para *para)
{
    struct extent extent = {0, 0};
    int32_t hang = para->hang;

    if (para->count == 0)
        return extent;
    jb_shaped_widths(shape_kept(layout, para), &extent.narrowest, &extent.natural);
    extent = widened(extent, (int64_t)hang + para->style->look[para->lang].indent);
    if (para->width > 0 && extent.natural > para->width)
        extent.natural = MAX(para->width, extent.narrowest);
    return extent;
}

/* Things side by side: what each takes, and the room between them. */
static struct extent beside(struct extent a, struct extent b)
{
    return widened((struct extent){a.narrowest, a.natural}, 0).natural == 0
               ? b
               : (struct extent){(int32_t)MIN((int64_t)a.narrowest + b.narrowest, JB_LENGTH_LIMIT),
                                 (int32_t)MIN((int64_t)a.natural + b.natural, JB_LENGTH_LIMIT)};
}

static struct extent column_extent(const struct jb_width *column, struct extent content)
{
    return column && column->share == 0 ? (struct extent){column->fixed, column->fixed} : content;
}

static struct extent row_extent(struct layout *layout, const struct jb_block *row)
{
    struct extent whole = {0, 0};

    for (uint32_t i = 0; i < row->child_count; i++) {
        const struct jb_width *column = i < row->column_count ? &row->columns[i] : NULL;

        whole = beside(whole, column_extent(column, extent_of(layout, &row->children[i], 1)));
    }
    return widened(whole, (int64_t)row->gutter * (row->child_count > 0 ? row->child_count - 1 : 0));
}

static struct extent pair_extent(struct layout *layout, const struct jb_block *pair)
{
    struct extent whole = {0, 0};

    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        whole = beside(whole,
                       column_extent(&pair->columns[lang], para_extent(layout, pair->paras[lang])));
    return widened(whole, pair->gutter);
}

static struct extent rows_extent(struct layout *layout, const struct jb_block *table)
{
    struct extent widest = {0, 0};

    for (uint32_t i = 0; i < table->child_count; i++)
        widest = wider(widest, row_extent(layout, &table->children[i]));
    return widest;
}

static struct extent block_extent(struct layout *layout, const struct jb_block *block)
{
    switch (block->kind) {
    case JB_BLOCK_PARA: return para_extent(layout, block->paras[0]);
    case JB_BLOCK_PAIR: return pair_extent(layout, block);
    case JB_BLOCK_ROW: return row_extent(layout, block);
    case JB_BLOCK_TABLE: return rows_extent(layout, block);
    case JB_BLOCK_CHART: return (struct extent){block->chart->width, block->chart->width};
    case JB_BLOCK_GROUP:
        return widened(extent_of(layout, block->children, block->child_count),
                       2 * (int64_t)block->padding);
    default: return (struct extent){0, 0};
    }
}

struct extent extent_of(struct layout *layout, const struct jb_block *blocks, uint32_t count)
{
    struct extent widest = {0, 0};

    for (uint32_t i = 0; i < count; i++)
        widest = wider(widest, block_extent(layout, &blocks[i]));
    return widest;
}
