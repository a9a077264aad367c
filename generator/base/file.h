#ifndef JB_BASE_FILE_H
#define JB_BASE_FILE_H

/* Files: read whole and bounded; written so that the old file stays until the new one is safe. */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* The whole of a regular file with a final NUL (not counted), in the arena. Returns 0 or an errno
 * value; EFBIG where it is longer than limit, EINVAL where it is no regular file. */
int jb_file_read(struct jb_arena *arena, const char *path, size_t limit, char **bytes,
                 size_t *length);

/* A file being written beside its place. Nothing is seen under path before the rename. */
struct jb_draft;

/* Opens a temporary file in path's folder. Returns 0 or an errno value. The draft hangs on the
 * arena: unless it is published, closing the arena removes it. */
int jb_draft_open(struct jb_arena *arena, const char *path, struct jb_draft **draft);

/* The first failure is remembered and told by jb_draft_seal. */
void jb_draft_write(struct jb_draft *draft, const void *bytes, size_t length);

/* Flushes to the disk; returns 0 or the errno value of the first failure. */
int jb_draft_seal(struct jb_draft *draft);

/* Renames into place; only after jb_draft_seal returned 0. Returns 0 or an errno value. */
int jb_draft_publish(struct jb_draft *draft);

#endif
