#include "exchange/messages-private.h"

#include "exchange/exchange.h"

const struct jb_message jb_exchange_messages[] = {
#define JB_MESSAGE JB_MESSAGE_ENTRY
#include "exchange/messages.def"
#undef JB_MESSAGE
};

const struct jb_message_table jb_exchange_message_table = {
    jb_exchange_messages, sizeof(jb_exchange_messages) / sizeof(jb_exchange_messages[0])};
