#include "bind/bind-private.h"
#include "bind/messages-private.h"

/* What a template asks of the records, looked at before anything is set. */

/* The record is the place to mend. */
static void report_required(struct binder *binder, const struct jb_requirement *requirement,
                            const struct jb_xml_node *element)
{
    const struct jb_words words[] = {
        {requirement->words[JB_ZH], requirement->words[JB_EN]},
        jb_words_same(jb_xml_name(element)),
        {NULL, NULL},
    };

    jb_report_words(binder->sink, &jb_bind_messages[SAY_REQUIRED],
                    jb_xml_span(binder->record->document, element), requirement->test_span, words);
}

static void check_requirement(struct binder *binder, const struct scope *scope,
                              const struct jb_requirement *requirement)
{
    const struct jb_xml_node **elements;
    const char *error = NULL;
    uint32_t count;

    if (!jb_xml_select(binder->query, requirement->select, scope->focus, binder->arena, &elements,
                       &count, &error)) {
        report_expression(binder, requirement->select_span, scope->focus.node, error);
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        struct jb_xml_focus focus = {elements[i], i + 1, count};
        bool holds = true;

        if (!jb_xml_test(binder->query, requirement->test, focus, &holds, &error))
            report_expression(binder, requirement->test_span, elements[i], error);
        else if (!holds)
            report_required(binder, requirement, elements[i]);
    }
}

void check_requirements(struct binder *binder, const struct scope *scope)
{
    for (uint32_t i = 0; i < binder->template->requirement_count; i++)
        check_requirement(binder, scope, &binder->template->requirements[i]);
}
