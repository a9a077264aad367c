#ifndef JB_XML_SCAN_PRIVATE_H
#define JB_XML_SCAN_PRIVATE_H

/* A small scanner of markup, for the places that libxml2 does not tell. It is exact for well-formed
 * text and comes to an end on any other. */

#include <stdbool.h>
#include <stdint.h>

enum scan_kind {
    SCAN_START, /* <a …> */
    SCAN_EMPTY, /* <a …/> */
    SCAN_END,   /* </a> */
    SCAN_TEXT,  /* characters, references and CDATA sections up to other markup */
    SCAN_OTHER, /* comment, processing instruction, XML declaration */
    SCAN_DOCTYPE,
    SCAN_DONE,
};

struct scanner {
    const char *text;
    uint32_t at, length;
};

/* What comes next, and its bytes [*start, *end). */
enum scan_kind scan_next(struct scanner *scanner, uint32_t *start, uint32_t *end);

/* An attribute inside a start tag; offsets in the text. */
struct scan_attribute {
    uint32_t name, name_end;
    uint32_t value, value_end; /* between the quotes */
};

/* Walks the attributes of the start tag that ends at tag_end: *at is the tag's "<" at first and is
 * moved on. False after the last one. */
bool scan_attribute(const char *text, uint32_t tag_end, uint32_t *at,
                    struct scan_attribute *attribute);

#endif
