#include <string.h>

#include "read/messages-private.h"
#include "read/record-private.h"

void read_date(const struct record_reader *reader, const struct jb_xml_node *node, const char *name,
               enum date_form form, struct jb_date *date)
{
    const char *text = token_of(reader->arena, node, name);
    struct jb_span at = jb_xml_attribute_span(reader->xml, node, name);
    int message = form == DATE_OF_DAY ? SAY_BAD_DATE : SAY_BAD_DAY_OR_MONTH;

    if (!text || (jb_date_parse(text, date) && (form != DATE_OF_DAY || date->day > 0)))
        return;
    if (!is_told(reader, at))
        jb_report(reader->sink, &jb_read_messages[message], at, name, text, NULL);
}

static const struct date_attribute {
    const char *element, *name;
    enum date_form form;
} date_attributes[] = {
    {"milestone", "planned", DATE_OF_DAY},    {"milestone", "actual", DATE_OF_DAY},
    {"disclosure", "published", DATE_OF_DAY}, {"written", "date", DATE_OF_DAY},
    {"reviewed", "date", DATE_OF_DAY},        {"approved", "date", DATE_OF_DAY},
    {"item", "finish", DATE_OF_ANY},          {"sub-item", "finish", DATE_OF_ANY},
    {"project", "finish", DATE_OF_ANY},
};

static void check_dates(const struct record_reader *reader, const struct jb_xml_node *node)
{
    struct jb_date date;

    for (size_t i = 0; i < G_N_ELEMENTS(date_attributes); i++)
        if (jb_xml_is(node, date_attributes[i].element))
            read_date(reader, node, date_attributes[i].name, date_attributes[i].form, &date);
}

void check_rest(const struct record_reader *reader)
{
    const struct jb_xml_node *node = jb_xml_root(reader->xml);

    for (; node; node = element_after(node)) {
        check_dates(reader, node);
        if (jb_xml_is(node, "department"))
            resolve(reader, reader->terms, node, "term", SAY_UNKNOWN_TERM, SAY_MISSPELT_TERM);
        else if (jb_xml_is(node, "picture"))
            check_picture(reader, node);
    }
}
