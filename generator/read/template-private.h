#ifndef JB_READ_TEMPLATE_PRIVATE_H
#define JB_READ_TEMPLATE_PRIVATE_H

#include <glib.h>

#include "base/arena.h"
#include "base/sink.h"
#include "model/style.h"
#include "model/template.h"
#include "xml/xml.h"

/* A colour token of a style sheet. */
struct named_colour {
    const char *name;
    jb_colour colour;
};

/* A style sheet with what only the reader needs: its colours by name. */
struct style_book {
    struct jb_style_sheet sheet;
    const struct named_colour *colours;
    uint32_t colour_count;
};

/* NULL where the file is not valid. A book whose styles have other faults is given all the same, so
 * that the template's own faults are told in the same run; the sink knows. */
const struct style_book *read_styles(struct jb_arena *arena, struct jb_sources *sources,
                                     struct jb_sink *sink, const char *path, const char *schemas);

/* NULL where there is none of that name. */
const struct jb_style *find_style(const struct style_book *book, const char *name);
const struct named_colour *find_colour(const struct style_book *book, const char *name);

/* The names that would have done, for messages: "write one of: a, b, c" or the nearest one. */
const char *suggest_name(struct jb_arena *arena, const char *name, const char *const *names,
                         uint32_t count);
const char *suggest_style(struct jb_arena *arena, const struct style_book *book, const char *name);
const char *suggest_colour(struct jb_arena *arena, const struct style_book *book, const char *name);

/* "0.5pt hair", "* 2* 120pt" … False where the XSD would have refused it or a number is out of
 * range. */
bool parse_widths(struct jb_arena *arena, const char *text, const struct jb_width **widths,
                  uint32_t *count);

/* A template while it is read. */
struct template_reader {
    struct jb_arena *arena;
    struct jb_sink *sink;
    const struct jb_xml *xml;
    const struct style_book *book;
    GHashTable *parts; /* name -> const struct jb_xml_node *; only looked up */
    GPtrArray *using;  /* names of the parts that are being read, to find cycles */
};

/* The children of an element as nodes: elements and, where text counts, text. */
const struct jb_node *read_nodes(struct template_reader *reader, const struct jb_xml_node *element,
                                 uint32_t *count);

/* Everything that an element's attributes say. */
void read_attributes(struct template_reader *reader, const struct jb_xml_node *element,
                     struct jb_node *node);

void read_pages(struct template_reader *reader, const struct jb_xml_node *root,
                struct jb_template *made);

#endif
