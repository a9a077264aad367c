#ifndef JB_XML_MESSAGES_PRIVATE_H
#define JB_XML_MESSAGES_PRIVATE_H

#include "base/sink.h"

enum {
#define JB_MESSAGE JB_MESSAGE_NAME
#include "xml/messages.def"
#undef JB_MESSAGE
};

extern const struct jb_message jb_xml_messages[];

#endif
