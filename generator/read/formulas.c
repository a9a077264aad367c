#include <string.h>

#include "read/messages-private.h"
#include "read/template-private.h"

/* Attribute values in which {xpath} stands for what it gives at each record. */

static void report_expression(struct template_reader *reader, struct jb_span span,
                              const char *expression, const char *error)
{
    const struct jb_words words[] = {
        jb_words_same(expression), jb_xml_expression_words(reader->arena, error), {NULL, NULL}};

    jb_report_words(reader->sink, &jb_read_messages[SAY_BAD_XPATH], span, (struct jb_span){0},
                    words);
}

const struct jb_xml_path *read_path(struct template_reader *reader, struct jb_span value_span,
                                    uint32_t offset, const char *expression)
{
    const char *error = NULL;
    const struct jb_xml_path *path = jb_xml_compile(reader->arena, expression, &error);

    if (path)
        check_fields(reader, value_span, offset, expression);
    else
        report_expression(reader, value_span, expression, error);
    return path;
}

struct formula_reader {
    struct template_reader *reader;
    struct jb_span span;
    const char *value;
    GArray *pieces; /* struct jb_formula_piece */
    GString *text;  /* of the piece that grows */
};

static void end_text(struct formula_reader *formula)
{
    struct jb_formula_piece piece = {0};

    if (formula->text->len == 0)
        return;
    piece.text = jb_arena_dup_span(formula->reader->arena, formula->text->str, formula->text->len);
    g_array_append_val(formula->pieces, piece);
    g_string_truncate(formula->text, 0);
}

/* The brace that ends an expression; those inside a literal do not. NULL where there is none. */
static const char *closing_brace(const char *text)
{
    while (*text && *text != '}') {
        const char *end = *text == '"' || *text == '\'' ? strchr(text + 1, *text) : text;

        if (!end)
            return NULL;
        text = end + 1;
    }
    return *text ? text : NULL;
}

/* Reads one expression, whose brace has been passed; what follows it, or NULL. */
static const char *read_expression(struct formula_reader *formula, const char *text)
{
    const char *end = closing_brace(text);
    struct jb_formula_piece piece = {0};
    const char *expression;

    if (!end)
        return NULL;
    end_text(formula);
    expression = jb_arena_dup_span(formula->reader->arena, text, (size_t)(end - text));
    piece.path =
        read_path(formula->reader, formula->span, (uint32_t)(text - formula->value), expression);
    g_array_append_val(formula->pieces, piece);
    return end + 1;
}

/* NULL where braces do not pair. */
static const char *read_piece(struct formula_reader *formula, const char *text)
{
    if ((*text == '{' || *text == '}') && text[1] == *text) {
        g_string_append_c(formula->text, *text);
        return text + 2;
    }
    if (*text == '{')
        return read_expression(formula, text + 1);
    if (*text == '}')
        return NULL;
    g_string_append_c(formula->text, *text);
    return text + 1;
}

static bool all_compiled(const GArray *pieces)
{
    for (guint i = 0; i < pieces->len; i++) {
        const struct jb_formula_piece *piece =
            &g_array_index((GArray *)pieces, struct jb_formula_piece, i);

        if (!piece->text && !piece->path)
            return false;
    }
    return true;
}

bool read_formula(struct template_reader *reader, struct jb_span span, const char *value,
                  struct jb_formula *formula)
{
    struct formula_reader reading = {reader, span, value,
                                     g_array_new(FALSE, TRUE, sizeof(struct jb_formula_piece)),
                                     g_string_new(NULL)};
    const char *text = value;
    bool good;

    while (text && *text)
        text = read_piece(&reading, text);
    end_text(&reading);
    if (!text)
        jb_report(reader->sink, &jb_read_messages[SAY_BAD_BRACES], span, value, NULL);
    good = text && all_compiled(reading.pieces);
    formula->span = span;
    formula->count = reading.pieces->len;
    formula->pieces = jb_arena_dup(reader->arena, reading.pieces->data,
                                   reading.pieces->len * sizeof(struct jb_formula_piece));
    g_array_free(reading.pieces, TRUE);
    g_string_free(reading.text, TRUE);
    return good;
}
