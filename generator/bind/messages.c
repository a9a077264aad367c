#include "bind/messages-private.h"

#include "bind/bind.h"

const struct jb_message jb_bind_messages[] = {
#define JB_MESSAGE JB_MESSAGE_ENTRY
#include "bind/messages.def"
#undef JB_MESSAGE
};

const struct jb_message_table jb_bind_message_table = {
    jb_bind_messages, sizeof(jb_bind_messages) / sizeof(jb_bind_messages[0])};
