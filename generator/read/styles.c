#include <string.h>

#include "base/length.h"
#include "read/messages-private.h"
#include "read/template-private.h"

/* A style of one sheet. */
struct style_source {
    const struct sheet *sheet;
    const struct jb_xml_node *element;
};

/* A style while the sheets are read: what each of them says of it, and whether it is resolved. */
struct draft_style {
    struct style_source sources[DEEPEST_EXTENDS];
    uint32_t source_count;
    enum { STYLE_UNREAD, STYLE_READING, STYLE_READ } state;
};

struct style_drafts {
    struct style_reader *reader;
    struct jb_style *styles;
    struct draft_style *drafts;
};

enum { NO_FACE = UINT32_MAX };

static struct jb_span value_span(const struct style_reader *reader,
                                 const struct jb_xml_node *element, const char *name)
{
    return jb_xml_attribute_span(reader->current->xml, element, name);
}

/* --- one look --------------------------------------------------------------------------------- */

static void set_face(struct style_reader *reader, const struct jb_xml_node *element,
                     const char *name, uint32_t *face)
{
    const char *token = jb_xml_attribute(element, name);
    uint32_t index = token ? use_face(reader, value_span(reader, element, name), token) : NO_FACE;

    if (index != NO_FACE)
        *face = index;
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
    const struct jb_colour_token *found =
        token ? use_colour(reader->arena, reader->sink, reader->book,
                           value_span(reader, element, "colour"), token)
              : NULL;

    if (found)
        *colour = found->colour;
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
    set_length(reader, element, "shrink-to", look->size, &look->smallest);
    set_length(reader, element, "indent", look->size, &look->indent);
    set_length(reader, element, "space-before", look->size, &look->space_before);
    set_length(reader, element, "space-after", look->size, &look->space_after);
    set_colour(reader, element, &look->colour);
    set_choices(element, look);
}

/* --- styles ----------------------------------------------------------------------------------- */

static const struct jb_look unset_look = {.han = NO_FACE,
                                          .latin = NO_FACE,
                                          .strong_han = NO_FACE,
                                          .strong_latin = NO_FACE,
                                          .scheme = JB_QUANJIAO,
                                          .breaks = JB_BREAKS_GB};

static void read_style(struct style_drafts *drafts, uint32_t index);

/* What source says the style is based on. A sheet above goes on from the same style below, and may
 * say so. */
static const char *base_of(const struct draft_style *draft, uint32_t source)
{
    const struct jb_xml_node *element = draft->sources[source].element;
    const char *base = jb_xml_attribute(element, "based-on");

    if (base && source > 0 && strcmp(base, jb_xml_attribute(element, "name")) == 0)
        return NULL;
    return base;
}

static void start_from(struct style_drafts *drafts, uint32_t index, uint32_t source)
{
    struct style_reader *reader = drafts->reader;
    struct draft_style *draft = &drafts->drafts[index];
    const char *base = base_of(draft, source);
    struct jb_span span = value_span(reader, draft->sources[source].element, "based-on");
    const struct jb_style *found =
        base ? use_style(reader->arena, reader->sink, reader->book, span, base) : NULL;
    uint32_t base_index;

    if (!found)
        return;
    base_index = (uint32_t)(found - drafts->styles);
    if (drafts->drafts[base_index].state == STYLE_READING) {
        jb_report(reader->sink, &jb_read_messages[SAY_STYLE_CYCLE], span, base, NULL);
        return;
    }
    read_style(drafts, base_index);
    memcpy(drafts->styles[index].look, found->look, sizeof(found->look));
}

static void add_source(struct style_drafts *drafts, uint32_t index,
                       const struct style_source *source)
{
    drafts->reader->current = source->sheet;
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++) {
        const struct jb_xml_node *variant = jb_xml_child(source->element, jb_lang_name(lang));
        struct jb_look *look = &drafts->styles[index].look[lang];

        read_look(drafts->reader, source->element, look);
        if (variant)
            read_look(drafts->reader, variant, look);
    }
}

static void read_style(struct style_drafts *drafts, uint32_t index)
{
    struct draft_style *draft = &drafts->drafts[index];
    const struct sheet *current = drafts->reader->current;
    uint32_t first = draft->source_count - 1;

    if (draft->state == STYLE_READ)
        return;
    draft->state = STYLE_READING;
    while (first > 0 && !base_of(draft, first))
        first--;
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        drafts->styles[index].look[lang] = unset_look;
    drafts->reader->current = draft->sources[first].sheet;
    start_from(drafts, index, first);
    for (uint32_t i = first; i < draft->source_count; i++)
        add_source(drafts, index, &draft->sources[i]);
    draft->state = STYLE_READ;
    drafts->reader->current = current;
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

static void complete_style(struct style_reader *reader, struct jb_style *style)
{
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

static uint32_t count_styles(const struct style_reader *reader)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < reader->sheet_count; i++)
        for (const struct jb_xml_node *node = jb_xml_first(reader->sheets[i].root); node;
             node = jb_xml_next(node))
            count += jb_xml_is(node, "style");
    return count;
}

static void list_style(struct style_drafts *drafts, const struct jb_xml_node *element)
{
    struct style_reader *reader = drafts->reader;
    struct jb_style_sheet *sheet = &reader->book->sheet;
    const char *name = jb_xml_attribute(element, "name");
    const struct jb_style *known = jb_style_find(sheet, name);
    uint32_t index = declare_name(reader, reader->book->style_uses,
                                  known ? (uint32_t)(known - sheet->styles) : UINT32_MAX, element);
    struct draft_style *draft = &drafts->drafts[index];

    drafts->styles[index].name = name;
    drafts->styles[index].span = jb_xml_span(reader->current->xml, element);
    if (index == sheet->style_count)
        sheet->style_count++;
    if (draft->source_count > 0 && draft->sources[draft->source_count - 1].sheet == reader->current)
        return; /* twice in one sheet */
    draft->sources[draft->source_count++] = (struct style_source){reader->current, element};
}

static void list_styles(struct style_drafts *drafts)
{
    struct style_reader *reader = drafts->reader;
    uint32_t count = count_styles(reader);

    drafts->styles = JB_NEW_ARRAY(reader->arena, struct jb_style, count);
    drafts->drafts = JB_NEW_ARRAY(reader->arena, struct draft_style, count);
    reader->book->sheet.styles = drafts->styles;
    for (uint32_t i = 0; i < reader->sheet_count; i++) {
        reader->current = &reader->sheets[i];
        for (const struct jb_xml_node *node = jb_xml_first(reader->current->root); node;
             node = jb_xml_next(node))
            if (jb_xml_is(node, "style"))
                list_style(drafts, node);
    }
}

/* --- sheets ----------------------------------------------------------------------------------- */

/* A template that extends another needs no sheet of its own. */
static bool open_sheets(struct style_reader *reader, struct jb_sources *sources,
                        const struct layers *layers, const char *schemas)
{
    const char *schema = jb_arena_print(reader->arena, "%s/styles.xsd", schemas);
    bool good = true;

    for (uint32_t i = layers->count; i-- > 0;) {
        const char *path = jb_arena_print(reader->arena, "%s/styles.xml", layers->at[i].folder);
        struct jb_xml *xml;

        if (!layers->at[i].root || (jb_xml_attribute(layers->at[i].root, "extends") &&
                                    !g_file_test(path, G_FILE_TEST_EXISTS)))
            continue;
        xml = jb_xml_open(reader->arena, sources, reader->sink, path);
        if (xml && jb_xml_validate(reader->arena, xml, schema, reader->sink))
            reader->sheets[reader->sheet_count++] = (struct sheet){xml, jb_xml_root(xml)};
        else
            good = false;
    }
    return good;
}

static void close_uses(void *uses)
{
    g_array_free(uses, TRUE);
}

static GArray *uses_new(struct jb_arena *arena)
{
    GArray *uses = g_array_new(FALSE, TRUE, sizeof(struct name_use));

    jb_arena_defer(arena, close_uses, uses);
    return uses;
}

static struct style_book *book_new(struct jb_arena *arena)
{
    struct style_book *book = JB_NEW(arena, struct style_book);

    book->face_uses = uses_new(arena);
    book->colour_uses = uses_new(arena);
    book->style_uses = uses_new(arena);
    return book;
}

struct style_book *read_styles(struct jb_arena *arena, struct jb_sources *sources,
                               struct jb_sink *sink, const struct layers *layers,
                               const char *schemas)
{
    struct style_reader reader = {.arena = arena, .sink = sink, .book = book_new(arena)};
    struct style_drafts drafts = {.reader = &reader};
    uint32_t errors_before = jb_sink_count(sink, JB_ERROR);

    if (!open_sheets(&reader, sources, layers, schemas))
        return NULL;
    read_faces(&reader);
    read_colours(&reader);
    list_styles(&drafts);
    for (uint32_t i = 0; i < reader.book->sheet.style_count; i++)
        read_style(&drafts, i);
    /* what a style lacks may follow from a fault that has been told */
    if (jb_sink_count(sink, JB_ERROR) == errors_before)
        for (uint32_t i = 0; i < reader.book->sheet.style_count; i++)
            complete_style(&reader, &drafts.styles[i]);
    return reader.book;
}
