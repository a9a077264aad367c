/* Opens the fonts of a flow: characters collected, faces found, cut down and given to Pango. */

#include "typeset/typesetter-private.h"

#include <fontconfig/fontconfig.h>
#include <string.h>

#include "typeset/charset-private.h"
#include "typeset/fonts-private.h"
#include "typeset/messages-private.h"

struct opening {
    struct jb_typesetter *typesetter;
    const struct jb_style_sheet *sheet;
    struct font_library *library;
    struct jb_arena *scratch;
    struct jb_sink *sink;
    uint32_t errors_before;
    hb_set_t **characters; /* of each face, NULL: not in use; twins are added to the first */
    hb_set_t **missing;    /* of each face */
    uint32_t *font_of;
    struct jb_font *fonts;
    uint32_t *face_of; /* of each font */
    struct font_file *files;
    uint32_t font_count;
};

static void close_set(void *set)
{
    hb_set_destroy(set);
}

static const char *weight_name(const struct jb_face *face)
{
    return face->bold ? "Bold" : "Regular";
}

/* Where the family is not there, the one that the template names to stand in is, and it is said. */
static bool find_file(const struct opening *opening, const struct jb_face *named,
                      const char **family, struct font_file *file)
{
    struct jb_face stand_in = *named;

    *family = named->family;
    if (jb_font_library_find(opening->library, named, file))
        return true;
    stand_in.family = *family = named->fallback;
    if (!named->fallback || !jb_font_library_find(opening->library, &stand_in, file))
        return false;
    jb_report(opening->sink, &jb_typeset_messages[SAY_FALLBACK_FACE], named->span, named->family,
              weight_name(named), named->fallback, NULL);
    return true;
}

/* Two tokens may name one face: it is cut once. */
static bool find_twin(const struct opening *opening, const struct font_file *file, uint32_t *font)
{
    for (*font = 0; *font < opening->font_count; ++*font)
        if (opening->files[*font].index == file->index &&
            strcmp(opening->files[*font].path, file->path) == 0)
            return true;
    return false;
}

static void add_face(struct opening *opening, uint32_t face)
{
    const struct jb_face *named = &opening->sheet->faces[face];
    const char *family;
    struct font_file file;
    uint32_t font;

    if (!find_file(opening, named, &family, &file)) {
        jb_report(opening->sink, &jb_typeset_messages[SAY_MISSING_FACE], named->span, named->family,
                  weight_name(named), NULL);
        return;
    }
    if (find_twin(opening, &file, &font)) {
        hb_set_union(opening->characters[opening->face_of[font]], opening->characters[face]);
    } else {
        opening->face_of[font] = face;
        opening->files[font] = file;
        opening->fonts[font].family = jb_arena_dup_text(opening->typesetter->arena, family);
        opening->fonts[font].bold = named->bold;
        opening->font_count++;
    }
    opening->font_of[face] = font;
}

static hb_set_t *find_missing(struct jb_arena *arena, hb_face_t *source, const hb_set_t *characters)
{
    hb_set_t *missing = hb_set_create();
    hb_codepoint_t c = HB_SET_VALUE_INVALID, glyph;
    hb_font_t *font = hb_font_create(source);

    jb_arena_defer(arena, close_set, missing);
    while (hb_set_next(characters, &c))
        if (!hb_font_get_nominal_glyph(font, c, &glyph))
            hb_set_add(missing, c);
    hb_font_destroy(font);
    return missing;
}

static void report_broken(const struct opening *opening, uint32_t font)
{
    const struct jb_face *named = &opening->sheet->faces[opening->face_of[font]];

    jb_report(opening->sink, &jb_typeset_messages[SAY_BROKEN_FONT], named->span, named->family,
              opening->files[font].path, NULL);
}

static void cut_font(struct opening *opening, uint32_t font)
{
    uint32_t face = opening->face_of[font];
    hb_face_t *source = jb_font_map(opening->files[font]);

    if (!source) {
        report_broken(opening, font);
        return;
    }
    opening->missing[face] = find_missing(opening->scratch, source, opening->characters[face]);
    if (!jb_font_subset(opening->typesetter->arena, source, opening->characters[face],
                        &opening->fonts[font]))
        report_broken(opening, font);
    hb_face_destroy(source);
}

/* A character that is missing from a font is missing from each face that the font is. */
static bool share_missing(struct opening *opening)
{
    bool any = false;

    for (uint32_t face = 0; face < opening->sheet->face_count; face++)
        if (opening->characters[face] && opening->font_of[face] < opening->font_count) {
            opening->missing[face] = opening->missing[opening->face_of[opening->font_of[face]]];
            any = any || (opening->missing[face] && !hb_set_is_empty(opening->missing[face]));
        }
    return any;
}

static void start_opening(struct opening *opening, const struct jb_flow *flow,
                          const struct jb_font_options *options)
{
    struct jb_arena *arena = opening->typesetter->arena;
    uint32_t faces = flow->styles->face_count;

    opening->library = jb_font_library_open(opening->scratch, options);
    opening->characters = jb_charset_collect(opening->scratch, flow, options->annotates);
    opening->missing = JB_NEW_ARRAY(opening->scratch, hb_set_t *, faces);
    opening->face_of = JB_NEW_ARRAY(opening->scratch, uint32_t, faces);
    opening->files = JB_NEW_ARRAY(opening->scratch, struct font_file, faces);
    opening->font_of = JB_NEW_ARRAY(arena, uint32_t, faces);
    opening->fonts = JB_NEW_ARRAY(arena, struct jb_font, faces);
    for (uint32_t face = 0; face < faces; face++)
        opening->font_of[face] = UINT32_MAX;
}

static bool has_failed(const struct opening *opening)
{
    return jb_sink_count(opening->sink, JB_ERROR) > opening->errors_before;
}

static void open_fonts(struct opening *opening, const struct jb_flow *flow)
{
    struct jb_typesetter *typesetter = opening->typesetter;

    for (uint32_t face = 0; face < flow->styles->face_count; face++)
        if (opening->characters[face])
            add_face(opening, face);
    for (uint32_t font = 0; font < opening->font_count; font++)
        cut_font(opening, font);
    if (share_missing(opening))
        jb_charset_report(flow, opening->missing, opening->sink);
    typesetter->fonts = (struct jb_font_table){opening->fonts, opening->font_count};
    typesetter->font_of = opening->font_of;
    if (!has_failed(opening))
        jb_engine_open(typesetter);
}

struct jb_typesetter *jb_typesetter_open(struct jb_arena *arena, const struct jb_flow *flow,
                                         const struct jb_font_options *options,
                                         struct jb_sink *sink)
{
    struct opening opening = {
        .typesetter = JB_NEW(arena, struct jb_typesetter),
        .sheet = flow->styles,
        .scratch = jb_arena_open(),
        .sink = sink,
        .errors_before = jb_sink_count(sink, JB_ERROR),
    };

    opening.typesetter->arena = arena;
    start_opening(&opening, flow, options);
    open_fonts(&opening, flow);
    jb_arena_close(opening.scratch);
    return has_failed(&opening) ? NULL : opening.typesetter;
}

const struct jb_font_table *jb_typesetter_fonts(const struct jb_typesetter *typesetter)
{
    return &typesetter->fonts;
}

/* Pango keeps nothing that has an end: types and languages stay as long as the process. */
void jb_typeset_shutdown(void)
{
    FcFini();
}
