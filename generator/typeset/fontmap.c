#include "typeset/fontmap-private.h"

#include <string.h>

static const char family_start[] = "jibao-";

struct font_map {
    PangoFontMap parent;
    const struct jb_typesetter *typesetter; /* borrowed */
    GHashTable *fonts;                      /* number and size -> struct sized_font */
};

struct sized_font {
    PangoFont parent;
    PangoFontMap *map; /* borrowed: it holds the font */
    uint32_t typeface;
    int32_t size;
};

static const struct typeface *typeface_of(const struct sized_font *font)
{
    const struct font_map *map = (const struct font_map *)(const void *)font->map;

    return &map->typesetter->typefaces[font->typeface];
}

PangoFontDescription *jb_font_describe(uint32_t typeface, int32_t size)
{
    PangoFontDescription *description = pango_font_description_new();
    char family[32];

    g_snprintf(family, sizeof(family), "%s%u", family_start, typeface);
    pango_font_description_set_family(description, family);
    pango_font_description_set_absolute_size(description, size);
    return description;
}

static PangoFontDescription *describe(PangoFont *object)
{
    const struct sized_font *font = (const struct sized_font *)(const void *)object;

    return jb_font_describe(font->typeface, font->size);
}

static PangoCoverage *find_coverage(PangoFont *object, PangoLanguage *language)
{
    const struct typeface *typeface = typeface_of((const struct sized_font *)(const void *)object);
    PangoCoverage *coverage = pango_coverage_new();
    hb_set_t *characters = hb_set_create();
    hb_codepoint_t c = HB_SET_VALUE_INVALID;

    (void)language;
    hb_face_collect_unicodes(hb_font_get_face(typeface->units), characters);
    while (hb_set_next(characters, &c))
        pango_coverage_set(coverage, (int)c, PANGO_COVERAGE_EXACT);
    hb_set_destroy(characters);
    return coverage;
}

/* Shaping needs advances alone, and takes those from HarfBuzz. */
static void find_extents(PangoFont *object, PangoGlyph glyph, PangoRectangle *ink,
                         PangoRectangle *logical)
{
    (void)object;
    (void)glyph;
    if (ink)
        memset(ink, 0, sizeof(*ink));
    if (logical)
        memset(logical, 0, sizeof(*logical));
}

static PangoFontMap *find_map(PangoFont *object)
{
    return ((struct sized_font *)(void *)object)->map;
}

/* Advances then come in 1/1024 pt, as the size does. */
static hb_font_t *create_font(PangoFont *object)
{
    const struct sized_font *font = (const struct sized_font *)(const void *)object;
    hb_font_t *scaled = hb_font_create(hb_font_get_face(typeface_of(font)->units));

    hb_font_set_scale(scaled, font->size, font->size);
    return scaled;
}

static void init_font_class(gpointer class, gpointer data)
{
    PangoFontClass *font_class = class;

    (void)data; /* get_metrics is for layouts, of which there are none */
    font_class->describe = describe;
    font_class->describe_absolute = describe;
    font_class->get_coverage = find_coverage;
    font_class->get_glyph_extents = find_extents;
    font_class->get_font_map = find_map;
    font_class->create_hb_font = create_font;
}

/* By name, so as to keep no type in a variable. */
static GType font_type(void)
{
    static const char name[] = "JibaoSizedFont";
    GType type = g_type_from_name(name);

    if (type == 0)
        type = g_type_register_static_simple(PANGO_TYPE_FONT, name, sizeof(PangoFontClass),
                                             init_font_class, sizeof(struct sized_font), NULL, 0);
    return type;
}

static uint32_t number_of(const PangoFontDescription *description)
{
    const char *family = pango_font_description_get_family(description);

    if (!family || !g_str_has_prefix(family, family_start))
        return UINT32_MAX;
    return (uint32_t)g_ascii_strtoull(family + strlen(family_start), NULL, 10);
}

static PangoFont *font_new(struct font_map *map, uint32_t typeface, int32_t size)
{
    struct sized_font *font = g_object_new(font_type(), NULL);

    font->map = &map->parent;
    font->typeface = typeface;
    font->size = size;
    return &font->parent;
}

static PangoFont *load_font(PangoFontMap *object, PangoContext *context,
                            const PangoFontDescription *description)
{
    struct font_map *map = (struct font_map *)(void *)object;
    uint32_t typeface = number_of(description);
    int32_t size = pango_font_description_get_size(description);
    gint64 key;
    PangoFont *font;

    (void)context;
    if (typeface >= map->typesetter->fonts.count)
        return NULL;
    key = (gint64)typeface << 32 | size;
    font = g_hash_table_lookup(map->fonts, &key);
    if (!font) {
        font = font_new(map, typeface, size);
        g_hash_table_insert(map->fonts, g_memdup2(&key, sizeof(key)), font);
    }
    return g_object_ref(font);
}

static PangoFontset *load_fontset(PangoFontMap *object, PangoContext *context,
                                  const PangoFontDescription *description, PangoLanguage *language)
{
    PangoFontsetSimple *set = pango_fontset_simple_new(language);
    PangoFont *font = load_font(object, context, description);

    if (font)
        pango_fontset_simple_append(set, font);
    return PANGO_FONTSET(set);
}

static void list_families(PangoFontMap *object, PangoFontFamily ***families, int *count)
{
    (void)object;
    *families = NULL;
    *count = 0;
}

static guint find_serial(PangoFontMap *object)
{
    (void)object;
    return 1;
}

static void finalize_map(GObject *object)
{
    struct font_map *map = (struct font_map *)(void *)object;

    g_hash_table_destroy(map->fonts);
    G_OBJECT_CLASS(g_type_class_peek(PANGO_TYPE_FONT_MAP))->finalize(object);
}

static void init_map_class(gpointer class, gpointer data)
{
    PangoFontMapClass *map_class = class;

    (void)data;
    map_class->load_font = load_font;
    map_class->load_fontset = load_fontset;
    map_class->list_families = list_families;
    map_class->get_serial = find_serial;
    G_OBJECT_CLASS(class)->finalize = finalize_map;
}

static GType map_type(void)
{
    static const char name[] = "JibaoFontMap";
    GType type = g_type_from_name(name);

    if (type == 0)
        type = g_type_register_static_simple(PANGO_TYPE_FONT_MAP, name, sizeof(PangoFontMapClass),
                                             init_map_class, sizeof(struct font_map), NULL, 0);
    return type;
}

PangoFontMap *jb_font_map_new(const struct jb_typesetter *typesetter)
{
    struct font_map *map = g_object_new(map_type(), NULL);

    map->typesetter = typesetter;
    map->fonts = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_object_unref);
    return &map->parent;
}
