/* The fonts of the table made ready: for Pango to shape with, for us to measure. */

#include <hb-ot.h>

#include "base/length.h"
#include "typeset/fontmap-private.h"

static void close_object(void *object)
{
    g_object_unref(object);
}

static void close_font(void *font)
{
    hb_font_destroy(font);
}

static void open_typeface(struct jb_arena *arena, struct typeface *typeface,
                          const struct jb_font *font)
{
    hb_blob_t *blob = hb_blob_create((const char *)font->bytes, font->length,
                                     HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb_face_create(blob, 0);

    hb_blob_destroy(blob);
    typeface->units = hb_font_create(face); /* at its face's scale, as wanted */
    jb_arena_defer(arena, close_font, typeface->units);
    typeface->units_per_em = (int32_t)hb_face_get_upem(face);
    typeface->glyph_count = hb_face_get_glyph_count(face);
    typeface->blanks = JB_NEW_ARRAY(arena, struct blank_sides, typeface->glyph_count);
    if (hb_font_get_nominal_glyph(typeface->units, '-', &typeface->hyphen))
        typeface->hyphen_advance = hb_font_get_glyph_h_advance(typeface->units, typeface->hyphen);
    hb_face_destroy(face);
}

static PangoContext *context_new(const struct jb_typesetter *typesetter)
{
    PangoFontMap *map = jb_font_map_new(typesetter);
    PangoContext *context = pango_font_map_create_context(map);

    g_object_unref(map); /* the context holds it */
    jb_arena_defer(typesetter->arena, close_object, context);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
    return context;
}

void jb_engine_open(struct jb_typesetter *typesetter)
{
    uint32_t count = typesetter->fonts.count;

    typesetter->typefaces = JB_NEW_ARRAY(typesetter->arena, struct typeface, count);
    for (uint32_t i = 0; i < count; i++)
        open_typeface(typesetter->arena, &typesetter->typefaces[i], &typesetter->fonts.entries[i]);
    typesetter->context = context_new(typesetter);
}

static void measure_sides(struct typeface *typeface, uint32_t glyph, struct blank_sides *sides)
{
    hb_glyph_extents_t ink;
    int32_t advance = hb_font_get_glyph_h_advance(typeface->units, glyph);

    sides->known = true;
    if (!hb_font_get_glyph_extents(typeface->units, glyph, &ink) || ink.width == 0)
        return;
    sides->left = ink.x_bearing;
    sides->right = advance - ink.x_bearing - ink.width;
}

struct glyph_sides jb_typeface_sides(struct typeface *typeface, uint32_t glyph, int32_t size)
{
    struct glyph_sides sides = {0, 0};
    struct blank_sides *blank;

    if (glyph >= typeface->glyph_count)
        return sides;
    blank = &typeface->blanks[glyph];
    if (!blank->known)
        measure_sides(typeface, glyph, blank);
    sides.left = jb_length_scale(blank->left, size, typeface->units_per_em);
    sides.right = jb_length_scale(blank->right, size, typeface->units_per_em);
    return sides;
}
