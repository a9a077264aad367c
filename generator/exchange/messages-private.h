#ifndef JB_EXCHANGE_MESSAGES_PRIVATE_H
#define JB_EXCHANGE_MESSAGES_PRIVATE_H

#include "base/sink.h"

enum {
#define JB_MESSAGE JB_MESSAGE_NAME
#include "exchange/messages.def"
#undef JB_MESSAGE
};

extern const struct jb_message jb_exchange_messages[];

#endif
