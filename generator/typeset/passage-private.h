#ifndef JB_TYPESET_PASSAGE_PRIVATE_H
#define JB_TYPESET_PASSAGE_PRIVATE_H

/* A paragraph's text as one string with the class and face of each character. */

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "model/flow.h"
#include "typeset/classes-private.h"

struct letter {
    gunichar c;
    uint32_t offset; /* in the text */
    uint32_t run;
    uint8_t class; /* enum character_class */
    bool han;      /* comes from the Han face */
};

struct passage {
    const struct jb_para *para;
    GString *text;
    GArray *letters; /* struct letter */
};

/* A stretch that is shaped at once: of one run, face and set of features. */
struct segment {
    uint32_t start, end; /* in the text */
    uint32_t run;
    bool han;
    bool full_width; /* dashes: feature fwid (R34) */
};

/* Late slots are filled with slot_text; the caller closes the passage. */
void jb_passage_open(struct passage *passage, const struct jb_para *para, const char *slot_text);
void jb_passage_close(struct passage *passage);

static inline struct letter *jb_passage_letter(const struct passage *passage, uint32_t i)
{
    return &g_array_index(passage->letters, struct letter, i);
}

/* The segment that begins with letter *next, which moves past it; false at the end. */
bool jb_passage_segment(const struct passage *passage, uint32_t *next, struct segment *segment);

/* Index of the face that a run's characters of that side come from. */
uint32_t jb_run_face(const struct jb_run *run, bool han);

#endif
