#include <string.h>

#include "base/path.h"
#include "bind/bind-private.h"
#include "bind/messages-private.h"

/* Pictures of records and of templates, and codes. They are opened when their places are known. */

static const char *source_path(const struct binder *binder, struct jb_span span)
{
    const struct jb_source *source = jb_source_find(jb_sink_sources(binder->sink), span.source);

    return source ? source->path : "";
}

/* The file that src names in the file at from, below folder, for opening. NULL where it leads out
 * of it. */
static const char *file_inside(const struct binder *binder, const char *folder, const char *from,
                               const char *src)
{
    const char *inside = jb_path_inside(binder->arena, folder, jb_path_below(folder, from), src);

    if (!inside || *folder == '\0')
        return inside;
    return jb_arena_print(binder->arena, "%s/%s", folder, inside);
}

/* read/ has seen that the file is there. */
static bool of_record(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                      struct jb_picture *picture)
{
    const struct jb_xml *document = binder->record->document;
    const struct jb_xml_node *element = select_one(binder, scope, node), *alternative;
    uint32_t pair;

    if (!element)
        return false;
    if (!jb_xml_is(element, "picture")) {
        report_here(binder, SAY_NO_PICTURE, node, scope, jb_xml_name(element));
        return false;
    }
    alternative = jb_xml_child(element, "alt");
    pair = binder->record->pair_of[jb_xml_ordinal(alternative)];
    picture->alternative = half_text(binder, &binder->record->pairs[pair].half[picture->lang]);
    picture->span = jb_xml_attribute_span(document, element, "src");
    picture->path = file_inside(
        binder, binder->record->folder, source_path(binder, jb_xml_span(document, element)),
        g_strstrip(jb_arena_dup_text(binder->arena, jb_xml_attribute(element, "src"))));
    return picture->path != NULL;
}

static bool of_template(struct binder *binder, const struct scope *scope,
                        const struct jb_node *node, struct jb_picture *picture)
{
    const char *from = source_path(binder, node->span);
    char *folder = g_path_get_dirname(from);

    picture->alternative = node->alternative;
    picture->span = node->span;
    picture->path = file_inside(binder, strchr(from, '/') ? folder : "", from, node->text);
    g_free(folder);
    if (!picture->path)
        report_here(binder, SAY_PICTURE_OUTSIDE, node, scope, node->text);
    return picture->path != NULL;
}

static struct jb_picture begin_picture(const struct scope *scope, const struct jb_node *node)
{
    return (struct jb_picture){.width = node->width,
                               .height = node->height,
                               .resolution = node->resolution,
                               .align = node->own.has_align ? node->own.align : JB_ALIGN_START,
                               .lang = node->has_lang ? node->lang : scope->lang};
}

static void add_picture(struct binder *binder, const struct scope *scope,
                        const struct jb_node *node, const struct jb_picture *picture,
                        GArray *blocks)
{
    struct jb_block block = block_for(binder, scope, node, JB_BLOCK_PICTURE);

    block.height = 0; /* it is the picture's */
    block.picture = jb_arena_dup(binder->arena, picture, sizeof(*picture));
    g_array_append_val(blocks, block);
}

void bind_image(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                GArray *blocks)
{
    struct jb_picture picture = begin_picture(scope, node);

    if (node->text ? of_template(binder, scope, node, &picture)
                   : of_record(binder, scope, node, &picture))
        add_picture(binder, scope, node, &picture, blocks);
}

/* The text that is selected, without white space at its ends; NULL after a report. */
static const char *selected_text(struct binder *binder, const struct scope *scope,
                                 const struct jb_node *node)
{
    const char *error = NULL;
    const char *text = jb_xml_text(binder->query, node->path, scope->focus, binder->arena, &error);

    if (!text)
        report_here(binder, SAY_XPATH_FAILS, node, scope, error);
    else if (*(text = g_strstrip(jb_arena_dup_text(binder->arena, text))) == '\0')
        report_here(binder, SAY_SELECTS_NOTHING, node, scope, NULL);
    return text && *text ? text : NULL;
}

void bind_code(struct binder *binder, const struct scope *scope, const struct jb_node *node,
               GArray *blocks)
{
    struct jb_picture picture = begin_picture(scope, node);

    picture.code = node->text ? node->text : selected_text(binder, scope, node);
    if (!picture.code)
        return;
    picture.alternative = picture.code;
    picture.span = node->span;
    add_picture(binder, scope, node, &picture, blocks);
}
