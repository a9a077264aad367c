#ifndef JB_BIND_MESSAGES_PRIVATE_H
#define JB_BIND_MESSAGES_PRIVATE_H

#include "base/sink.h"

enum {
#define JB_MESSAGE JB_MESSAGE_NAME
#include "bind/messages.def"
#undef JB_MESSAGE
};

extern const struct jb_message jb_bind_messages[];

#endif
