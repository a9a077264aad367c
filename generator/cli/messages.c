#include "cli/messages-private.h"

const struct jb_message jb_cli_messages[] = {
#define JB_MESSAGE JB_MESSAGE_ENTRY
#include "cli/messages.def"
#undef JB_MESSAGE
};

const struct jb_message_table jb_cli_message_table = {
    jb_cli_messages, sizeof(jb_cli_messages) / sizeof(jb_cli_messages[0])};
