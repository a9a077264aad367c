#ifndef JB_LAYOUT_MESSAGES_PRIVATE_H
#define JB_LAYOUT_MESSAGES_PRIVATE_H

#include "base/sink.h"

enum {
#define JB_MESSAGE JB_MESSAGE_NAME
#include "layout/messages.def"
#undef JB_MESSAGE
};

extern const struct jb_message jb_layout_messages[];

#endif
