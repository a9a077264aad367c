#include "model/page.h"

#include "base/length.h"

/* Lengths in points with two decimals: fine enough for any rule, and stable. */
static void dump_point(GString *out, int32_t x, int32_t y)
{
    char bx[G_ASCII_DTOSTR_BUF_SIZE], by[G_ASCII_DTOSTR_BUF_SIZE];

    g_string_append_printf(out, "%s,%s", g_ascii_formatd(bx, sizeof(bx), "%.2f", jb_length_pt(x)),
                           g_ascii_formatd(by, sizeof(by), "%.2f", jb_length_pt(y)));
}

/* Without its folder: where the records lie is no part of the page. */
static void dump_image(const struct jb_image *image, GString *out)
{
    char *name = g_path_get_basename(image->path);

    g_string_append_printf(out, " image %s %ux%u\n", name, jb_image_seen_width(image),
                           jb_image_seen_height(image));
    g_free(name);
}

static void dump_path(const struct jb_mark *mark, GString *out)
{
    const struct jb_path *path = mark->path;

    g_string_append(out, " path");
    for (uint32_t i = 0; i < path->count; i++) {
        const struct jb_segment *segment = &path->segments[i];
        int points = segment->kind == JB_SEGMENT_CLOSE   ? 0
                     : segment->kind == JB_SEGMENT_CURVE ? 3
                                                         : 1;

        g_string_append_printf(out, " %c", "MLCZ"[segment->kind]);
        for (int k = 0; k < points; k++) {
            g_string_append(out, k > 0 ? " " : "");
            dump_point(out, segment->x[k], segment->y[k]);
        }
    }
    if (path->stroke > 0) {
        g_string_append(out, " stroke ");
        dump_point(out, path->stroke, 0);
    }
    g_string_append_printf(out, " #%06x\n", mark->colour);
}

static void dump_mark(const struct jb_document *document, const struct jb_mark *mark, GString *out)
{
    g_string_append(out, "    ");
    dump_point(out, mark->x, mark->y);
    g_string_append_c(out, ' ');
    dump_point(out, mark->width, mark->height);
    if (mark->kind == JB_MARK_BOX) {
        g_string_append_printf(out, " box #%06x\n", mark->colour);
    } else if (mark->kind == JB_MARK_IMAGE) {
        dump_image(mark->image, out);
    } else if (mark->kind == JB_MARK_PATH) {
        dump_path(mark, out);
    } else if (mark->glyphs) {
        const struct jb_glyphs *glyphs = mark->glyphs;
        const struct jb_font *font = &document->fonts->entries[glyphs->font];

        g_string_append_printf(out, " \"%.*s\" %s%s ", (int)glyphs->length, glyphs->text,
                               font->family, font->bold ? " Bold" : "");
        dump_point(out, glyphs->size, 0);
        g_string_append_printf(out, " #%06x\n", mark->colour);
    }
}

static void dump_page(const struct jb_document *document, uint32_t number, GString *out)
{
    const struct jb_page *page = &document->pages[number];

    g_string_append_printf(out, "page %u ", number + 1);
    dump_point(out, page->width, page->height);
    g_string_append_c(out, '\n');
    for (uint32_t i = 0; i < page->content_count; i++) {
        const struct jb_content *content = &page->contents[i];

        g_string_append_printf(
            out, "  %s %u\n",
            content->element ? jb_role_name(document->elements[content->element].role) : "artifact",
            content->element);
        for (uint32_t k = 0; k < content->count; k++)
            dump_mark(document, &page->marks[content->first + k], out);
    }
    for (uint32_t i = 0; i < page->hot_spot_count; i++) {
        g_string_append_printf(out, "  spot %u ", page->hot_spots[i].element);
        dump_point(out, page->hot_spots[i].x, page->hot_spots[i].y);
        g_string_append_c(out, ' ');
        dump_point(out, page->hot_spots[i].width, page->hot_spots[i].height);
        g_string_append_c(out, '\n');
    }
}

static void dump_element(const struct jb_document *document, uint32_t number, int depth,
                         GString *out)
{
    const struct jb_element *element = &document->elements[number];

    g_string_append_printf(out, "%*s%s %u", 2 * depth, "", jb_role_name(element->role), number);
    if (element->has_lang)
        g_string_append_printf(out, " %s", jb_lang_name(element->lang));
    if (element->id)
        g_string_append_printf(out, " #%s", element->id);
    if (element->alternative)
        g_string_append_printf(out, " \"%s\"", element->alternative);
    if (element->actual)
        g_string_append_printf(out, " = \"%s\"", element->actual);
    for (uint32_t i = 0; i < element->kid_count; i++)
        if (element->kids[i].kind == JB_KID_CONTENT)
            g_string_append_printf(out, " %u:%u", element->kids[i].page + 1, element->kids[i].mcid);
    g_string_append_c(out, '\n');
    for (uint32_t i = 0; i < element->kid_count; i++)
        if (element->kids[i].kind == JB_KID_ELEMENT)
            dump_element(document, element->kids[i].element, depth + 1, out);
}

void jb_document_dump(const struct jb_document *document, GString *out)
{
    for (uint32_t i = 0; i < document->page_count; i++)
        dump_page(document, i, out);
    for (uint32_t i = 0; i < document->destination_count; i++) {
        const struct jb_destination *destination = &document->destinations[i];

        if (destination->page == JB_NO_PAGE)
            continue;
        g_string_append_printf(out, "destination %s page %u ", destination->name,
                               destination->page + 1);
        dump_point(out, destination->x, destination->y);
        g_string_append_c(out, '\n');
    }
    dump_element(document, 1, 0, out);
}

/* Glyphs on one baseline, next to one another in the order of marks, are a line. */
static void dump_page_lines(const struct jb_page *page, GString *out)
{
    const struct jb_mark *last = NULL;

    for (uint32_t i = 0; i < page->mark_count; i++) {
        const struct jb_mark *mark = &page->marks[i];

        if (mark->kind != JB_MARK_GLYPHS || !mark->glyphs)
            continue;
        if (last && (last->y != mark->y || mark->x < last->x))
            g_string_append_c(out, '\n');
        g_string_append_len(out, mark->glyphs->text, mark->glyphs->length);
        last = mark;
    }
    if (last)
        g_string_append_c(out, '\n');
}

void jb_document_dump_lines(const struct jb_document *document, GString *out)
{
    for (uint32_t i = 0; i < document->page_count; i++) {
        g_string_append_printf(out, "--- %u\n", i + 1);
        dump_page_lines(&document->pages[i], out);
    }
}
