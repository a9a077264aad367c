#include "layout/layout-private.h"

struct growing {
    struct jb_element element;
    GArray *kids; /* struct jb_kid; made with the first */
    bool attached;
};

struct tree {
    GArray *elements; /* struct growing */
};

static void clear_growing(void *object)
{
    struct growing *growing = object;

    if (growing->kids)
        g_array_free(growing->kids, TRUE);
    growing->kids = NULL;
}

static void close_tree(void *object)
{
    struct tree *tree = object;

    if (tree->elements)
        g_array_free(tree->elements, TRUE);
}

static struct growing *growing_at(struct tree *tree, uint32_t element)
{
    return &g_array_index(tree->elements, struct growing, element);
}

struct tree *tree_new(struct jb_arena *arena)
{
    struct tree *tree = JB_NEW(arena, struct tree);

    tree->elements = g_array_new(FALSE, TRUE, sizeof(struct growing));
    g_array_set_clear_func(tree->elements, clear_growing);
    jb_arena_defer(arena, close_tree, tree);
    tree_add(tree, NO_ELEMENT, JB_ROLE_NONE, 0);
    tree_add(tree, NO_ELEMENT, JB_ROLE_DOCUMENT, 0);
    growing_at(tree, NO_ELEMENT)->attached = true;
    growing_at(tree, DOCUMENT_ELEMENT)->attached = true;
    return tree;
}

uint32_t tree_add(struct tree *tree, uint32_t parent, enum jb_role role, uint32_t origin)
{
    struct growing fresh = {
        .element = {.role = role, .parent = parent, .origin = origin, .page = JB_NO_PAGE}};

    g_array_append_val(tree->elements, fresh);
    return tree->elements->len - 1;
}

struct jb_element *tree_at(struct tree *tree, uint32_t element)
{
    return &growing_at(tree, element)->element;
}

static void add_kid(struct tree *tree, uint32_t parent, struct jb_kid kid)
{
    struct growing *growing = growing_at(tree, parent);

    if (!growing->kids)
        growing->kids = g_array_new(FALSE, FALSE, sizeof(struct jb_kid));
    g_array_append_val(growing->kids, kid);
}

void tree_attach(struct tree *tree, uint32_t element)
{
    struct growing *growing = growing_at(tree, element);

    if (growing->attached)
        return;
    growing->attached = true;
    tree_attach(tree, growing->element.parent);
    add_kid(tree, growing->element.parent,
            (struct jb_kid){.kind = JB_KID_ELEMENT, .element = element});
}

void tree_add_content(struct tree *tree, uint32_t element, uint32_t page, uint32_t mcid)
{
    tree_attach(tree, element);
    add_kid(tree, element, (struct jb_kid){.kind = JB_KID_CONTENT, .page = page, .mcid = mcid});
}

const struct jb_element *tree_freeze(struct tree *tree, struct jb_arena *arena, uint32_t *count)
{
    struct jb_element *elements = JB_NEW_ARRAY(arena, struct jb_element, tree->elements->len);

    *count = tree->elements->len;
    for (uint32_t i = 0; i < *count; i++) {
        GArray *kids = growing_at(tree, i)->kids;

        elements[i] = growing_at(tree, i)->element;
        if (kids) {
            elements[i].kid_count = kids->len;
            elements[i].kids = jb_arena_dup(arena, kids->data, kids->len * sizeof(struct jb_kid));
        }
        clear_growing(growing_at(tree, i));
    }
    close_tree(tree);
    tree->elements = NULL;
    return elements;
}
