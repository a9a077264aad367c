#ifndef JB_TYPESET_MESSAGES_PRIVATE_H
#define JB_TYPESET_MESSAGES_PRIVATE_H

#include "base/sink.h"

enum {
#define JB_MESSAGE JB_MESSAGE_NAME
#include "typeset/messages.def"
#undef JB_MESSAGE
};

extern const struct jb_message jb_typeset_messages[];

#endif
