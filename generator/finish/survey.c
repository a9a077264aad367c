#include "finish/finish-private.h"
#include "finish/messages-private.h"

static bool G_GNUC_PRINTF(3, 4)
    contradiction(const struct finishing *finishing, uint32_t element, const char *format, ...)
{
    const struct jb_document *document = finishing->document;
    struct jb_origin origin = {0};
    va_list args;
    char *detail;

    if (element < document->element_count)
        origin = jb_origin_at(&document->origins, document->elements[element].origin);
    va_start(args, format);
    detail = g_strdup_vprintf(format, args);
    va_end(args);
    jb_report_both(finishing->sink, &jb_finish_messages[SAY_MODEL], origin.template_span,
                   origin.record_span, detail, NULL);
    g_free(detail);
    return false;
}

static uint32_t count_marks(const struct jb_page *page)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < page->content_count; i++)
        count += page->contents[i].element != 0;
    return count;
}

static void number_marks(struct finishing *finishing)
{
    const struct jb_document *document = finishing->document;
    uint32_t next = 0;

    finishing->first_mark = g_new(uint32_t, (gsize)document->page_count + 1);
    for (uint32_t i = 0; i < document->page_count; i++) {
        finishing->first_mark[i] = next;
        next += count_marks(&document->pages[i]);
    }
    finishing->first_mark[document->page_count] = next;
    finishing->mark_elements = g_new(uint32_t, next);
    next = 0;
    for (uint32_t i = 0; i < document->page_count; i++)
        for (uint32_t k = 0; k < document->pages[i].content_count; k++)
            if (document->pages[i].contents[k].element != 0)
                finishing->mark_elements[next++] = document->pages[i].contents[k].element;
}

/* --- elements --------------------------------------------------------------------------------- */

static bool check_kid_content(struct finishing *finishing, uint32_t element,
                              const struct jb_kid *kid, bool *claimed)
{
    uint32_t mark;

    if (kid->page >= finishing->document->page_count ||
        kid->mcid >= mark_count(finishing, kid->page))
        return contradiction(finishing, element, "element %u has no content %u on page %u", element,
                             kid->mcid, kid->page + 1);
    mark = finishing->first_mark[kid->page] + kid->mcid;
    if (finishing->mark_elements[mark] != element)
        return contradiction(finishing, element, "content %u of page %u is not that of element %u",
                             kid->mcid, kid->page + 1, element);
    if (claimed[mark])
        return contradiction(finishing, element, "content %u of page %u is read twice", kid->mcid,
                             kid->page + 1);
    claimed[mark] = true;
    return true;
}

static bool check_kid_element(struct finishing *finishing, uint32_t element, uint32_t kid)
{
    if (kid <= DOCUMENT_ELEMENT || kid >= finishing->document->element_count ||
        finishing->document->elements[kid].parent != element)
        return contradiction(finishing, element, "element %u is no kid of element %u", kid,
                             element);
    if (finishing->in_tree[kid])
        return contradiction(finishing, kid, "element %u is read twice", kid);
    return true;
}

static bool has_place(const struct finishing *finishing, uint32_t target)
{
    const struct jb_document *document = finishing->document;

    return target < document->destination_count &&
           document->destinations[target].page < document->page_count;
}

static bool check_element(struct finishing *finishing, uint32_t index)
{
    const struct jb_element *element = &finishing->document->elements[index];

    if (element->role <= JB_ROLE_NONE || element->role >= JB_ROLES)
        return contradiction(finishing, index, "element %u has no role", index);
    if (element->role == JB_ROLE_FIGURE && !element->alternative)
        return contradiction(finishing, index, "figure %u has no alternative", index);
    if (element->role == JB_ROLE_FIGURE && element->page >= finishing->document->page_count)
        return contradiction(finishing, index, "figure %u is on no page", index);
    if (element->role == JB_ROLE_LINK && !element->about)
        return contradiction(finishing, index, "link %u does not say where it leads", index);
    if (element->role == JB_ROLE_LINK && !element->uri && !has_place(finishing, element->target))
        return contradiction(finishing, index, "link %u leads nowhere", index);
    return true;
}

/* Recursion is as deep as templates nest, which xml/ bounds. */
static bool walk(struct finishing *finishing, uint32_t index, bool *claimed)
{
    const struct jb_element *element = &finishing->document->elements[index];

    if (!check_element(finishing, index))
        return false;
    finishing->in_tree[index] = true;
    finishing->order[finishing->order_count++] = index;
    for (uint32_t i = 0; i < element->kid_count; i++) {
        const struct jb_kid *kid = &element->kids[i];

        if (kid->kind == JB_KID_CONTENT) {
            if (!check_kid_content(finishing, index, kid, claimed))
                return false;
        } else if (!check_kid_element(finishing, index, kid->element) ||
                   !walk(finishing, kid->element, claimed)) {
            return false;
        }
    }
    return true;
}

static bool order_elements(struct finishing *finishing)
{
    uint32_t count = finishing->document->element_count;
    uint32_t marks = finishing->first_mark[finishing->document->page_count];
    bool *claimed = g_new0(bool, marks);
    bool sound = false;

    finishing->order = g_new(uint32_t, count);
    finishing->in_tree = g_new0(bool, count);
    if (count <= DOCUMENT_ELEMENT)
        contradiction(finishing, 0, "there is no document element");
    else
        sound = walk(finishing, DOCUMENT_ELEMENT, claimed);
    for (uint32_t i = 0; sound && i < marks; i++)
        if (!claimed[i])
            sound =
                contradiction(finishing, finishing->mark_elements[i],
                              "a content of element %u is never read", finishing->mark_elements[i]);
    g_free(claimed);
    return sound;
}

/* --- names and places ------------------------------------------------------------------------- */

static bool check_names(const struct finishing *finishing)
{
    GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
    bool sound = true;

    for (uint32_t i = 0; sound && i < finishing->order_count; i++) {
        const char *id = finishing->document->elements[finishing->order[i]].id;

        if (id && !g_hash_table_add(seen, (gpointer)(uintptr_t)id))
            sound = contradiction(finishing, finishing->order[i], "two elements are named %s", id);
    }
    g_hash_table_destroy(seen);
    return sound;
}

static bool check_hot_spots(const struct finishing *finishing, const struct jb_page *page)
{
    const struct jb_document *document = finishing->document;

    for (uint32_t i = 0; i < page->hot_spot_count; i++) {
        uint32_t element = page->hot_spots[i].element;

        if (element >= document->element_count || !finishing->in_tree[element] ||
            document->elements[element].role != JB_ROLE_LINK)
            return contradiction(finishing, element, "the hot spot of element %u is no link's",
                                 element);
    }
    return true;
}

bool survey_model(struct finishing *finishing)
{
    number_marks(finishing);
    if (!order_elements(finishing) || !check_names(finishing))
        return false;
    for (uint32_t i = 0; i < finishing->document->page_count; i++)
        if (!check_hot_spots(finishing, &finishing->document->pages[i]))
            return false;
    return true;
}
