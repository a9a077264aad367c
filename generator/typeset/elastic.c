/* What each cluster can give and take: the pools of R42 and R43. */

#include <string.h>

#include "typeset/lines-private.h"

/* U+3000 is typed to be as wide as a character: it is no word space, and keeps its width. */
static bool is_fixed(const struct jb_shaped *shaped, const struct cluster *cluster)
{
    return strncmp(shaped->text + cluster->offset, "\u3000", 3) == 0;
}

/* R50 keeps English word spaces between 0.15 and 0.55 em, R42 and R43 those inside Chinese between
 * 1/4 and 1/2. */
int32_t jb_space_shrink(const struct jb_shaped *shaped, uint32_t i)
{
    const struct strip *strip = jb_cluster_strip(shaped, i);
    const struct cluster *cluster = &shaped->clusters[i];
    int32_t least = strip->lang == JB_EN ? jb_length_scale(strip->size, 15, 100) : strip->size / 4;

    if (cluster->class != CLASS_SPACE || (cluster->flags & CLUSTER_HAN_LATIN) ||
        is_fixed(shaped, cluster))
        return 0;
    return MAX(cluster->width - least, 0);
}

int32_t jb_space_stretch(const struct jb_shaped *shaped, uint32_t i)
{
    const struct cluster *cluster = &shaped->clusters[i];

    if (cluster->class != CLASS_SPACE || (cluster->flags & CLUSTER_HAN_LATIN) ||
        cluster->width == 0)
        return 0;
    return MAX(jb_cluster_strip(shaped, i)->size / 2 - cluster->width, 0);
}

int32_t jb_mark_shrink(const struct cluster *cluster)
{
    return cluster->flags & CLUSTER_FIXED ? 0 : cluster->left + cluster->right;
}

int32_t jb_han_latin_gap(const struct cluster *cluster)
{
    return cluster->flags & CLUSTER_HAN_LATIN ? cluster->width : cluster->gap;
}

/* 1/20 em is hardly seen; past it the line is loose. */
int32_t jb_gap_stretch(const struct jb_shaped *shaped, uint32_t i)
{
    if (!(shaped->clusters[i].flags & CLUSTER_GAP_GROWS))
        return 0;
    return jb_cluster_strip(shaped, i)->em / 20;
}
