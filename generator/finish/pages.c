/* The content of each page is read, given its marks (content.c) and put back. */

#include "finish/finish-private.h"
#include "finish/messages-private.h"
#include "finish/pdf-private.h"

static void report_numbers(struct jb_sink *sink, uint32_t page, uint32_t found, uint32_t expected)
{
    char numbers[3][16];

    g_snprintf(numbers[0], sizeof(numbers[0]), "%u", page + 1);
    g_snprintf(numbers[1], sizeof(numbers[1]), "%u", found);
    g_snprintf(numbers[2], sizeof(numbers[2]), "%u", expected);
    jb_report(sink, &jb_finish_messages[SAY_MARKERS], (struct jb_span){0}, numbers[0], numbers[1],
              numbers[2], NULL);
}

static void report_content(struct jb_sink *sink, uint32_t page, const char *fault)
{
    char number[16];

    g_snprintf(number, sizeof(number), "%u", page + 1);
    jb_report(sink, &jb_finish_messages[SAY_CONTENT], (struct jb_span){0}, number, fault, NULL);
}

/* The roles of a page's marks, by MCID. */
static void collect_roles(const struct finishing *finishing, uint32_t page, GArray *roles)
{
    g_array_set_size(roles, 0);
    for (uint32_t i = finishing->first_mark[page]; i < finishing->first_mark[page + 1]; i++)
        g_array_append_val(roles, finishing->document->elements[finishing->mark_elements[i]].role);
}

static const char *filter_page(const struct finishing *finishing, uint32_t page,
                               const GArray *roles, GString *out, uint32_t *found)
{
    unsigned char *bytes = NULL;
    size_t length = 0;
    const char *fault = "it cannot be read";
    QPDF_ERROR_CODE code =
        qpdf_oh_get_page_content_data(finishing->pdf, finishing->pages[page], &bytes, &length);

    g_string_truncate(out, 0);
    if ((code & (QPDF_ERRORS)) == 0) /* the macro is a bare 1 << 1 */
        fault = filter_content(bytes, length, (const void *)roles->data, roles->len, out, found);
    g_free(bytes); /* of libqpdf's malloc, which is GLib's too */
    return fault;
}

static void replace_content(struct finishing *finishing, uint32_t page, const GString *content)
{
    qpdf_data pdf = finishing->pdf;
    qpdf_oh object = finishing->pages[page];

    pdf_put(pdf, object, "/Contents", pdf_new_packed_stream(pdf, content->str, content->len));
    pdf_put_integer(pdf, object, "/StructParents", page);
    pdf_put_name(pdf, object, "/Tabs", "/S");
}

static bool mark_page(struct finishing *finishing, uint32_t page, const GArray *roles,
                      GString *content)
{
    uint32_t found = 0;
    const char *fault = filter_page(finishing, page, roles, content, &found);

    if (fault)
        report_content(finishing->sink, page, fault);
    else if (found != roles->len)
        report_numbers(finishing->sink, page, found, roles->len);
    else
        replace_content(finishing, page, content);
    return !fault && found == roles->len;
}

bool mark_contents(struct finishing *finishing)
{
    GString *content = g_string_new(NULL);
    GArray *roles = g_array_new(FALSE, FALSE, sizeof(enum jb_role));
    bool sound = true;

    for (uint32_t page = 0; page < finishing->document->page_count; page++) {
        collect_roles(finishing, page, roles);
        if (!mark_page(finishing, page, roles, content))
            sound = false;
    }
    g_array_free(roles, TRUE);
    g_string_free(content, TRUE);
    return sound;
}

static void put_box(struct finishing *finishing, uint32_t page, const char *name, int32_t beyond)
{
    const struct jb_page *sheet = &finishing->document->pages[page];

    pdf_put_reals(
        finishing->pdf, finishing->pages[page], name,
        (double[]){page_x(finishing, -beyond), page_y(finishing, page, sheet->height + beyond),
                   page_x(finishing, sheet->width + beyond), page_y(finishing, page, -beyond)},
        4);
}

void put_boxes(struct finishing *finishing)
{
    if (finishing->document->around == 0)
        return;
    for (uint32_t page = 0; page < finishing->document->page_count; page++) {
        put_box(finishing, page, "/BleedBox", finishing->document->bleed);
        put_box(finishing, page, "/TrimBox", 0);
    }
}
