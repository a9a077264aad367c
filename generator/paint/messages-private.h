#ifndef JB_PAINT_MESSAGES_PRIVATE_H
#define JB_PAINT_MESSAGES_PRIVATE_H

#include "base/sink.h"

enum {
#define JB_MESSAGE JB_MESSAGE_NAME
#include "paint/messages.def"
#undef JB_MESSAGE
};

extern const struct jb_message jb_paint_messages[];

#endif
