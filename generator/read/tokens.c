#include <string.h>

#include "base/nearest.h"
#include "base/suggest.h"
#include "read/messages-private.h"
#include "read/template-private.h"

/* Faces, colours, and whether the names of a style sheet do anything. */

static struct name_use *use_at(const GArray *uses, uint32_t i)
{
    return &g_array_index(uses, struct name_use, i);
}

uint32_t declare_name(struct style_reader *reader, GArray *uses, uint32_t known,
                      const struct jb_xml_node *element)
{
    uint32_t sheet = (uint32_t)(reader->current - reader->sheets);
    struct jb_span span = jb_xml_attribute_span(reader->current->xml, element, "name");
    struct name_use fresh = {.span = span, .sheet = sheet};
    struct name_use *use;

    if (known >= uses->len) {
        g_array_append_val(uses, fresh);
        return uses->len - 1;
    }
    use = use_at(uses, known);
    if (use->sheet == sheet)
        jb_report(reader->sink, &jb_read_messages[SAY_NAME_TWICE], span,
                  jb_xml_attribute(element, "name"), NULL);
    use->replaces = true;
    use->sheet = sheet;
    return known;
}

/* Calls visit for the children called name of every sheet, the one that extends none first. */
static void visit_sheets(struct style_reader *reader, const char *name,
                         void (*visit)(struct style_reader *reader,
                                       const struct jb_xml_node *element, void *data),
                         void *data)
{
    for (uint32_t i = 0; i < reader->sheet_count; i++) {
        reader->current = &reader->sheets[i];
        for (const struct jb_xml_node *node = jb_xml_first(reader->current->root); node;
             node = jb_xml_next(node))
            if (jb_xml_is(node, name))
                visit(reader, node, data);
    }
}

static uint32_t find_face(const struct jb_face *faces, uint32_t count, const char *token)
{
    uint32_t i = 0;

    while (i < count && strcmp(faces[i].token, token) != 0)
        i++;
    return i;
}

static void read_face(struct style_reader *reader, const struct jb_xml_node *element, void *data)
{
    GArray *faces = data;
    const char *weight = jb_xml_attribute(element, "weight");
    struct jb_face face = {.token = jb_xml_attribute(element, "name"),
                           .family = jb_xml_attribute(element, "family"),
                           .fallback = jb_xml_attribute(element, "fallback"),
                           .bold = weight && strcmp(weight, "bold") == 0,
                           .span = jb_xml_span(reader->current->xml, element)};
    uint32_t known = find_face((const struct jb_face *)faces->data, faces->len, face.token);
    uint32_t index = declare_name(reader, reader->book->face_uses, known, element);

    if (index == faces->len)
        g_array_append_val(faces, face);
    else
        g_array_index(faces, struct jb_face, index) = face;
}

void read_faces(struct style_reader *reader)
{
    GArray *faces = g_array_new(FALSE, TRUE, sizeof(struct jb_face));

    visit_sheets(reader, "face", read_face, faces);
    reader->book->sheet.faces =
        jb_arena_dup(reader->arena, faces->data, faces->len * sizeof(struct jb_face));
    reader->book->sheet.face_count = faces->len;
    g_array_free(faces, TRUE);
}

static void read_colour(struct style_reader *reader, const struct jb_xml_node *element, void *data)
{
    GArray *colours = data;
    struct jb_colour_token token = {
        .name = jb_xml_attribute(element, "name"),
        .colour = (jb_colour)g_ascii_strtoull(jb_xml_attribute(element, "value") + 1, NULL, 16),
        .span = jb_xml_span(reader->current->xml, element)};
    uint32_t known = 0, index;

    while (known < colours->len &&
           strcmp(g_array_index(colours, struct jb_colour_token, known).name, token.name) != 0)
        known++;
    index = declare_name(reader, reader->book->colour_uses, known, element);
    if (index == colours->len)
        g_array_append_val(colours, token);
    else
        g_array_index(colours, struct jb_colour_token, index) = token;
}

void read_colours(struct style_reader *reader)
{
    GArray *colours = g_array_new(FALSE, TRUE, sizeof(struct jb_colour_token));

    visit_sheets(reader, "colour", read_colour, colours);
    reader->book->sheet.colours =
        jb_arena_dup(reader->arena, colours->data, colours->len * sizeof(struct jb_colour_token));
    reader->book->sheet.colour_count = colours->len;
    g_array_free(colours, TRUE);
}

/* --- uses ------------------------------------------------------------------------------------- */

uint32_t use_face(struct style_reader *reader, struct jb_span span, const char *token)
{
    const struct jb_style_sheet *sheet = &reader->book->sheet;
    uint32_t index = find_face(sheet->faces, sheet->face_count, token);
    const char **names;

    if (index < sheet->face_count) {
        use_at(reader->book->face_uses, index)->used = true;
        return index;
    }
    names = JB_NEW_ARRAY(reader->arena, const char *, sheet->face_count);
    for (uint32_t i = 0; i < sheet->face_count; i++)
        names[i] = sheet->faces[i].token;
    jb_report(reader->sink, &jb_read_messages[SAY_UNKNOWN_FACE], span, token,
              jb_suggest(reader->arena, token, names, sheet->face_count), NULL);
    return UINT32_MAX;
}

const struct jb_style *use_style(struct jb_arena *arena, struct jb_sink *sink,
                                 const struct style_book *book, struct jb_span span,
                                 const char *name)
{
    const struct jb_style *style = jb_style_find(&book->sheet, name);

    if (style)
        use_at(book->style_uses, (uint32_t)(style - book->sheet.styles))->used = true;
    else
        jb_report(sink, &jb_read_messages[SAY_UNKNOWN_STYLE], span, name,
                  jb_style_suggest(arena, &book->sheet, name), NULL);
    return style;
}

const struct jb_colour_token *use_colour(struct jb_arena *arena, struct jb_sink *sink,
                                         const struct style_book *book, struct jb_span span,
                                         const char *name)
{
    const struct jb_colour_token *colour = jb_colour_find(&book->sheet, name);

    if (colour)
        use_at(book->colour_uses, (uint32_t)(colour - book->sheet.colours))->used = true;
    else
        jb_report(sink, &jb_read_messages[SAY_UNKNOWN_COLOUR], span, name,
                  jb_colour_suggest(arena, &book->sheet, name), NULL);
    return colour;
}

void use_styles_like(const struct style_book *book, const char *start, const char *end)
{
    for (uint32_t i = 0; i < book->sheet.style_count; i++)
        if (g_str_has_prefix(book->sheet.styles[i].name, start) &&
            g_str_has_suffix(book->sheet.styles[i].name, end))
            use_at(book->style_uses, i)->used = true;
}

void use_colours_like(const struct style_book *book, const char *start, const char *end)
{
    for (uint32_t i = 0; i < book->sheet.colour_count; i++)
        if (g_str_has_prefix(book->sheet.colours[i].name, start) &&
            g_str_has_suffix(book->sheet.colours[i].name, end))
            use_at(book->colour_uses, i)->used = true;
}

/* --- names that do nothing -------------------------------------------------------------------- */

static bool does_nothing(const struct name_use *use)
{
    return use->sheet > 0 && !use->replaces && !use->used;
}

static void report_unused(struct jb_arena *arena, struct jb_sink *sink, const GArray *uses,
                          const char *const *names, struct jb_words kind)
{
    const char **others = JB_NEW_ARRAY(arena, const char *, uses->len);

    for (uint32_t i = 0; i < uses->len; i++) {
        struct jb_words words[] = {kind, jb_words_same(names[i]), {NULL, NULL}, {NULL, NULL}};
        uint32_t count = 0;
        const char *near;

        if (!does_nothing(use_at(uses, i)))
            continue;
        for (uint32_t k = 0; k < uses->len; k++)
            if (!does_nothing(use_at(uses, k)))
                others[count++] = names[k];
        near = jb_nearest(names[i], others, count);
        if (near)
            words[2] = jb_words_same(near);
        jb_report_words(sink, &jb_read_messages[near ? SAY_MISSPELT_UNUSED : SAY_UNUSED_NAME],
                        use_at(uses, i)->span, (struct jb_span){0}, words);
    }
}

void report_unused_names(struct jb_arena *arena, struct jb_sink *sink,
                         const struct style_book *book)
{
    const struct jb_style_sheet *sheet = &book->sheet;
    uint32_t most = MAX(MAX(sheet->face_count, sheet->colour_count), sheet->style_count);
    const char **names = JB_NEW_ARRAY(arena, const char *, most);

    for (uint32_t i = 0; i < sheet->face_count; i++)
        names[i] = sheet->faces[i].token;
    report_unused(arena, sink, book->face_uses, names, (struct jb_words){"字体", "face"});
    for (uint32_t i = 0; i < sheet->colour_count; i++)
        names[i] = sheet->colours[i].name;
    report_unused(arena, sink, book->colour_uses, names, (struct jb_words){"颜色", "colour"});
    for (uint32_t i = 0; i < sheet->style_count; i++)
        names[i] = sheet->styles[i].name;
    report_unused(arena, sink, book->style_uses, names, (struct jb_words){"样式", "style"});
}
