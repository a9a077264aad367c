#ifndef JB_CHECK_MESSAGES_PRIVATE_H
#define JB_CHECK_MESSAGES_PRIVATE_H

#include "base/sink.h"

enum {
#define JB_MESSAGE JB_MESSAGE_NAME
#include "check/messages.def"
#undef JB_MESSAGE
};

extern const struct jb_message jb_check_messages[];

#endif
