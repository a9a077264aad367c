#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <math.h>
#include <string.h>

#include "xml/xml-private.h"

/* A step over one node is one operation: enough for any template over the largest edition, and some
 * tenths of a second at the worst. */
enum { MOST_OPERATIONS = 10 * 1000 * 1000, LONGEST_EXPRESSION = 4096 };

struct jb_xml_path {
    xmlXPathCompExpr *expression;
};

struct jb_xml_query {
    struct jb_arena *arena;
    xmlXPathContext *context;
    const char *fault; /* of the evaluation that is under way, or NULL */
};

/* Where libxml2's complaints about one expression go; the first one counts. */
struct complaint {
    struct jb_arena *arena;
    const char **text;
};

static void take_complaint(void *user, xmlErrorPtr error)
{
    struct complaint *complaint = user;
    const char *text = jb_xml_expression_fault(error->code - XML_XPATH_EXPRESSION_OK);

    if (*complaint->text)
        return;
    *complaint->text =
        error->str1 && error->int1 >= 0 && error->int1 <= (int)strlen(error->str1)
            ? jb_arena_print(complaint->arena, "%s, at character %ld", text,
                             g_utf8_pointer_to_offset(error->str1, error->str1 + error->int1) + 1)
            : text;
}

static xmlXPathContext *context_new(xmlDoc *doc, struct complaint *complaint)
{
    xmlXPathContext *context = xmlXPathNewContext(doc);

    if (!context)
        g_error("out of memory");
    context->error = take_complaint;
    context->userData = complaint;
    context->opLimit = MOST_OPERATIONS;
    return context;
}

/* --- expressions ------------------------------------------------------------------------------ */

static void close_expression(void *expression)
{
    xmlXPathFreeCompExpr(expression);
}

struct jb_xml_path *jb_xml_compile(struct jb_arena *arena, const char *expression,
                                   const char **error)
{
    struct complaint complaint = {arena, error};
    struct jb_xml_path *path = JB_NEW(arena, struct jb_xml_path);
    xmlXPathContext *context;

    *error = NULL;
    quieten_library();
    if (strlen(expression) > LONGEST_EXPRESSION) {
        *error = "it is longer than 4096 bytes";
        return NULL;
    }
    context = context_new(NULL, &complaint);
    path->expression = xmlXPathCtxtCompile(context, (const xmlChar *)expression);
    xmlXPathFreeContext(context);
    if (!path->expression) {
        if (!*error)
            *error = jb_xml_expression_fault(XPATH_EXPR_ERROR);
        return NULL;
    }
    jb_arena_defer(arena, close_expression, path->expression);
    return path;
}

/* --- evaluation ------------------------------------------------------------------------------- */

static void close_context(void *context)
{
    xmlXPathFreeContext(context);
}

struct jb_xml_query *jb_xml_query_open(struct jb_arena *arena, const struct jb_xml *xml)
{
    struct jb_xml_query *query = JB_NEW(arena, struct jb_xml_query);
    struct complaint *complaint = JB_NEW(arena, struct complaint);

    quieten_library();
    query->arena = arena;
    *complaint = (struct complaint){arena, &query->fault};
    query->context = context_new(xml->doc, complaint);
    jb_arena_defer(arena, close_context, query->context);
    return query;
}

void jb_xml_query_set(struct jb_xml_query *query, const char *name, const char *value)
{
    xmlXPathRegisterVariable(query->context, (const xmlChar *)name,
                             value ? xmlXPathNewCString(value) : NULL);
}

static xmlXPathObject *evaluate(struct jb_xml_query *query, const struct jb_xml_path *path,
                                struct jb_xml_focus focus, const char **error)
{
    xmlXPathContext *context = query->context;
    xmlXPathObject *object;

    query->fault = NULL;
    context->node = node_inside(focus.node);
    context->proximityPosition = (int)MIN(focus.position, (uint32_t)G_MAXINT);
    context->contextSize = (int)MIN(focus.size, (uint32_t)G_MAXINT);
    context->opCount = 0;
    object = xmlXPathCompiledEval(path->expression, context);
    *error = object ? NULL : query->fault ? query->fault : "it gives no result";
    return object;
}

static bool take_elements(xmlNodeSet *set, struct jb_arena *arena,
                          const struct jb_xml_node ***nodes, uint32_t *count)
{
    *count = set ? (uint32_t)set->nodeNr : 0;
    *nodes = *count > 0 ? JB_NEW_ARRAY(arena, const struct jb_xml_node *, *count) : NULL;
    if (*count > 0)
        xmlXPathNodeSetSort(set);
    for (uint32_t i = 0; i < *count; i++) {
        if (set->nodeTab[i]->type != XML_ELEMENT_NODE) {
            *nodes = NULL;
            *count = 0;
            return false;
        }
        (*nodes)[i] = node_outside(set->nodeTab[i]);
    }
    return true;
}

bool jb_xml_select(struct jb_xml_query *query, const struct jb_xml_path *path,
                   struct jb_xml_focus focus, struct jb_arena *arena,
                   const struct jb_xml_node ***nodes, uint32_t *count, const char **error)
{
    xmlXPathObject *object = evaluate(query, path, focus, error);

    *nodes = NULL;
    *count = 0;
    if (!object)
        return false;
    if (object->type != XPATH_NODESET)
        *error = "it selects no elements, but a value";
    else if (!take_elements(object->nodesetval, arena, nodes, count))
        *error = "it selects other nodes than elements";
    xmlXPathFreeObject(object);
    return *error == NULL;
}

bool jb_xml_test(struct jb_xml_query *query, const struct jb_xml_path *path,
                 struct jb_xml_focus focus, bool *result, const char **error)
{
    xmlXPathObject *object = evaluate(query, path, focus, error);

    if (!object)
        return false;
    *result = xmlXPathCastToBoolean(object) != 0;
    xmlXPathFreeObject(object);
    return true;
}

/* Doubles are exact up to 2^53. */
static const char *whole_number(struct jb_arena *arena, double number, const char **error)
{
    if (!(fabs(number) < 9007199254740992.0) || number != floor(number)) {
        *error = "it gives a number that is not whole";
        return NULL;
    }
    return jb_arena_print(arena, "%" G_GINT64_FORMAT, (gint64)number);
}

const char *jb_xml_text(struct jb_xml_query *query, const struct jb_xml_path *path,
                        struct jb_xml_focus focus, struct jb_arena *arena, const char **error)
{
    xmlXPathObject *object = evaluate(query, path, focus, error);
    const char *text;

    if (!object)
        return NULL;
    if (object->type == XPATH_NUMBER) {
        text = whole_number(arena, object->floatval, error);
    } else {
        xmlChar *string = xmlXPathCastToString(object);

        text = jb_arena_dup_text(arena, string ? (const char *)string : "");
        xmlFree(string);
    }
    xmlXPathFreeObject(object);
    return text;
}
