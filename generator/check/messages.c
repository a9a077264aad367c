#include "check/messages-private.h"

#include "check/check.h"

const struct jb_message jb_check_messages[] = {
#define JB_MESSAGE JB_MESSAGE_ENTRY
#include "check/messages.def"
#undef JB_MESSAGE
};

const struct jb_message_table jb_check_message_table = {
    jb_check_messages, sizeof(jb_check_messages) / sizeof(jb_check_messages[0])};
