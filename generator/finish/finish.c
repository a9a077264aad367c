#include "finish/finish.h"

#include "finish/finish-private.h"
#include "finish/messages-private.h"
#include "finish/objects-private.h"

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
    g_free(finishing->pages);
    finishing->pages = g_new0(qpdf_oh, count);
    for (uint32_t i = 0; i < count; i++)
        finishing->pages[i] = qpdf_get_page_n(finishing->pdf, i);
    return true;
}

static bool read_file(struct finishing *finishing, GBytes *file)
{
    gsize length;
    const char *bytes = g_bytes_get_data(file, &length);

    finishing->pdf = qpdf_init();
    qpdf_silence_errors(finishing->pdf);
    qpdf_set_suppress_warnings(finishing->pdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(finishing->pdf, QPDF_FALSE);
    qpdf_read_memory(finishing->pdf, "painted", bytes ? bytes : "", length, NULL);
    return check_library(finishing) && read_pages(finishing);
}

static GBytes *new_written(struct finishing *finishing)
{
    qpdf_data pdf = finishing->pdf;

    qpdf_init_write_memory(pdf);
    qpdf_set_object_stream_mode(pdf, qpdf_o_generate);
    qpdf_set_compress_streams(pdf, QPDF_TRUE);
    qpdf_set_deterministic_ID(pdf, QPDF_TRUE);         /* the last one is that of objects.c */
    qpdf_set_newline_before_endstream(pdf, QPDF_TRUE); /* ISO 19005-2, 6.1.7.1 */
    qpdf_set_minimum_pdf_version(pdf, "1.7");
    qpdf_write(pdf);
    if (!check_library(finishing))
        return NULL;
    return g_bytes_new(qpdf_get_buffer(pdf), qpdf_get_buffer_length(pdf));
}

/* --- the order of steps ----------------------------------------------------------------------- */

/* All but the tree. */
static GBytes *new_treeless(struct finishing *finishing, GBytes *painted)
{
    if (!survey_model(finishing) || !read_file(finishing, painted) || !mark_contents(finishing) ||
        !describe_document(finishing))
        return NULL;
    add_annotations(finishing);
    put_tree_root(finishing);
    plain_images(finishing);
    put_boxes(finishing);
    mend_advances(finishing);
    return check_library(finishing) ? new_written(finishing) : NULL;
}

static GBytes *with_tree(struct finishing *finishing, GBytes *file)
{
    struct objects *objects;

    if (!read_file(finishing, file))
        return NULL;
    objects = objects_open(finishing->pdf, file);
    if (!objects) {
        library_fault(finishing, "it has no stream of cross references at its end");
        return NULL;
    }
    read_numbers(finishing);
    write_tree(finishing, objects);
    return objects_close(objects);
}

static void let_go(struct finishing *finishing)
{
    if (finishing->annotations)
        g_array_free(finishing->annotations, TRUE);
    g_free(finishing->first_annotation);
    g_free(finishing->page_numbers);
    g_free(finishing->pages);
    g_free(finishing->in_tree);
    g_free(finishing->order);
    g_free(finishing->mark_elements);
    g_free(finishing->first_mark);
}

static void close_file(struct finishing *finishing)
{
    if (finishing->pdf)
        qpdf_cleanup(&finishing->pdf);
}

GBytes *jb_finish(const struct jb_document *document, GBytes *painted, struct jb_sink *sink)
{
    struct finishing finishing = {.document = document, .sink = sink};
    GBytes *treeless = new_treeless(&finishing, painted), *finished = NULL;

    close_file(&finishing);
    if (treeless) {
        finished = with_tree(&finishing, treeless);
        close_file(&finishing);
        g_bytes_unref(treeless);
    }
    let_go(&finishing);
    return finished;
}
