#include <libxml/xmlschemas.h>
#include <string.h>

#include "base/nearest.h"
#include "xml/messages-private.h"
#include "xml/xml-private.h"

/* libxml2 skips the siblings after an unexpected child. To hear of their faults too, the child is
 * masked in a scratch copy and the copy is validated again: a misspelt child gets the name that it
 * should have, one before which something is missing gets that as a stand-in, and where neither
 * helps it is taken out. */

enum {
    MOST_ROUNDS = 100,
    MOST_FAULTS = 20000,
    ROUND_BUDGET = 2 * 1000 * 1000, /* elements validated in all rounds */
    PATIENT_ROUNDS = 10,            /* in which each child is judged in its own place */
};

/* The number of a stand-in: no element of the document. */
static const uint32_t STAND_IN = UINT32_MAX;

struct validation {
    struct jb_arena *arena;
    const xmlDoc *schema;    /* as a document */
    struct jb_arena *round;  /* texts of this round, most of which were told before */
    GArray *faults;          /* struct fault */
    GHashTable *told;        /* keys of the faults; only looked up */
    GHashTable *tricks;      /* number of an element -> name of its stand-in, or ""; looked up */
    uint32_t patience;       /* rounds left in which each child is judged in its own place */
    GPtrArray *unexpected;   /* xmlNode of this round */
    GPtrArray *expectations; /* libxml2's text for each of them */
};

/* --- what libxml2 tells ----------------------------------------------------------------------- */

/* "Element 'a', attribute 'b': …": the attribute is told in the text alone. */
static const char *attribute_in(struct jb_arena *arena, const xmlError *error)
{
    static const char before[] = ", attribute '";
    const char *colon = strstr(error->message, "': ");
    const char *name = strstr(error->message, before);

    if (name && name < colon) {
        name += strlen(before);
        return jb_arena_dup_span(arena, name, strcspn(name, "'"));
    }
    return error->code == XML_SCHEMAV_CVC_COMPLEX_TYPE_4 && error->str1
               ? jb_arena_dup_text(arena, error->str1)
               : NULL;
}

/* Without "Element 'a', attribute 'b': ", which our own text says better. */
static const char *text_of(struct jb_arena *arena, const char *message)
{
    const char *text = strstr(message, "': ");
    size_t length;

    text = text ? text + 3 : message;
    length = strlen(text);
    while (length > 0 && g_ascii_isspace(text[length - 1]))
        length--;
    return jb_arena_dup_span(arena, text, length);
}

static struct fault fault_from(struct validation *validation, const xmlError *error,
                               const xmlNode *node)
{
    struct jb_arena *arena = validation->round;
    struct fault fault = {.code = error->code, .node = node_number(node)};

    fault.order = validation->faults->len;
    fault.attribute = attribute_in(arena, error);
    fault.text = text_of(arena, error->message);
    if (error->code == XML_SCHEMAV_CVC_ENUMERATION_VALID && error->str2)
        fault.listed = jb_arena_dup_text(arena, error->str2);
    return fault;
}

static const char *kept_text(struct validation *validation, const char *text)
{
    return text ? jb_arena_dup_text(validation->arena, text) : NULL;
}

static void keep_fault(struct validation *validation, struct fault fault)
{
    fault.attribute = kept_text(validation, fault.attribute);
    fault.listed = kept_text(validation, fault.listed);
    fault.text = kept_text(validation, fault.text);
    g_array_append_val(validation->faults, fault);
}

/* Each round tells the faults of the rounds before again. */
static bool is_new(struct validation *validation, const struct fault *fault)
{
    bool wording = fault->code != XML_SCHEMAV_ELEMENT_CONTENT; /* what is expected may change */
    char *key =
        g_strdup_printf("%d %d %u %s %s", fault->code, is_unexpected(fault), fault->node,
                        fault->attribute ? fault->attribute : "", wording ? fault->text : "");

    return g_hash_table_add(validation->told, key);
}

static void take_fault(void *user, xmlErrorPtr error)
{
    struct validation *validation = user;
    xmlNode *node = error->node;
    struct fault fault;

    if (node && node->type == XML_ATTRIBUTE_NODE)
        node = node->parent;
    if (!node || node->type != XML_ELEMENT_NODE || !error->message || node_number(node) == STAND_IN)
        return;
    fault = fault_from(validation, error, node);
    if (validation->faults->len < MOST_FAULTS && is_new(validation, &fault))
        keep_fault(validation, fault);
    if (is_unexpected(&fault)) {
        g_ptr_array_add(validation->unexpected, node);
        g_ptr_array_add(validation->expectations, (gpointer)fault.text);
    }
}

/* --- masks ------------------------------------------------------------------------------------ */

static void put_stand_in(xmlNode *node, const char *name)
{
    xmlNode *stand_in = xmlNewDocNode(node->doc, NULL, (const xmlChar *)name, NULL);

    stand_in->_private = GUINT_TO_POINTER(STAND_IN);
    xmlAddPrevSibling(node, stand_in);
}

static void take_out(xmlNode *node)
{
    if (node->prev && node_number(node->prev) == STAND_IN) {
        xmlNode *stand_in = node->prev;

        xmlUnlinkNode(stand_in);
        xmlFreeNode(stand_in);
    }
    xmlUnlinkNode(node);
    xmlFreeNode(node);
}

/* One that stands too early makes all that should be before it unexpected: it is the one to go. */
static bool take_out_early(struct validation *validation, const xmlNode *node)
{
    const xmlNode *early = find_overtaken(validation->round, validation->schema, node);

    if (!early || node_number(early) == STAND_IN ||
        !find_last_overtaker(validation->round, validation->schema, early))
        return false;
    take_out((xmlNode *)early);
    return true;
}

/* A foreign element in place of the only one that may stand there. */
static bool replace_foreign(const struct validation *validation, xmlNode *node, const char *name)
{
    if (is_declared_child(validation->schema, node->parent, element_name(node)) ||
        jb_xml_child(node_outside(node->parent), name))
        return false;
    put_stand_in(node, name);
    xmlUnlinkNode(node);
    xmlFreeNode(node);
    return true;
}

/* What was done: the name of a stand-in that stands before the element, "" for another mask. */
static const char *try_trick(const struct validation *validation, xmlNode *node, const char *text)
{
    uint32_t count;
    const char **names = expected_names(validation->arena, text, &count);
    const char *near = jb_nearest((const char *)node->name, names, count);

    if (near) {
        xmlNodeSetName(node, (const xmlChar *)near);
        return "";
    }
    if (count == 1 && replace_foreign(validation, node, names[0]))
        return "";
    if (count == 0 || !is_declared_child(validation->schema, node->parent, element_name(node))) {
        take_out(node);
        return "";
    }
    put_stand_in(node, names[count - 1]); /* what is required stands last, after the optional */
    return names[count - 1];
}

/* Files with hundreds of foreign or surplus elements in one parent would take a round for each:
 * from some round on, all that follow in a parent are told at once, as unexpected wherever they
 * stand. */
static void mask_like(struct validation *validation, xmlNode *first)
{
    const char *surplus = is_surplus(validation->schema, first) ? element_name(first) : NULL;
    struct fault fault = {.code = XML_SCHEMAV_ELEMENT_CONTENT,
                          .text = "This element is not expected."};
    xmlNode *next;

    for (xmlNode *node = first->next; node; node = next) {
        next = node->next;
        if (node->type != XML_ELEMENT_NODE || node_number(node) == STAND_IN ||
            (g_strcmp0(surplus, element_name(node)) != 0 &&
             is_declared_child(validation->schema, node->parent, element_name(node))))
            continue;
        fault.node = node_number(node);
        fault.order = validation->faults->len;
        if (validation->faults->len < MOST_FAULTS && is_new(validation, &fault))
            keep_fault(validation, fault);
        g_hash_table_insert(validation->tricks, node->_private, (gpointer) "");
        take_out(node);
    }
}

/* libxml2 names an unexpected child once a round, and never one inside another. */
static void mask(struct validation *validation, xmlNode *node, const char *text)
{
    gpointer key = node->_private;
    bool known = g_hash_table_contains(validation->tricks, key);
    const char *trick = "";

    if (!node->parent || node->parent->type != XML_ELEMENT_NODE)
        return;
    if (validation->patience == 0)
        mask_like(validation, node);
    if (known)
        take_out(node);
    else if (!take_out_early(validation, node))
        trick = try_trick(validation, node, text);
    g_hash_table_insert(validation->tricks, key, (gpointer)trick);
}

static bool mask_unexpected(struct validation *validation)
{
    bool any = validation->unexpected->len > 0;

    for (guint i = 0; i < validation->unexpected->len; i++)
        mask(validation, validation->unexpected->pdata[i], validation->expectations->pdata[i]);
    g_ptr_array_set_size(validation->unexpected, 0);
    g_ptr_array_set_size(validation->expectations, 0);
    jb_arena_close(validation->round);
    validation->round = jb_arena_open();
    return any;
}

/* --- rounds ----------------------------------------------------------------------------------- */

static void validate_once(xmlSchema *schema, xmlDoc *doc, struct validation *validation)
{
    xmlSchemaValidCtxt *context = xmlSchemaNewValidCtxt(schema);

    if (!context)
        g_error("out of memory");
    xmlSchemaSetValidStructuredErrors(context, take_fault, validation);
    xmlSchemaValidateDoc(context, doc);
    xmlSchemaFreeValidCtxt(context);
}

/* xmlCopyDoc leaves _private behind. */
static xmlDoc *scratch_copy(xmlDoc *doc)
{
    xmlDoc *copy = xmlCopyDoc(doc, 1);
    xmlNode *from, *to;

    if (!copy)
        g_error("out of memory");
    to = xmlDocGetRootElement(copy);
    for (from = xmlDocGetRootElement(doc); from && to; from = node_after(from)) {
        to->_private = from->_private;
        to = node_after(to);
    }
    return copy;
}

static void validate_in_rounds(const struct jb_xml *xml, xmlSchema *schema,
                               struct validation *validation)
{
    uint32_t rounds = MIN(MOST_ROUNDS, ROUND_BUDGET / MAX(xml->element_count, 1) + 2);
    xmlDoc *scratch;

    validate_once(schema, xml->doc, validation);
    if (validation->unexpected->len == 0)
        return;
    scratch = scratch_copy(xml->doc);
    g_ptr_array_set_size(validation->unexpected, 0); /* they are nodes of the document itself */
    g_ptr_array_set_size(validation->expectations, 0);
    validation->patience = MIN(PATIENT_ROUNDS, rounds / 2);
    do {
        validate_once(schema, scratch, validation);
        validation->patience -= validation->patience > 0;
    } while (mask_unexpected(validation) && --rounds > 0);
    xmlFreeDoc(scratch);
}

/* --- the schema itself ------------------------------------------------------------------------ */

/* The schema as a document and its places, for what is said about it. */
struct schema_source {
    struct loading loading;
    const char *path;
    xmlDoc *doc;
    bool told;
};

static void take_schema_fault(void *user, xmlErrorPtr error)
{
    struct schema_source *source = user;
    const xmlNode *node = error->node;
    struct jb_span at = {0};

    if (source->told || error->level < XML_ERR_ERROR)
        return;
    if (node && node->type == XML_ELEMENT_NODE)
        at = g_array_index(source->loading.spans, struct jb_span, node_number(node));
    source->told = true;
    jb_report(source->loading.sink, &jb_xml_messages[SAY_SCHEMA_BROKEN], at, source->path,
              text_of(source->loading.arena, error->message ? error->message : ""), NULL);
}

static xmlSchema *compile_schema(struct schema_source *source)
{
    xmlSchemaParserCtxt *context = xmlSchemaNewDocParserCtxt(source->doc);
    xmlSchema *schema;

    if (!context)
        g_error("out of memory");
    xmlSchemaSetParserStructuredErrors(context, take_schema_fault, source);
    schema = xmlSchemaParse(context);
    xmlSchemaFreeParserCtxt(context);
    if (!schema && !source->told)
        jb_report(source->loading.sink, &jb_xml_messages[SAY_SCHEMA_BROKEN], (struct jb_span){0},
                  source->path, "xs:schema", NULL);
    return schema;
}

static xmlSchema *open_schema(struct schema_source *source)
{
    struct loading *loading = &source->loading;

    source->doc = load_xml_file(loading, source->path, (struct jb_span){0}, 0);
    return source->doc ? compile_schema(source) : NULL;
}

/* --- reports ---------------------------------------------------------------------------------- */

static gint by_place(gconstpointer left, gconstpointer right)
{
    const struct fault *a = left, *b = right;

    if (a->node != b->node)
        return a->node < b->node ? -1 : 1;
    return a->order < b->order ? -1 : 1;
}

static bool has_child(const xmlNode *node, const char *name)
{
    return jb_xml_child(node_outside(node), name) != NULL;
}

/* A later sibling of that name which was unexpected itself: then that one is in the wrong place,
 * and nothing is missing. */
static bool comes_later(const struct validation *validation, const xmlNode *node, const char *name)
{
    while ((node = node->next))
        if (node->type == XML_ELEMENT_NODE && jb_xml_is(node_outside(node), name) &&
            g_hash_table_contains(validation->tricks, node->_private))
            return true;
    return false;
}

/* A stand-in that was accepted shows that it is just what is missing. */
static void report_one(const struct fault_report *report, const struct validation *validation,
                       const struct fault *fault, const xmlNode *node)
{
    const char *stand_in = NULL;

    if (is_unexpected(fault))
        stand_in = g_hash_table_lookup(validation->tricks, node->_private);
    if (stand_in && *stand_in && !has_child(node->parent, stand_in))
        report_missing_child(report, node->parent, stand_in);
    else if (!stand_in || !*stand_in || !comes_later(validation, node, stand_in))
        report_fault(report, fault, node);
}

static void report_faults(const struct fault_report *report, const struct validation *validation)
{
    GArray *faults = validation->faults;
    guint i = 0;

    g_array_sort(faults, by_place);
    for (xmlNode *node = xmlDocGetRootElement(report->xml->doc); node && i < faults->len;
         node = node_after(node))
        for (; node->type == XML_ELEMENT_NODE && i < faults->len &&
               g_array_index(faults, struct fault, i).node == node_number(node);
             i++)
            report_one(report, validation, &g_array_index(faults, struct fault, i), node);
}

bool jb_xml_validate(struct jb_arena *arena, const struct jb_xml *xml, const char *path,
                     struct jb_sink *sink)
{
    struct schema_source source = {{arena, xml->sources, sink, .folder = "", .own = true},
                                   .path = path};
    struct validation validation = {.arena = arena};
    struct fault_report report = {arena, xml, NULL, sink};
    xmlSchema *schema;
    bool valid;

    quieten_library();
    source.loading.spans = spans_new(arena);
    schema = open_schema(&source);
    if (!schema)
        return false;
    validation.round = jb_arena_open();
    validation.faults = g_array_new(FALSE, FALSE, sizeof(struct fault));
    validation.told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    validation.tricks = g_hash_table_new(NULL, NULL);
    validation.unexpected = g_ptr_array_new();
    validation.expectations = g_ptr_array_new();
    validation.schema = source.doc;
    validate_in_rounds(xml, schema, &validation);
    valid = validation.faults->len == 0;
    report.schema = source.doc;
    report_faults(&report, &validation);
    jb_arena_close(validation.round);
    g_array_free(validation.faults, TRUE);
    g_hash_table_destroy(validation.told);
    g_hash_table_destroy(validation.tricks);
    g_ptr_array_free(validation.unexpected, TRUE);
    g_ptr_array_free(validation.expectations, TRUE);
    xmlSchemaFree(schema);
    return valid;
}
