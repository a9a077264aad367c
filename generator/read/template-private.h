#ifndef JB_READ_TEMPLATE_PRIVATE_H
#define JB_READ_TEMPLATE_PRIVATE_H

/* How templates are read: the chain of templates that extend each other first, then the style
 * sheets of all of them as one, then parts and wordings by name, and at last the body. A part is
 * read once, however often it is used. */

#include <glib.h>

#include "base/arena.h"
#include "base/sink.h"
#include "model/style.h"
#include "model/template.h"
#include "read/read.h"
#include "xml/xml.h"

/* --- layers.c: a template and what it extends ------------------------------------------------- */

enum { DEEPEST_EXTENDS = 8 };

struct layer {
    const char *folder;
    const struct jb_xml *xml;
    const struct jb_xml_node *root;
};

/* [0] is the template that was asked for; each extends the next. */
struct layers {
    struct layer at[DEEPEST_EXTENDS];
    uint32_t count;
};

/* False where one of them cannot be had or is not valid. */
bool open_layers(struct jb_arena *arena, struct jb_sources *sources, struct jb_sink *sink,
                 const struct jb_template_files *files, struct layers *layers);

/* The first layer that says it, or NULL. */
const struct layer *layer_with_attribute(const struct layers *layers, const char *name);
const struct layer *layer_with_child(const struct layers *layers, const char *name);

/* --- tokens.c, styles.c: the style sheets of all layers as one ---------------------------------
 */

/* Whether a name does something: replaces one of a sheet below, or is used. */
struct name_use {
    struct jb_span span;
    uint32_t sheet; /* the topmost that declares it; 0: the one that extends none */
    bool replaces, used;
};

struct style_book {
    struct jb_style_sheet sheet;
    GArray *face_uses, *colour_uses, *style_uses; /* struct name_use, by index */
};

struct sheet {
    const struct jb_xml *xml;
    const struct jb_xml_node *root;
};

struct style_reader {
    struct jb_arena *arena;
    struct jb_sink *sink;
    struct style_book *book;
    struct sheet sheets[DEEPEST_EXTENDS]; /* the one that extends none first */
    uint32_t sheet_count;
    const struct sheet *current;
};

/* NULL where a file is not valid. A book whose styles have other faults is given all the same, so
 * that the template's own faults are told in the same run; the sink knows. */
struct style_book *read_styles(struct jb_arena *arena, struct jb_sources *sources,
                               struct jb_sink *sink, const struct layers *layers,
                               const char *schemas);

void read_faces(struct style_reader *reader);
void read_colours(struct style_reader *reader);

/* Books the declaration of name by element in the current sheet; its index, which is the number of
 * those before it where the name is new. Told where the sheet declares it twice. */
uint32_t declare_name(struct style_reader *reader, GArray *uses, uint32_t known,
                      const struct jb_xml_node *element);

/* Index of a face; UINT32_MAX after a report. */
uint32_t use_face(struct style_reader *reader, struct jb_span span, const char *token);

/* NULL after a report. */
const struct jb_style *use_style(struct jb_arena *arena, struct jb_sink *sink,
                                 const struct style_book *book, struct jb_span span,
                                 const char *name);
const struct jb_colour_token *use_colour(struct jb_arena *arena, struct jb_sink *sink,
                                         const struct style_book *book, struct jb_span span,
                                         const char *name);

/* What a value that is worked out later may come to name: it begins and ends so. */
void use_styles_like(const struct style_book *book, const char *start, const char *end);
void use_colours_like(const struct style_book *book, const char *start, const char *end);

/* Names of a sheet that extends another and that do nothing are misspelt. */
void report_unused_names(struct jb_arena *arena, struct jb_sink *sink,
                         const struct style_book *book);

/* --- a template while it is read -------------------------------------------------------------- */

/* A part or wording of some layer, and what became of it. */
struct declaration {
    const char *name;
    const struct jb_xml *xml;
    const struct jb_xml_node *element;
    uint32_t layer;
    bool replaces, used;
    enum { UNREAD, READING, READ } state;
    const struct jb_node *nodes;
    uint32_t count;
};

struct declarations {
    GPtrArray *entries;  /* struct declaration, in the order of the files */
    GHashTable *by_name; /* only looked up */
};

struct template_reader {
    struct jb_arena *arena;
    struct jb_sources *sources;
    struct jb_sink *sink;
    const struct layers *layers;
    const struct style_book *book;
    struct declarations parts, wordings;
    struct jb_xml_names elements, attributes; /* of the records */
    GHashTable *variables;                    /* names that some <let> or --var sets; looked up */
    const struct jb_xml *xml;                 /* of the layer that is being read */
};

/* The children of an element as nodes: elements and, where text counts, text. */
const struct jb_node *read_nodes(struct template_reader *reader, const struct jb_xml_node *element,
                                 uint32_t *count);

/* The nodes of a part or wording, which are read at its first use. False where it is being read: it
 * uses itself. */
bool read_declaration(struct template_reader *reader, struct declaration *declaration);

/* --- attributes.c, formulas.c, fields.c ------------------------------------------------------- */

/* Everything that an element's attributes say. */
void read_attributes(struct template_reader *reader, const struct jb_xml_node *element,
                     struct jb_node *node);

/* A value with braces: {xpath} is worked out at each record, {{ and }} are braces. False after a
 * report. */
bool read_formula(struct template_reader *reader, struct jb_span span, const char *value,
                  struct jb_formula *formula);

/* An expression that begins at offset of an attribute's value. NULL after a report. */
const struct jb_xml_path *read_path(struct template_reader *reader, struct jb_span value_span,
                                    uint32_t offset, const char *expression);

/* Tells the names in an expression that no record has, its variables that nothing sets and its
 * functions that XPath 1.0 has not. */
void check_fields(struct template_reader *reader, struct jb_span value_span, uint32_t offset,
                  const char *expression);

/* --- masters.c -------------------------------------------------------------------------------- */

void read_pages(struct template_reader *reader, struct jb_template *made);
void read_parallel(struct template_reader *reader, struct jb_template *made);

#endif
