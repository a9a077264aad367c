#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "image/image-private.h"
#include "image/messages-private.h"

static void close_images(void *object)
{
    struct jb_images *images = object;

    g_hash_table_destroy(images->by_path);
}

struct jb_images *jb_images_new(struct jb_arena *arena, struct jb_sink *sink)
{
    struct jb_images *images = JB_NEW(arena, struct jb_images);

    *images = (struct jb_images){
        .arena = arena, .sink = sink, .by_path = g_hash_table_new(g_str_hash, g_str_equal)};
    jb_arena_defer(arena, close_images, images);
    return images;
}

/* Libraries quote what they choke on, whatever bytes these are. */
bool refuse(struct opening *opening, int message, const char *detail)
{
    enum { MOST = 200 };
    char *valid = detail ? g_utf8_make_valid(detail, (gssize)strnlen(detail, MOST)) : NULL;

    jb_report(opening->images->sink, &jb_image_messages[message], opening->span,
              opening->image->path, valid, NULL);
    g_free(valid);
    return false;
}

bool refuse_both(struct opening *opening, int message, const char *zh, const char *en)
{
    const struct jb_words words[] = {jb_words_same(opening->image->path), {zh, en}, {NULL, NULL}};

    jb_report_words(opening->images->sink, &jb_image_messages[message], opening->span,
                    (struct jb_span){0}, words);
    return false;
}

bool take_size(struct opening *opening, uint32_t width, uint32_t height)
{
    struct jb_images *images = opening->images;
    uint64_t pixels = (uint64_t)width * height;
    char numbers[2][16];

    if (pixels == 0)
        return refuse_both(opening, SAY_DAMAGED, "没有像素", "it has no pixels");
    opening->image->width = width;
    opening->image->height = height;
    images->pixels += MIN(pixels, MOST_PIXELS_TOGETHER);
    if (pixels <= MOST_PIXELS && images->pixels <= MOST_PIXELS_TOGETHER)
        return true;
    g_snprintf(numbers[0], sizeof(numbers[0]), "%u", width);
    g_snprintf(numbers[1], sizeof(numbers[1]), "%u", height);
    jb_report(images->sink, &jb_image_messages[SAY_TOO_MANY_PIXELS], opening->span,
              opening->image->path, numbers[0], numbers[1], NULL);
    return false;
}

static bool begins_with(const struct opening *opening, const char *magic, size_t length)
{
    return opening->length >= length && memcmp(opening->bytes, magic, length) == 0;
}

/* An SVG may begin with a byte order mark and white space. */
static bool looks_like_markup(const struct opening *opening)
{
    size_t at = begins_with(opening, "\xEF\xBB\xBF", 3) ? 3 : 0;

    while (at < opening->length && g_ascii_isspace(opening->bytes[at]))
        at++;
    return at < opening->length && opening->bytes[at] == '<';
}

static bool open_bytes(struct opening *opening)
{
    if (begins_with(opening, "\x89PNG\r\n\x1a\n", 8))
        return open_png(opening);
    if (begins_with(opening, "\xFF\xD8\xFF", 3))
        return open_jpeg(opening);
    if (looks_like_markup(opening))
        return open_svg(opening);
    return refuse(opening, SAY_UNKNOWN_KIND, NULL);
}

static bool open_file(struct opening *opening)
{
    struct jb_images *images = opening->images;
    char *bytes;
    int error =
        jb_file_read(images->arena, opening->image->path, MOST_BYTES, &bytes, &opening->length);

    if (error == EFBIG)
        return refuse_both(opening, SAY_UNREADABLE, "文件太大", "the file is too large");
    if (error == EINVAL)
        return refuse_both(opening, SAY_UNREADABLE, "不是普通文件", "it is no regular file");
    if (error != 0)
        return refuse(opening, SAY_UNREADABLE, g_strerror(error));
    opening->bytes = (const uint8_t *)bytes;
    return open_bytes(opening);
}

const struct jb_image *jb_image_open(struct jb_images *images, const char *path,
                                     struct jb_span span)
{
    struct opening opening = {.images = images, .span = span};
    void *known;

    if (g_hash_table_lookup_extended(images->by_path, path, NULL, &known))
        return known;
    opening.image = JB_NEW(images->arena, struct jb_image);
    opening.image->path = jb_arena_dup_text(images->arena, path);
    opening.image->orientation = 1;
    if (!open_file(&opening))
        opening.image = NULL;
    g_hash_table_insert(images->by_path, jb_arena_dup_text(images->arena, path), opening.image);
    return opening.image;
}
