#ifndef JB_XML_MARKUP_PRIVATE_H
#define JB_XML_MARKUP_PRIVATE_H

/* What is said of text that is not well-formed. */

#include <libxml/parser.h>
#include <libxml/xmlerror.h>

#include "xml/xml-private.h"

/* One run of libxml2's parser. */
struct parsing {
    struct loading *loading;
    const struct jb_source *text;
    uint32_t source;
    xmlParserCtxt *parser;
    uint32_t faults;
    uint32_t last;        /* offset of the last fault */
    char *opened, *ended; /* names of the last mismatch of tags, or NULL */
};

/* A fault of libxml2's at offset, unless it follows from the one before. */
void report_markup_fault(struct parsing *parsing, const xmlError *error, uint32_t offset);

/* A fault for which there is no message of its own: libxml2's code and text. */
void report_markup(struct parsing *parsing, int code, const char *reason, uint32_t offset);

#endif
