#ifndef JB_BASE_PATH_H
#define JB_BASE_PATH_H

/* Names of files that a document brings in: they stay inside its folder. */

#include "base/arena.h"

/* The file name as it is seen from the file from, which lies in folder: a path relative to folder,
 * without "." and ".."; NULL where it is absolute or leads out of the folder, by ".." or through a
 * symbolic link. It need not be there. from is relative to folder; folder may be "" for the current
 * one. */
const char *jb_path_inside(struct jb_arena *arena, const char *folder, const char *from,
                           const char *name);

/* The path of a file as it is seen from folder, which may be "": path itself where it does not lie
 * below. */
const char *jb_path_below(const char *folder, const char *path);

#endif
