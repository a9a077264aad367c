#include <string.h>

#include "base/length.h"
#include "read/messages-private.h"
#include "read/template-private.h"

/* A style while the sheet is read: what its element says, and whether it is resolved yet. */
struct draft_style {
    const struct jb_xml_node *element;
    enum { UNREAD, READING, READ } state;
};

struct style_reader {
    struct jb_arena *arena;
    struct jb_sink *sink;
    const struct jb_xml *xml;
    struct style_book *book;
    struct jb_face *faces;
    struct jb_style *styles;
    struct draft_style *drafts;
};

enum { NO_FACE = UINT32_MAX };

static uint32_t count_children(const struct jb_xml_node *parent, const char *name)
{
    uint32_t count = 0;

    for (const struct jb_xml_node *node = jb_xml_first(parent); node; node = jb_xml_next(node))
        count += jb_xml_is(node, name);
    return count;
}

static struct jb_span value_span(const struct style_reader *reader,
                                 const struct jb_xml_node *element, const char *name)
{
    return jb_xml_attribute_span(reader->xml, element, name);
}

static void report_twice(const struct style_reader *reader, const struct jb_xml_node *element)
{
    jb_report(reader->sink, &jb_read_messages[SAY_NAME_TWICE], value_span(reader, element, "name"),
              jb_xml_attribute(element, "name"), NULL);
}

static void read_faces(struct style_reader *reader, const struct jb_xml_node *root)
{
    uint32_t count = count_children(root, "face"), i = 0;

    reader->faces = JB_NEW_ARRAY(reader->arena, struct jb_face, count);
    for (const struct jb_xml_node *node = jb_xml_first(root); node; node = jb_xml_next(node)) {
        const char *weight = jb_xml_attribute(node, "weight");

        if (!jb_xml_is(node, "face"))
            continue;
        reader->faces[i] = (struct jb_face){.token = jb_xml_attribute(node, "name"),
                                            .family = jb_xml_attribute(node, "family"),
                                            .bold = weight && strcmp(weight, "bold") == 0,
                                            .span = jb_xml_span(reader->xml, node)};
        for (uint32_t k = 0; k < i; k++)
            if (strcmp(reader->faces[k].token, reader->faces[i].token) == 0)
                report_twice(reader, node);
        i++;
    }
    reader->book->sheet.faces = reader->faces;
    reader->book->sheet.face_count = count;
}

static void read_colours(struct style_reader *reader, const struct jb_xml_node *root)
{
    uint32_t count = count_children(root, "colour"), i = 0;
    struct named_colour *colours = JB_NEW_ARRAY(reader->arena, struct named_colour, count);

    reader->book->colours = colours;
    for (const struct jb_xml_node *node = jb_xml_first(root); node; node = jb_xml_next(node)) {
        if (!jb_xml_is(node, "colour"))
            continue;
        colours[i].name = jb_xml_attribute(node, "name");
        colours[i].colour =
            (jb_colour)g_ascii_strtoull(jb_xml_attribute(node, "value") + 1, NULL, 16);
        reader->book->colour_count = i;
        if (find_colour(reader->book, colours[i].name))
            report_twice(reader, node);
        i++;
    }
    reader->book->colour_count = count;
}

const struct jb_style *find_style(const struct style_book *book, const char *name)
{
    for (uint32_t i = 0; i < book->sheet.style_count; i++)
        if (strcmp(book->sheet.styles[i].name, name) == 0)
            return &book->sheet.styles[i];
    return NULL;
}

const struct named_colour *find_colour(const struct style_book *book, const char *name)
{
    for (uint32_t i = 0; i < book->colour_count; i++)
        if (strcmp(book->colours[i].name, name) == 0)
            return &book->colours[i];
    return NULL;
}

/* --- one look
 * ------------------------------------------------------------------------------------- */

static void set_face(struct style_reader *reader, const struct jb_xml_node *element,
                     const char *name, uint32_t *face)
{
    const char *token = jb_xml_attribute(element, name);
    const char **names;
    uint32_t count = reader->book->sheet.face_count;

    if (!token)
        return;
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(reader->faces[i].token, token) == 0) {
            *face = i;
            return;
        }
    names = JB_NEW_ARRAY(reader->arena, const char *, count);
    for (uint32_t i = 0; i < count; i++)
        names[i] = reader->faces[i].token;
    jb_report(reader->sink, &jb_read_messages[SAY_UNKNOWN_FACE], value_span(reader, element, name),
              token, suggest_name(reader->arena, token, names, count), NULL);
}

/* An em of a style that has no size yet is nothing to complain of: the size is. */
static void set_length(struct style_reader *reader, const struct jb_xml_node *element,
                       const char *name, int32_t em, int32_t *length)
{
    const char *text = jb_xml_attribute(element, name);
    bool of_no_size = text && em == 0 && g_str_has_suffix(text, "em");

    if (text && !of_no_size && !jb_length_parse(text, em, length))
        jb_report(reader->sink, &jb_read_messages[SAY_BAD_LENGTH],
                  value_span(reader, element, name), text, NULL);
}

static void set_colour(struct style_reader *reader, const struct jb_xml_node *element,
                       jb_colour *colour)
{
    const char *token = jb_xml_attribute(element, "colour");
    const struct named_colour *found = token ? find_colour(reader->book, token) : NULL;

    if (found)
        *colour = found->colour;
    else if (token)
        jb_report(reader->sink, &jb_read_messages[SAY_UNKNOWN_COLOUR],
                  value_span(reader, element, "colour"), token,
                  suggest_colour(reader->arena, reader->book, token), NULL);
}

/* The index of an attribute's value among names, which the XSD has checked; unset: *choice stays.
 */
static void set_choice(const struct jb_xml_node *element, const char *name,
                       const char *const *names, int count, int *choice)
{
    const char *text = jb_xml_attribute(element, name);

    for (int i = 0; text && i < count; i++)
        if (strcmp(names[i], text) == 0)
            *choice = i;
}

static void set_flag(const struct jb_xml_node *element, const char *name, bool *flag)
{
    const char *text = jb_xml_attribute(element, name);

    if (text)
        *flag = strcmp(text, "yes") == 0;
}

static void set_choices(const struct jb_xml_node *element, struct jb_look *look)
{
    static const char *const aligns[] = {"start", "end", "centre", "justify"};
    static const char *const schemes[] = {"quanjiao", "kaiming", "banjiao", "hangmo", "plain"};
    static const char *const breaks[] = {"none", "basic", "gb", "strict"};
    static const char *const hyphens[] = {"no", "en-GB", "en-US"};
    static const char *const regions[] = {"cn", "tw", "hk"};
    int align = (int)look->align, scheme = (int)look->scheme, level = (int)look->breaks;
    int division = (int)look->hyphens, region = (int)look->region;

    set_choice(element, "align", aligns, G_N_ELEMENTS(aligns), &align);
    set_choice(element, "scheme", schemes, G_N_ELEMENTS(schemes), &scheme);
    set_choice(element, "breaks", breaks, G_N_ELEMENTS(breaks), &level);
    set_choice(element, "hyphens", hyphens, G_N_ELEMENTS(hyphens), &division);
    set_choice(element, "region", regions, G_N_ELEMENTS(regions), &region);
    look->align = (enum jb_align)align;
    look->scheme = (enum jb_scheme)scheme;
    look->breaks = (enum jb_level_of_breaks)level;
    look->hyphens = (enum jb_hyphens)division;
    look->region = (enum jb_region)region;
    set_flag(element, "balance", &look->balance);
    set_flag(element, "tabular", &look->tabular);
}

/* A strong face that is not named is the plain one; one that is named for the plain face of an
 * earlier style stays. */
static void set_faces(struct style_reader *reader, const struct jb_xml_node *element,
                      struct jb_look *look)
{
    set_face(reader, element, "han", &look->han);
    set_face(reader, element, "latin", &look->latin);
    set_face(reader, element, "strong-han", &look->strong_han);
    set_face(reader, element, "strong-latin", &look->strong_latin);
}

static void read_look(struct style_reader *reader, const struct jb_xml_node *element,
                      struct jb_look *look)
{
    set_faces(reader, element, look);
    set_length(reader, element, "size", 0, &look->size);
    set_length(reader, element, "leading", look->size, &look->leading);
    set_length(reader, element, "indent", look->size, &look->indent);
    set_length(reader, element, "space-before", look->size, &look->space_before);
    set_length(reader, element, "space-after", look->size, &look->space_after);
    set_colour(reader, element, &look->colour);
    set_choices(element, look);
}

/* --- styles
 * --------------------------------------------------------------------------------------- */

static const struct jb_look unset_look = {.han = NO_FACE,
                                          .latin = NO_FACE,
                                          .strong_han = NO_FACE,
                                          .strong_latin = NO_FACE,
                                          .scheme = JB_QUANJIAO,
                                          .breaks = JB_BREAKS_GB};

static void read_style(struct style_reader *reader, uint32_t index);

static void start_from(struct style_reader *reader, uint32_t index)
{
    const struct jb_xml_node *element = reader->drafts[index].element;
    const char *base = jb_xml_attribute(element, "based-on");
    const struct jb_style *found = base ? find_style(reader->book, base) : NULL;
    uint32_t base_index;

    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        reader->styles[index].look[lang] = unset_look;
    if (base && !found) {
        jb_report(reader->sink, &jb_read_messages[SAY_UNKNOWN_STYLE],
                  value_span(reader, element, "based-on"), base,
                  suggest_style(reader->arena, reader->book, base), NULL);
    } else if (found) {
        base_index = (uint32_t)(found - reader->styles);
        if (reader->drafts[base_index].state == READING) {
            jb_report(reader->sink, &jb_read_messages[SAY_STYLE_CYCLE],
                      value_span(reader, element, "based-on"), base, NULL);
            return;
        }
        read_style(reader, base_index);
        memcpy(reader->styles[index].look, found->look, sizeof(found->look));
    }
}

static void read_style(struct style_reader *reader, uint32_t index)
{
    struct draft_style *draft = &reader->drafts[index];
    struct jb_style *style = &reader->styles[index];

    if (draft->state == READ)
        return;
    draft->state = READING;
    start_from(reader, index);
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++) {
        const struct jb_xml_node *variant = jb_xml_child(draft->element, jb_lang_name(lang));

        read_look(reader, draft->element, &style->look[lang]);
        if (variant)
            read_look(reader, variant, &style->look[lang]);
    }
    draft->state = READ;
}

static const char *first_lack(const struct jb_look *look)
{
    if (look->han == NO_FACE)
        return "han";
    if (look->latin == NO_FACE)
        return "latin";
    if (look->size <= 0)
        return "size";
    return look->leading <= 0 ? "leading" : NULL;
}

static void complete_style(struct style_reader *reader, uint32_t index)
{
    struct jb_style *style = &reader->styles[index];

    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++) {
        struct jb_look *look = &style->look[lang];
        const char *lack = first_lack(look);

        if (lack) {
            jb_report(reader->sink, &jb_read_messages[SAY_STYLE_LACKS], style->span, style->name,
                      lack, jb_lang_name(lang), NULL);
            return;
        }
        if (look->strong_han == NO_FACE)
            look->strong_han = look->han;
        if (look->strong_latin == NO_FACE)
            look->strong_latin = look->latin;
    }
}

static void list_styles(struct style_reader *reader, const struct jb_xml_node *root)
{
    uint32_t count = count_children(root, "style"), i = 0;

    reader->styles = JB_NEW_ARRAY(reader->arena, struct jb_style, count);
    reader->drafts = JB_NEW_ARRAY(reader->arena, struct draft_style, count);
    reader->book->sheet.styles = reader->styles;
    for (const struct jb_xml_node *node = jb_xml_first(root); node; node = jb_xml_next(node)) {
        if (!jb_xml_is(node, "style"))
            continue;
        reader->drafts[i].element = node;
        reader->styles[i].name = jb_xml_attribute(node, "name");
        reader->styles[i].span = jb_xml_span(reader->xml, node);
        reader->book->sheet.style_count = i;
        if (find_style(reader->book, reader->styles[i].name))
            report_twice(reader, node);
        i++;
    }
    reader->book->sheet.style_count = count;
}

const struct style_book *read_styles(struct jb_arena *arena, struct jb_sources *sources,
                                     struct jb_sink *sink, const char *path, const char *schemas)
{
    struct jb_xml *xml = jb_xml_open(arena, sources, sink, path);
    struct style_reader reader = {
        .arena = arena, .sink = sink, .xml = xml, .book = JB_NEW(arena, struct style_book)};
    uint32_t errors_before = jb_sink_count(sink, JB_ERROR);

    if (!xml || !jb_xml_validate(arena, xml, jb_arena_print(arena, "%s/styles.xsd", schemas), sink))
        return NULL;
    read_faces(&reader, jb_xml_root(xml));
    read_colours(&reader, jb_xml_root(xml));
    list_styles(&reader, jb_xml_root(xml));
    for (uint32_t i = 0; i < reader.book->sheet.style_count; i++)
        read_style(&reader, i);
    /* what a style lacks may follow from a fault that has been told */
    if (jb_sink_count(sink, JB_ERROR) == errors_before)
        for (uint32_t i = 0; i < reader.book->sheet.style_count; i++)
            complete_style(&reader, i);
    return reader.book;
}
