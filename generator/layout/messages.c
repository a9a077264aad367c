#include "layout/messages-private.h"

#include "layout/layout.h"

const struct jb_message jb_layout_messages[] = {
#define JB_MESSAGE JB_MESSAGE_ENTRY
#include "layout/messages.def"
#undef JB_MESSAGE
};

const struct jb_message_table jb_layout_message_table = {
    jb_layout_messages, sizeof(jb_layout_messages) / sizeof(jb_layout_messages[0])};
