#include "read/messages-private.h"

#include "read/read.h"

const struct jb_message jb_read_messages[] = {
#define JB_MESSAGE JB_MESSAGE_ENTRY
#include "read/messages.def"
#undef JB_MESSAGE
};

const struct jb_message_table jb_read_message_table = {
    jb_read_messages, sizeof(jb_read_messages) / sizeof(jb_read_messages[0])};
