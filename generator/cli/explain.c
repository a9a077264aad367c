#include <string.h>

#include "bind/bind.h"
#include "check/check.h"
#include "cli/cli-private.h"
#include "cli/messages-private.h"
#include "exchange/exchange.h"
#include "finish/finish.h"
#include "image/image.h"
#include "layout/layout.h"
#include "paint/paint.h"
#include "read/read.h"
#include "typeset/typeset.h"
#include "xml/xml.h"

static const struct jb_message_table *const tables[] = {
    &jb_xml_message_table,      &jb_read_message_table,    &jb_check_message_table,
    &jb_bind_message_table,     &jb_typeset_message_table, &jb_layout_message_table,
    &jb_finish_message_table,   &jb_paint_message_table,   &jb_cli_message_table,
    &jb_exchange_message_table, &jb_image_message_table,
};

bool explain_code(const char *code, enum jb_lang lang, GString *out)
{
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++)
        for (uint32_t k = 0; k < tables[i]->count; k++)
            if (g_ascii_strcasecmp(tables[i]->entries[k].code, code) == 0) {
                jb_report_message(&tables[i]->entries[k], lang, out);
                return true;
            }
    return false;
}

void explain_all(enum jb_lang lang, GString *out)
{
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++)
        for (uint32_t k = 0; k < tables[i]->count; k++)
            jb_report_message(&tables[i]->entries[k], lang, out);
}
