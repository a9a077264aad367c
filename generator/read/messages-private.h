#ifndef JB_READ_MESSAGES_PRIVATE_H
#define JB_READ_MESSAGES_PRIVATE_H

#include "base/sink.h"

enum {
#define JB_MESSAGE JB_MESSAGE_NAME
#include "read/messages.def"
#undef JB_MESSAGE
};

extern const struct jb_message jb_read_messages[];

#endif
