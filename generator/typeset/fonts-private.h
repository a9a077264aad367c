#ifndef JB_TYPESET_FONTS_PRIVATE_H
#define JB_TYPESET_FONTS_PRIVATE_H

/* Finds the files of named faces, and cuts them down. */

#include <fontconfig/fontconfig.h>
#include <hb.h>

#include "base/arena.h"
#include "model/page.h"
#include "model/style.h"
#include "typeset/typeset.h"

struct font_file {
    const char *path;
    uint32_t index; /* of the face in a collection */
};

/* The fonts that may supply a face: the option's folders, then the system's. */
struct font_library;

struct font_library *jb_font_library_open(struct jb_arena *arena,
                                          const struct jb_font_options *options);

/* The file that has exactly this family and weight, upright and of normal width. Where several
 * have it: the highest version, then the first path. false where none has. */
bool jb_font_library_find(struct font_library *library, const struct jb_face *face,
                          struct font_file *file);

/* The source face, mapped from its file, for the caller to destroy; NULL where that is no font
 * that can be used. */
hb_face_t *jb_font_map(struct font_file file);

/* Cuts source down to the characters and the features in use; false where HarfBuzz cannot. */
bool jb_font_subset(struct jb_arena *arena, hb_face_t *source, const hb_set_t *characters,
                    struct jb_font *font);

#endif
