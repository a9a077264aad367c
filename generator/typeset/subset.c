#include "typeset/fonts-private.h"

#include <hb-subset.h>

/* The features that segments turn on or that HarfBuzz applies by itself. locl would bring the
 * glyphs of other languages for each ideograph, halt and palt widths that we set ourselves. */
static const hb_tag_t features[] = {
    HB_TAG('c', 'a', 'l', 't'), HB_TAG('c', 'c', 'm', 'p'), HB_TAG('c', 'l', 'i', 'g'),
    HB_TAG('f', 'w', 'i', 'd'), HB_TAG('k', 'e', 'r', 'n'), HB_TAG('l', 'i', 'g', 'a'),
    HB_TAG('m', 'a', 'r', 'k'), HB_TAG('m', 'k', 'm', 'k'), HB_TAG('r', 'c', 'l', 't'),
    HB_TAG('r', 'l', 'i', 'g'), HB_TAG('t', 'n', 'u', 'm'),
};

/* Nothing is set vertically. */
static const hb_tag_t dropped_tables[] = {
    HB_TAG('B', 'A', 'S', 'E'), HB_TAG('D', 'S', 'I', 'G'), HB_TAG('V', 'O', 'R', 'G'),
    HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x'),
};

hb_face_t *jb_font_map(struct font_file file)
{
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(file.path);
    hb_face_t *face;

    if (!blob)
        return NULL;
    face = hb_face_create(blob, file.index);
    hb_blob_destroy(blob);
    if (hb_face_get_glyph_count(face) > 0)
        return face;
    hb_face_destroy(face);
    return NULL;
}

static void add_tags(hb_set_t *set, const hb_tag_t *tags, size_t count)
{
    for (size_t i = 0; i < count; i++)
        hb_set_add(set, tags[i]);
}

/* cairo gives up on the subroutines of large CFF tables and embeds them all. */
static hb_subset_input_t *input_new(const hb_set_t *characters)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_set_t *kept;

    if (!input)
        return NULL;
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_DESUBROUTINIZE | HB_SUBSET_FLAGS_NO_HINTING);
    hb_set_union(hb_subset_input_unicode_set(input), characters);
    kept = hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
    hb_set_clear(kept);
    add_tags(kept, features, sizeof(features) / sizeof(*features));
    add_tags(hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG), dropped_tables,
             sizeof(dropped_tables) / sizeof(*dropped_tables));
    return input;
}

static bool copy_bytes(struct jb_arena *arena, hb_face_t *face, struct jb_font *font)
{
    hb_blob_t *blob = hb_face_reference_blob(face);
    unsigned int length;
    const char *bytes = hb_blob_get_data(blob, &length);

    font->bytes = jb_arena_dup(arena, bytes, length);
    font->length = length;
    hb_blob_destroy(blob);
    return length > 0;
}

bool jb_font_subset(struct jb_arena *arena, hb_face_t *source, const hb_set_t *characters,
                    struct jb_font *font)
{
    hb_subset_input_t *input = input_new(characters);
    hb_face_t *face;
    bool fine;

    if (!input)
        return false;
    face = hb_subset_or_fail(source, input);
    hb_subset_input_destroy(input);
    if (!face)
        return false;
    fine = copy_bytes(arena, face, font);
    hb_face_destroy(face);
    return fine;
}
