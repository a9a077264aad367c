/* Itemizes and shapes a paragraph once, and cuts the result into clusters. */

#include <string.h>

#include "model/text.h"
#include "typeset/fontmap-private.h"
#include "typeset/shaped-private.h"

/* Three figures, none wider than another (R81): what a late slot keeps free. */
static const char reserved_text[] = "000";

/* A cluster of more bytes than this comes from heaps of combining marks; it is cut. */
enum { LONGEST_CLUSTER = 4096 };

struct shaping {
    struct jb_typesetter *typesetter;
    struct passage passage;
    bool fill_slots; /* their text is known */
    PangoGlyphString *string;
    GArray *clusters; /* struct cluster */
    GArray *glyphs;   /* struct placed_glyph */
    GArray *strips;   /* struct strip */
    uint32_t letter;  /* the next one to be covered by a cluster */
};

static bool is_slot(const struct jb_run *run)
{
    return run->kind == JB_RUN_PAGE_OF || run->kind == JB_RUN_PAGE_NUMBER ||
           run->kind == JB_RUN_PAGE_COUNT;
}

static const struct jb_run *run_at(const struct shaping *shaping, uint32_t run)
{
    return &shaping->passage.para->runs[run];
}

/* Superscripts and subscripts: size 0.65, raised by 0.33 em or lowered by 0.15 em. */
static void set_size(struct strip *strip, const struct jb_run *run)
{
    strip->em = strip->size = run->style->look[run->lang].size;
    if (run->marks & (JB_TEXT_SUP | JB_TEXT_SUB))
        strip->size = jb_length_scale(strip->em, 65, 100);
    if (run->marks & JB_TEXT_SUP)
        strip->y = -jb_length_scale(strip->em, 33, 100);
    else if (run->marks & JB_TEXT_SUB)
        strip->y = jb_length_scale(strip->em, 15, 100);
}

static void add_strip(struct shaping *shaping, const struct segment *segment)
{
    const struct jb_run *run = run_at(shaping, segment->run);
    struct strip strip = {.run = segment->run, .lang = run->lang};
    const struct typeface *typeface;

    strip.font = shaping->typesetter->font_of[jb_run_face(run, segment->han)];
    set_size(&strip, run);
    typeface = &shaping->typesetter->typefaces[strip.font];
    strip.hyphen = typeface->hyphen;
    strip.hyphen_width =
        jb_length_scale(typeface->hyphen_advance, strip.size, typeface->units_per_em);
    g_array_append_val(shaping->strips, strip);
}

static void insert(PangoAttrList *list, PangoAttribute *attribute, const struct segment *segment)
{
    attribute->start_index = segment->start;
    attribute->end_index = segment->end;
    pango_attr_list_insert(list, attribute);
}

/* Kerning would narrow marks that R09 wants at 1 em. */
static const char *segment_features(const struct jb_run *run, const struct segment *segment)
{
    if (segment->full_width)
        return "kern=0,fwid=1";
    if (segment->han)
        return "kern=0";
    return is_slot(run) || run->style->look[run->lang].tabular ? "tnum=1" : NULL;
}

static void add_attributes(struct shaping *shaping, PangoAttrList *list,
                           const struct segment *segment)
{
    const struct jb_run *run = run_at(shaping, segment->run);
    const struct strip *strip =
        &g_array_index(shaping->strips, struct strip, shaping->strips->len - 1);
    const char *features = segment_features(run, segment);
    PangoFontDescription *description = jb_font_describe(strip->font, strip->size);

    insert(list, pango_attr_font_desc_new(description), segment);
    pango_font_description_free(description);
    insert(list,
           pango_attr_language_new(
               pango_language_from_string(segment->han ? jb_lang_tag(JB_ZH) : jb_lang_tag(JB_EN))),
           segment);
    insert(list, pango_attr_fallback_new(FALSE), segment);
    if (features)
        insert(list, pango_attr_font_features_new(features), segment);
}

static void take_cluster(struct shaping *shaping, const struct cluster *cluster)
{
    uint32_t end = cluster->offset + cluster->bytes;

    while (shaping->letter < shaping->passage.letters->len &&
           jb_passage_letter(&shaping->passage, shaping->letter)->offset < end)
        shaping->letter++;
    g_array_append_val(shaping->clusters, *cluster);
}

/* What Pango has no glyph for, such as joiners, is left out; what is really missing was reported
 * when the fonts were opened. */
static void take_glyph(struct shaping *shaping, struct cluster *cluster, const PangoGlyphInfo *info)
{
    struct placed_glyph glyph = {info->glyph, cluster->width + info->geometry.x_offset,
                                 info->geometry.y_offset};

    if (jb_is_blank(cluster->class) || info->glyph == PANGO_GLYPH_EMPTY ||
        (info->glyph & PANGO_GLYPH_UNKNOWN_FLAG))
        return;
    cluster->width += info->geometry.width;
    cluster->glyphs++;
    g_array_append_val(shaping->glyphs, glyph);
}

/* At most LONGEST_CLUSTER bytes, at the boundary of a character. */
static uint32_t cluster_length(const char *text, uint32_t length)
{
    if (length <= LONGEST_CLUSTER)
        return length;
    for (length = LONGEST_CLUSTER; ((unsigned char)text[length] & 0xC0) == 0x80; length--)
        ;
    return length;
}

/* Glyphs [first, end) for the bytes [start, stop) of the text. */
static void add_cluster(struct shaping *shaping, int first, int end, uint32_t start, uint32_t stop)
{
    const PangoGlyphInfo *infos = shaping->string->glyphs;

    while (start < stop) {
        uint32_t length = cluster_length(shaping->passage.text->str + start, stop - start);
        int limit = start + length < stop ? MIN(end, first + LONGEST_CLUSTER) : end;
        struct cluster cluster = {
            .offset = start,
            .glyph = shaping->glyphs->len,
            .strip = shaping->strips->len - 1,
            .bytes = (uint16_t)length,
        };

        cluster.class = jb_passage_letter(&shaping->passage, shaping->letter)->class;
        for (; first < limit && cluster.glyphs < UINT16_MAX; first++)
            take_glyph(shaping, &cluster, &infos[first]);
        take_cluster(shaping, &cluster);
        start += length;
    }
}

static void shape_item(struct shaping *shaping, PangoItem *item)
{
    const GString *text = shaping->passage.text;
    PangoGlyphString *string = shaping->string;
    uint32_t start = (uint32_t)item->offset;

    item->analysis.level = 0; /* neither language is written from right to left */
    pango_shape_item(item, text->str, (int)text->len, NULL, string, PANGO_SHAPE_NONE);
    for (int i = 0, next; i < string->num_glyphs; i = next) {
        int stop = item->length;

        for (next = i + 1; next < string->num_glyphs; next++)
            if (string->log_clusters[next] != string->log_clusters[i]) {
                stop = string->log_clusters[next];
                break;
            }
        add_cluster(shaping, i, next, start + (uint32_t)string->log_clusters[i],
                    start + (uint32_t)stop);
    }
}

/* A late slot becomes one cluster without glyphs. */
static void make_slot(struct shaping *shaping, const struct segment *segment, uint32_t first)
{
    struct cluster *clusters = &g_array_index(shaping->clusters, struct cluster, first);

    for (uint32_t i = 1; first + i < shaping->clusters->len; i++)
        clusters[0].width += clusters[i].width;
    g_array_set_size(shaping->glyphs, clusters[0].glyph);
    clusters[0].bytes = (uint16_t)(segment->end - segment->start);
    clusters[0].glyphs = 0;
    clusters[0].flags = CLUSTER_SLOT;
    g_array_set_size(shaping->clusters, first + 1);
}

/* An item may run on over the end of a segment, where the two look alike to Pango. */
static GList *split_items(const struct shaping *shaping, GList *items, const GArray *segments)
{
    const char *text = shaping->passage.text->str;
    GList *link = items;

    for (guint i = 0; i < segments->len; i++) {
        uint32_t end = g_array_index(segments, struct segment, i).end;

        while (link && (uint32_t)((PangoItem *)link->data)->offset < end) {
            PangoItem *item = link->data;
            int head = (int)end - item->offset;

            if (head >= item->length) {
                link = link->next;
                continue;
            }
            items = g_list_insert_before(
                items, link,
                pango_item_split(item, head, (int)g_utf8_strlen(text + item->offset, head)));
        }
    }
    return items;
}

static GList *shape_items(struct shaping *shaping, GList *items, const struct segment *segment)
{
    while (items && (uint32_t)((PangoItem *)items->data)->offset < segment->end) {
        shape_item(shaping, items->data);
        items = items->next;
    }
    return items;
}

static GList *itemize(struct shaping *shaping, GArray *segments)
{
    PangoAttrList *list = pango_attr_list_new();
    struct segment segment;
    uint32_t next = 0;
    GList *items;

    while (jb_passage_segment(&shaping->passage, &next, &segment)) {
        g_array_append_val(segments, segment);
        add_strip(shaping, &segment);
        add_attributes(shaping, list, &segment);
    }
    g_array_set_size(shaping->strips, 0);
    items = pango_itemize(shaping->typesetter->context, shaping->passage.text->str, 0,
                          (int)shaping->passage.text->len, list, NULL);
    pango_attr_list_unref(list);
    return split_items(shaping, items, segments);
}

static void shape_segments(struct shaping *shaping, const GArray *segments, GList *items)
{
    for (guint i = 0; i < segments->len; i++) {
        const struct segment *segment = &g_array_index(segments, struct segment, i);
        const struct jb_run *run = run_at(shaping, segment->run);
        uint32_t first = shaping->clusters->len;

        add_strip(shaping, segment);
        items = shape_items(shaping, items, segment);
        if (is_slot(run) && !shaping->fill_slots && shaping->clusters->len > first)
            make_slot(shaping, segment, first);
    }
}

static void *move_array(struct jb_arena *arena, const GArray *array)
{
    return jb_arena_dup(arena, array->data,
                        (size_t)array->len * g_array_get_element_size((GArray *)array));
}

static struct jb_shaped *collect(const struct shaping *shaping, struct jb_arena *arena)
{
    struct jb_shaped *shaped = JB_NEW(arena, struct jb_shaped);
    const GString *text = shaping->passage.text;

    shaped->para = shaping->passage.para;
    shaped->look = &shaped->para->style->look[shaped->para->lang];
    shaped->text = jb_arena_dup_span(arena, text->str, text->len);
    shaped->length = (uint32_t)text->len;
    shaped->clusters = move_array(arena, shaping->clusters);
    shaped->count = shaping->clusters->len;
    shaped->glyphs = move_array(arena, shaping->glyphs);
    shaped->strips = move_array(arena, shaping->strips);
    return shaped;
}

static void open_shaping(struct shaping *shaping, const struct jb_para *para, const char *slot_text)
{
    jb_passage_open(&shaping->passage, para, slot_text ? slot_text : reserved_text);
    shaping->fill_slots = slot_text != NULL;
    shaping->string = pango_glyph_string_new();
    shaping->clusters = g_array_new(FALSE, FALSE, sizeof(struct cluster));
    shaping->glyphs = g_array_new(FALSE, FALSE, sizeof(struct placed_glyph));
    shaping->strips = g_array_new(FALSE, FALSE, sizeof(struct strip));
}

static void close_shaping(struct shaping *shaping)
{
    jb_passage_close(&shaping->passage);
    pango_glyph_string_free(shaping->string);
    g_array_free(shaping->clusters, TRUE);
    g_array_free(shaping->glyphs, TRUE);
    g_array_free(shaping->strips, TRUE);
}

const struct jb_shaped *jb_shape_with_slots(struct jb_typesetter *typesetter,
                                            const struct jb_para *para, const char *slot_text,
                                            struct jb_arena *arena)
{
    struct shaping shaping = {.typesetter = typesetter};
    GArray *segments = g_array_new(FALSE, FALSE, sizeof(struct segment));
    struct jb_shaped *shaped;
    GList *items;

    open_shaping(&shaping, para, slot_text);
    items = itemize(&shaping, segments);
    shape_segments(&shaping, segments, items);
    shaped = collect(&shaping, arena);
    g_list_free_full(items, (GDestroyNotify)pango_item_free);
    g_array_free(segments, TRUE);
    close_shaping(&shaping);
    jb_shaped_set_widths(typesetter, shaped);
    jb_shaped_set_breaks(shaped);
    jb_shaped_set_hyphens(typesetter, shaped);
    return shaped;
}

const struct jb_shaped *jb_shape(struct jb_typesetter *typesetter, const struct jb_para *para)
{
    return jb_shape_with_slots(typesetter, para, NULL, typesetter->arena);
}

const struct jb_shaped *jb_shape_in(struct jb_typesetter *typesetter, const struct jb_para *para,
                                    struct jb_arena *arena)
{
    return jb_shape_with_slots(typesetter, para, NULL, arena);
}
