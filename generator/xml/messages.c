#include "xml/messages-private.h"

#include "xml/xml.h"

const struct jb_message jb_xml_messages[] = {
#define JB_MESSAGE JB_MESSAGE_ENTRY
#include "xml/messages.def"
#undef JB_MESSAGE
};

const struct jb_message_table jb_xml_message_table = {
    jb_xml_messages, sizeof(jb_xml_messages) / sizeof(jb_xml_messages[0])};
