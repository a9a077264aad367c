#ifndef JB_FINISH_MESSAGES_PRIVATE_H
#define JB_FINISH_MESSAGES_PRIVATE_H

#include "base/sink.h"

enum {
#define JB_MESSAGE JB_MESSAGE_NAME
#include "finish/messages.def"
#undef JB_MESSAGE
};

extern const struct jb_message jb_finish_messages[];

#endif
