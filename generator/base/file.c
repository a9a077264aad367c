#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct jb_draft {
    const char *path;
    char *temporary; /* NULL once published */
    int fd;
    int error;
};

/* O_NONBLOCK: a FIFO must not hang us before fstat tells that it is one. */
static int open_regular(const char *path, size_t *size)
{
    struct stat status;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (fd < 0)
        return -errno;
    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        close(fd);
        return -EINVAL;
    }
    *size = (size_t)status.st_size;
    return fd;
}

static int read_all(int fd, char *bytes, size_t length)
{
    for (size_t done = 0; done < length;) {
        ssize_t n = read(fd, bytes + done, length - done);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errno;
        if (n == 0)
            return EIO; /* it shrank while we read */
        done += (size_t)n;
    }
    return 0;
}

int jb_file_read(struct jb_arena *arena, const char *path, size_t limit, char **bytes,
                 size_t *length)
{
    int error;
    int fd = open_regular(path, length);

    if (fd < 0)
        return -fd;
    if (*length > limit) {
        close(fd);
        return EFBIG;
    }
    *bytes = jb_arena_alloc(arena, *length + 1);
    error = read_all(fd, *bytes, *length);
    close(fd);
    return error;
}

static void discard(void *object)
{
    struct jb_draft *draft = object;

    if (draft->fd >= 0)
        close(draft->fd);
    if (draft->temporary)
        unlink(draft->temporary);
}

/* Same folder, so that the rename stays inside one file system. */
int jb_draft_open(struct jb_arena *arena, const char *path, struct jb_draft **draft)
{
    char *folder = g_path_get_dirname(path);
    char *name = g_path_get_basename(path);
    struct jb_draft *fresh = JB_NEW(arena, struct jb_draft);
    int error = 0;

    fresh->path = jb_arena_dup_text(arena, path);
    fresh->temporary = jb_arena_print(arena, "%s/.%s.XXXXXX", folder, name);
    fresh->fd = mkostemp(fresh->temporary, O_CLOEXEC);
    if (fresh->fd < 0) {
        error = errno;
        fresh->temporary = NULL;
    }
    g_free(folder);
    g_free(name);
    jb_arena_defer(arena, discard, fresh);
    *draft = fresh;
    return error;
}

void jb_draft_write(struct jb_draft *draft, const void *bytes, size_t length)
{
    const char *next = bytes;

    while (length > 0 && draft->error == 0) {
        ssize_t n = write(draft->fd, next, length);

        if (n < 0 && errno != EINTR)
            draft->error = errno;
        if (n > 0) {
            next += n;
            length -= (size_t)n;
        }
    }
}

/* An existing file keeps its mode; a new one gets what umask allows, as with any other program. */
static mode_t wanted_mode(const char *path)
{
    struct stat status;
    mode_t mask;

    if (stat(path, &status) == 0)
        return status.st_mode & 07777;
    mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

int jb_draft_seal(struct jb_draft *draft)
{
    if (draft->error == 0 && fchmod(draft->fd, wanted_mode(draft->path)) != 0)
        draft->error = errno;
    if (draft->error == 0 && fsync(draft->fd) != 0)
        draft->error = errno;
    if (close(draft->fd) != 0 && draft->error == 0)
        draft->error = errno;
    draft->fd = -1;
    return draft->error;
}

static void sync_folder(const char *path)
{
    char *folder = g_path_get_dirname(path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd >= 0) {
        fsync(fd); /* not every file system can; the file itself is safe already */
        close(fd);
    }
    g_free(folder);
}

int jb_draft_publish(struct jb_draft *draft)
{
    if (rename(draft->temporary, draft->path) != 0)
        return errno;
    draft->temporary = NULL;
    sync_folder(draft->path);
    return 0;
}
