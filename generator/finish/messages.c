#include "finish/messages-private.h"

#include "finish/finish.h"

const struct jb_message jb_finish_messages[] = {
#define JB_MESSAGE JB_MESSAGE_ENTRY
#include "finish/messages.def"
#undef JB_MESSAGE
};

const struct jb_message_table jb_finish_message_table = {
    jb_finish_messages, sizeof(jb_finish_messages) / sizeof(jb_finish_messages[0])};
