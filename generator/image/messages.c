#include "image/messages-private.h"

#include "image/image.h"

const struct jb_message jb_image_messages[] = {
#define JB_MESSAGE JB_MESSAGE_ENTRY
#include "image/messages.def"
#undef JB_MESSAGE
};

const struct jb_message_table jb_image_message_table = {
    jb_image_messages, sizeof(jb_image_messages) / sizeof(jb_image_messages[0])};
