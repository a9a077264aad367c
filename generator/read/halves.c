#include <string.h>

#include "read/messages-private.h"
#include "read/record-private.h"

/* The elements that are open round a piece. */
struct look {
    enum jb_lang lang;
    uint32_t marks;
    const char *href;
    uint32_t note; /* number of the footnote in its half, or 0 */
};

/* A half while its elements are laid flat. */
struct flattening {
    const struct record_reader *reader;
    GArray *pieces;   /* struct jb_piece */
    GPtrArray *texts; /* GString in step with pieces, NULL for other kinds */
    bool has_content; /* even if it could not be read */
    uint32_t notes;   /* so far */
    bool faulty;      /* the schema has told of one of its elements */
};

static const struct mark_element {
    const char *name;
    uint32_t mark;
} mark_elements[] = {
    {"em", JB_TEXT_EM},   {"strong", JB_TEXT_STRONG}, {"sup", JB_TEXT_SUP},
    {"sub", JB_TEXT_SUB}, {"nobr", JB_TEXT_NOBR},
};

static void add_piece(struct flattening *flat, struct jb_piece piece, const char *text)
{
    g_array_append_val(flat->pieces, piece);
    g_ptr_array_add(flat->texts, text ? g_string_new(text) : NULL);
}

static struct jb_piece piece_new(enum jb_piece_kind kind, const struct look *look,
                                 struct jb_span span)
{
    return (struct jb_piece){.kind = kind,
                             .lang = look->lang,
                             .marks = look->marks,
                             .href = look->href,
                             .note = look->note,
                             .measure = JB_NO_INDEX,
                             .unit = JB_NO_INDEX,
                             .span = span};
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Without the white space at both ends, which is not printed. */
static struct jb_span trim(const struct record_reader *reader, struct jb_span span)
{
    const struct jb_source *source = jb_source_find(jb_sink_sources(reader->sink), span.source);

    while (source && span.start < span.end && is_blank(source->text[span.start]))
        span.start++;
    while (source && span.start < span.end && is_blank(source->text[span.end - 1]))
        span.end--;
    return span;
}

static void report_attribute(const struct record_reader *reader, int message,
                             const struct jb_xml_node *node, const char *attribute)
{
    const char *value = jb_xml_attribute(node, attribute);
    struct jb_span at = jb_xml_attribute_span(reader->xml, node, attribute);

    if (value && !is_told(reader, at))
        jb_report(reader->sink, &jb_read_messages[message], at, value, NULL);
}

static enum jb_lang lang_of_span(const struct record_reader *reader, const struct jb_xml_node *node,
                                 enum jb_lang otherwise)
{
    const char *tag = token_of(reader->arena, node, "lang");

    for (int lang = 0; tag && lang < JB_LANGS; lang++)
        if (g_ascii_strncasecmp(tag, jb_lang_name((enum jb_lang)lang), 2) == 0 &&
            (tag[2] == '\0' || tag[2] == '-'))
            return (enum jb_lang)lang;
    report_attribute(reader, SAY_BAD_LANGUAGE, node, "lang");
    return otherwise;
}

/* A bulletin goes to the public: no file: and no javascript:. */
static const char *href_of(const struct record_reader *reader, const struct jb_xml_node *node)
{
    static const char *const schemes[] = {"https://", "http://", "mailto:"};
    const char *href = token_of(reader->arena, node, "href");

    for (size_t i = 0; href && i < G_N_ELEMENTS(schemes); i++)
        if (g_ascii_strncasecmp(href, schemes[i], strlen(schemes[i])) == 0 &&
            href[strlen(schemes[i])] != '\0')
            return href;
    report_attribute(reader, SAY_BAD_LINK, node, "href");
    return NULL;
}

static struct look look_inside(const struct record_reader *reader, const struct jb_xml_node *node,
                               struct look look)
{
    for (size_t i = 0; i < G_N_ELEMENTS(mark_elements); i++)
        if (jb_xml_is(node, mark_elements[i].name))
            look.marks |= mark_elements[i].mark;
    if (jb_xml_is(node, "span"))
        look.lang = lang_of_span(reader, node, look.lang);
    if (jb_xml_is(node, "link"))
        look.href = href_of(reader, node);
    return look;
}

static void flatten(struct flattening *flat, const struct jb_xml_node *node, struct look look);

static bool is_silent(const struct flattening *flat, guint first)
{
    for (guint i = first; i < flat->pieces->len; i++) {
        const GString *text = flat->texts->pdata[i];

        if (!text || strspn(text->str, " \t\r\n") < text->len)
            return false;
    }
    return true;
}

static void add_bracket(struct flattening *flat, const struct look *look, struct jb_span span,
                        const char *text)
{
    struct jb_piece piece = piece_new(JB_PIECE_TEXT, look, span);

    piece.bracket = true;
    add_piece(flat, piece, text);
}

/* Where a template has no footnotes, a note is read in brackets after its word; an empty one is
 * not. One inside another is a part of it. */
static void flatten_note(struct flattening *flat, const struct jb_xml_node *node, struct look look)
{
    static const char *const open[JB_LANGS] = {"（", " ("}, *const close[JB_LANGS] = {"）", ")"};
    struct jb_span span = jb_xml_span(flat->reader->xml, node);
    guint first = flat->pieces->len;

    if (look.note == 0)
        look.note = ++flat->notes;
    add_bracket(flat, &look, span, open[look.lang]);
    flatten(flat, node, look);
    if (is_silent(flat, first + 1)) {
        g_array_set_size(flat->pieces, first);
        g_ptr_array_set_size(flat->texts, (gint)first);
    } else {
        add_bracket(flat, &look, span, close[look.lang]);
    }
}

static void flatten_element(struct flattening *flat, const struct jb_xml_node *node,
                            struct look look)
{
    struct jb_piece piece = piece_new(JB_PIECE_QUOTE, &look, jb_xml_span(flat->reader->xml, node));

    flat->faulty |= is_faulty(flat->reader, piece.span);
    if (jb_xml_is(node, "val")) {
        flat->has_content = true;
        if (read_quote(flat->reader, node, &piece))
            add_piece(flat, piece, NULL);
    } else if (jb_xml_is(node, "br")) {
        piece.kind = JB_PIECE_BREAK;
        add_piece(flat, piece, NULL);
    } else if (jb_xml_is(node, "note")) {
        flatten_note(flat, node, look);
    } else {
        flatten(flat, node, look_inside(flat->reader, node, look));
    }
}

/* As deep as elements nest, which xml/ bounds. */
static void flatten(struct flattening *flat, const struct jb_xml_node *node, struct look look)
{
    struct jb_xml_item item;
    bool more = jb_xml_first_item(flat->reader->xml, node, &item);

    for (; more; more = jb_xml_next_item(flat->reader->xml, &item)) {
        if (item.element)
            flatten_element(flat, item.element, look);
        else
            add_piece(flat, piece_new(JB_PIECE_TEXT, &look, trim(flat->reader, item.span)),
                      item.text);
    }
}

/* The pieces that are left, in the arena. */
static void keep_pieces(struct flattening *flat, struct jb_half *half)
{
    struct jb_piece *kept = JB_NEW_ARRAY(flat->reader->arena, struct jb_piece, flat->pieces->len);

    for (guint i = 0; i < flat->pieces->len; i++) {
        struct jb_piece piece = g_array_index(flat->pieces, struct jb_piece, i);
        const GString *text = flat->texts->pdata[i];

        if (text && text->len == 0)
            continue;
        if (text)
            piece.text = jb_arena_dup_span(flat->reader->arena, text->str, text->len);
        flat->has_content |= piece.kind != JB_PIECE_BREAK;
        kept[half->count++] = piece;
    }
    half->pieces = kept;
}

static void free_text(gpointer text)
{
    if (text)
        g_string_free(text, TRUE);
}

static void check_half(const struct record_reader *reader, const struct jb_xml_node *node,
                       const struct jb_half *half, bool has_content, const char *id)
{
    const char *lang = jb_xml_name(node);

    if (half->missing && has_content)
        jb_report(reader->sink, &jb_read_messages[SAY_MISSING_WITH_TEXT], half->span, lang, id,
                  NULL);
    if (!half->missing && !has_content && !is_misspelt(node, "missing"))
        jb_report(reader->sink, &jb_read_messages[SAY_EMPTY_HALF], half->span, lang, id, NULL);
}

struct jb_half read_half(const struct record_reader *reader, const struct jb_xml_node *node,
                         enum jb_lang lang, const char *id)
{
    struct flattening flat = {.reader = reader};
    struct jb_half half = {.span = jb_xml_span(reader->xml, node)};
    uint32_t before = error_count(reader);

    flat.pieces = g_array_new(FALSE, FALSE, sizeof(struct jb_piece));
    flat.texts = g_ptr_array_new_with_free_func(free_text);
    flatten(&flat, node, (struct look){.lang = lang});
    tidy_blanks((const struct jb_piece *)(const void *)flat.pieces->data,
                (GString *const *)flat.texts->pdata, flat.pieces->len);
    keep_pieces(&flat, &half);
    half.missing_reason = token_of(reader->arena, node, "missing");
    half.missing = half.missing_reason != NULL;
    check_half(reader, node, &half, flat.has_content, id);
    half.faulty = flat.faulty || is_faulty(reader, half.span) || error_count(reader) > before;
    g_ptr_array_free(flat.texts, TRUE);
    g_array_free(flat.pieces, TRUE);
    return half;
}
