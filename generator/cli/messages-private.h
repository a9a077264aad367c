#ifndef JB_CLI_MESSAGES_PRIVATE_H
#define JB_CLI_MESSAGES_PRIVATE_H

#include "base/sink.h"

enum {
#define JB_MESSAGE JB_MESSAGE_NAME
#include "cli/messages.def"
#undef JB_MESSAGE
};

extern const struct jb_message jb_cli_messages[];
extern const struct jb_message_table jb_cli_message_table;

#endif
