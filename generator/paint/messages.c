#include "paint/messages-private.h"

#include "paint/paint.h"

const struct jb_message jb_paint_messages[] = {
#define JB_MESSAGE JB_MESSAGE_ENTRY
#include "paint/messages.def"
#undef JB_MESSAGE
};

const struct jb_message_table jb_paint_message_table = {
    jb_paint_messages, sizeof(jb_paint_messages) / sizeof(jb_paint_messages[0])};
