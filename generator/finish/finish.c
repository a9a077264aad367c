#include "finish/finish.h"

#include "finish/finish-private.h"
#include "finish/messages-private.h"

/* --- libqpdf's own words ---------------------------------------------------------------------- */

static bool library_fault(const struct finishing *finishing, const char *detail)
{
    jb_report(finishing->sink, &jb_finish_messages[SAY_LIBRARY], (struct jb_span){0}, detail, NULL);
    return false;
}

/* Calls that give no code leave their fault with the qpdf_data. A warning is as bad: what cairo
 * writes needs no repair. */
static bool check_library(const struct finishing *finishing)
{
    qpdf_data pdf = finishing->pdf;

    if (qpdf_has_error(pdf))
        return library_fault(finishing, qpdf_get_error_full_text(pdf, qpdf_get_error(pdf)));
    if (qpdf_more_warnings(pdf))
        return library_fault(finishing, qpdf_get_error_full_text(pdf, qpdf_next_warning(pdf)));
    return true;
}

/* --- in and out ------------------------------------------------------------------------------- */

static bool read_pages(struct finishing *finishing)
{
    uint32_t count = finishing->document->page_count;
    int found = qpdf_get_num_pages(finishing->pdf);

    if (!check_library(finishing))
        return false;
    if (found < 0 || (uint32_t)found != count)
        return library_fault(finishing, "it has another number of pages than the layout");
    finishing->pages = g_new0(qpdf_oh, count);
    for (uint32_t i = 0; i < count; i++)
        finishing->pages[i] = qpdf_get_page_n(finishing->pdf, i);
    return true;
}

static bool read_painted(struct finishing *finishing, GBytes *painted)
{
    gsize length;
    const char *bytes = g_bytes_get_data(painted, &length);

    qpdf_silence_errors(finishing->pdf);
    qpdf_set_suppress_warnings(finishing->pdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(finishing->pdf, QPDF_FALSE);
    qpdf_read_memory(finishing->pdf, "painted", bytes ? bytes : "", length, NULL);
    return check_library(finishing) && read_pages(finishing);
}

/* The same document gives the same bytes: the ID is made from them, and not from time and place. */
static GBytes *new_written(struct finishing *finishing)
{
    qpdf_data pdf = finishing->pdf;

    qpdf_init_write_memory(pdf);
    qpdf_set_object_stream_mode(pdf, qpdf_o_generate);
    qpdf_set_compress_streams(pdf, QPDF_TRUE);
    qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
    qpdf_set_newline_before_endstream(pdf, QPDF_TRUE); /* ISO 19005-2, 6.1.7.1 */
    qpdf_set_minimum_pdf_version(pdf, "1.7");
    qpdf_write(pdf);
    if (!check_library(finishing))
        return NULL;
    return g_bytes_new(qpdf_get_buffer(pdf), qpdf_get_buffer_length(pdf));
}

/* --- the order of steps ----------------------------------------------------------------------- */

static GBytes *finish(struct finishing *finishing, GBytes *painted)
{
    if (!survey_model(finishing) || !read_painted(finishing, painted) ||
        !mark_contents(finishing) || !describe_document(finishing))
        return NULL;
    add_annotations(finishing);
    build_tree(finishing);
    plain_images(finishing);
    put_boxes(finishing);
    mend_advances(finishing);
    return check_library(finishing) ? new_written(finishing) : NULL;
}

static void let_go(struct finishing *finishing)
{
    if (finishing->annotations)
        g_array_free(finishing->annotations, TRUE);
    g_free(finishing->first_annotation);
    g_free(finishing->elements);
    g_free(finishing->pages);
    g_free(finishing->in_tree);
    g_free(finishing->order);
    g_free(finishing->mark_elements);
    g_free(finishing->first_mark);
    qpdf_cleanup(&finishing->pdf);
}

GBytes *jb_finish(const struct jb_document *document, GBytes *painted, struct jb_sink *sink)
{
    struct finishing finishing = {.pdf = qpdf_init(), .document = document, .sink = sink};
    GBytes *finished = finish(&finishing, painted);

    let_go(&finishing);
    return finished;
}
