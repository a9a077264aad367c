/* Images, wherever a page's resources lead to: directly, in groups, patterns and soft masks.
 *
 * cairo asks for interpolation; PDF/A forbids it (ISO 19005-2, 6.2.8). */

#include "finish/finish-private.h"
#include "finish/pdf-private.h"

struct visit {
    qpdf_data pdf;
    GHashTable *seen; /* numbers of objects */
};

static void visit_resources(struct visit *visit, qpdf_oh owner);

static void visit_stream(struct visit *visit, qpdf_oh stream)
{
    qpdf_data pdf = visit->pdf;
    qpdf_oh dictionary;

    if (!qpdf_oh_is_stream(pdf, stream) ||
        !g_hash_table_add(visit->seen, GINT_TO_POINTER(qpdf_oh_get_object_id(pdf, stream))))
        return;
    dictionary = qpdf_oh_get_dict(pdf, stream);
    if (qpdf_oh_has_key(pdf, dictionary, "/Interpolate"))
        pdf_put_bool(pdf, dictionary, "/Interpolate", false);
    if (qpdf_oh_has_key(pdf, dictionary, "/SMask")) {
        qpdf_oh mask = qpdf_oh_get_key(pdf, dictionary, "/SMask");

        visit_stream(visit, mask);
        qpdf_oh_release(pdf, mask);
    }
    visit_resources(visit, dictionary);
    qpdf_oh_release(pdf, dictionary);
}

/* A graphics state may hold a soft mask, which is drawn by a group. */
static void visit_state(struct visit *visit, qpdf_oh state)
{
    qpdf_oh mask = qpdf_oh_get_key_if_dict(visit->pdf, state, "/SMask");
    qpdf_oh group = qpdf_oh_get_key_if_dict(visit->pdf, mask, "/G");

    visit_stream(visit, group);
    qpdf_oh_release(visit->pdf, group);
    qpdf_oh_release(visit->pdf, mask);
}

/* libqpdf iterates over one dictionary at a time, and a visit may come to another. */
static GPtrArray *new_keys(qpdf_data pdf, qpdf_oh dictionary)
{
    GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);

    qpdf_oh_begin_dict_key_iter(pdf, dictionary);
    while (qpdf_oh_dict_more_keys(pdf))
        g_ptr_array_add(keys, g_strdup(qpdf_oh_dict_next_key(pdf)));
    return keys;
}

static void visit_each(struct visit *visit, qpdf_oh resources, const char *kind,
                       void (*visit_one)(struct visit *visit, qpdf_oh object))
{
    qpdf_data pdf = visit->pdf;
    qpdf_oh dictionary = qpdf_oh_get_key_if_dict(pdf, resources, kind);

    if (qpdf_oh_is_dictionary(pdf, dictionary)) {
        GPtrArray *keys = new_keys(pdf, dictionary);

        for (guint i = 0; i < keys->len; i++) {
            qpdf_oh object = qpdf_oh_get_key(pdf, dictionary, g_ptr_array_index(keys, i));

            visit_one(visit, object);
            qpdf_oh_release(pdf, object);
        }
        g_ptr_array_free(keys, TRUE);
    }
    qpdf_oh_release(pdf, dictionary);
}

static void visit_resources(struct visit *visit, qpdf_oh owner)
{
    qpdf_oh resources = qpdf_oh_get_key_if_dict(visit->pdf, owner, "/Resources");

    visit_each(visit, resources, "/XObject", visit_stream);
    visit_each(visit, resources, "/Pattern", visit_stream);
    visit_each(visit, resources, "/ExtGState", visit_state);
    qpdf_oh_release(visit->pdf, resources);
}

void plain_images(struct finishing *finishing)
{
    struct visit visit = {finishing->pdf, g_hash_table_new(NULL, NULL)};

    for (uint32_t page = 0; page < finishing->document->page_count; page++)
        visit_resources(&visit, finishing->pages[page]);
    g_hash_table_destroy(visit.seen);
}
