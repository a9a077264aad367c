#include <glib/gstdio.h>

#include "base/path.h"
#include "read/messages-private.h"
#include "read/record-private.h"

/* The path of the file in which the element stands, seen from the edition's folder. */
static const char *file_of(const struct record_reader *reader, const struct jb_xml_node *node)
{
    struct jb_span span = jb_xml_span(reader->xml, node);
    const struct jb_source *source = jb_source_find(jb_sink_sources(reader->sink), span.source);

    return source ? jb_path_below(reader->folder, source->path) : "";
}

static bool is_regular_file(const struct record_reader *reader, const char *path)
{
    const char *whole =
        *reader->folder ? jb_arena_print(reader->arena, "%s/%s", reader->folder, path) : path;
    GStatBuf about;

    return g_stat(whole, &about) == 0 && S_ISREG(about.st_mode);
}

/* That its bytes are a picture is seen when it is drawn. */
void check_picture(const struct record_reader *reader, const struct jb_xml_node *node)
{
    const char *src = token_of(reader->arena, node, "src");
    struct jb_span at = jb_xml_attribute_span(reader->xml, node, "src");
    const char *path;

    if (!src || is_told(reader, at))
        return;
    path = jb_path_inside(reader->arena, reader->folder, file_of(reader, node), src);
    if (!path)
        jb_report(reader->sink, &jb_read_messages[SAY_PICTURE_OUTSIDE], at, src, NULL);
    else if (!is_regular_file(reader, path))
        jb_report(reader->sink, &jb_read_messages[SAY_NO_PICTURE], at, src, NULL);
}
