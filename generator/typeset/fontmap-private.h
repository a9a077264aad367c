#ifndef JB_TYPESET_FONTMAP_PRIVATE_H
#define JB_TYPESET_FONTMAP_PRIVATE_H

/* A font map for Pango that has the typefaces of a typesetter and nothing else.
 *
 * Pango's own maps choose fonts through fontconfig, in threads of their own: for a font that is
 * already at hand that is a detour, and at the end a race (Pango 1.50 lets its threads outlive the
 * map that they work for). Here a description names a typeface by its number, so that what a
 * segment is shaped with can only be the font that it names. */

#include <pango/pango.h>

#include "typeset/typesetter-private.h"

/* For the caller to unref. It borrows the typesetter, which must have its typefaces. */
PangoFontMap *jb_font_map_new(const struct jb_typesetter *typesetter);

/* Names a typeface at a size; for the caller to free. */
PangoFontDescription *jb_font_describe(uint32_t typeface, int32_t size);

#endif
