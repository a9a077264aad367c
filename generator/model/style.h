#ifndef JB_MODEL_STYLE_H
#define JB_MODEL_STYLE_H

/* How text looks: tokens for faces and colours, and named styles with a variant per language. */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/source.h"
#include "model/language.h"

/* A face that a template names. It is this one, or the one that it names to stand in, or an error:
 * nothing else is substituted. */
struct jb_face {
    const char *token;    /* as styles name it: "song" */
    const char *family;   /* "Noto Serif CJK SC" */
    const char *fallback; /* the family that stands in where that one is not there, or NULL */
    bool bold;
    struct jb_span span;
};

typedef uint32_t jb_colour; /* 0xRRGGBB */

/* A colour that a template names: "dai". */
struct jb_colour_token {
    const char *name;
    jb_colour colour;
    struct jb_span span;
};

enum jb_align { JB_ALIGN_START, JB_ALIGN_END, JB_ALIGN_CENTRE, JB_ALIGN_JUSTIFY };

/* Schemes of punctuation widths (R18). */
enum jb_scheme { JB_QUANJIAO, JB_KAIMING, JB_BANJIAO, JB_HANGMO, JB_PLAIN };

/* Levels of line-end rules (R08b). */
enum jb_level_of_breaks { JB_BREAKS_NONE, JB_BREAKS_BASIC, JB_BREAKS_GB, JB_BREAKS_STRICT };

/* How English words are divided (R51). */
enum jb_hyphens { JB_HYPHENS_NO, JB_HYPHENS_EN_GB, JB_HYPHENS_EN_US };

/* Whose marks Chinese has: those of the mainland stand at the side of their square, those of Taiwan
 * and Hong Kong in its middle. */
enum jb_region { JB_REGION_CN, JB_REGION_TW, JB_REGION_HK };

/* One language's variant of a style. Lengths in 1/1024 pt; faces are indices into the table. */
struct jb_look {
    uint32_t han;        /* face of Han characters and their marks */
    uint32_t latin;      /* face of letters and digits, in both languages (R33) */
    uint32_t strong_han; /* the same inside <strong> */
    uint32_t strong_latin;
    int32_t size;
    int32_t leading; /* baseline to baseline */
    int32_t
        smallest;   /* text that would take two lines may be set down to so small; 0: it may not */
    int32_t indent; /* of a paragraph's first line */
    int32_t space_before;
    int32_t space_after;
    jb_colour colour;
    enum jb_align align;
    enum jb_scheme scheme;
    enum jb_level_of_breaks breaks;
    enum jb_hyphens hyphens;
    enum jb_region region;
    bool balance; /* lines of a title: about equally long, broken between words (R17) */
    bool tabular; /* digits of one width */
};

struct jb_style {
    const char *name;
    struct jb_look look[JB_LANGS];
    struct jb_span span;
};

struct jb_style_sheet {
    const struct jb_face *faces;
    uint32_t face_count;
    const struct jb_colour_token *colours;
    uint32_t colour_count;
    const struct jb_style *styles;
    uint32_t style_count;
};

/* NULL where there is none of that name. */
const struct jb_style *jb_style_find(const struct jb_style_sheet *sheet, const char *name);
const struct jb_colour_token *jb_colour_find(const struct jb_style_sheet *sheet, const char *name);

/* The names that would have done, as jb_suggest has them. */
const char *jb_style_suggest(struct jb_arena *arena, const struct jb_style_sheet *sheet,
                             const char *name);
const char *jb_colour_suggest(struct jb_arena *arena, const struct jb_style_sheet *sheet,
                              const char *name);

#endif
