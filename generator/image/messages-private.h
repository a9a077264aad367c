#ifndef JB_IMAGE_MESSAGES_PRIVATE_H
#define JB_IMAGE_MESSAGES_PRIVATE_H

#include "base/sink.h"

enum {
#define JB_MESSAGE JB_MESSAGE_NAME
#include "image/messages.def"
#undef JB_MESSAGE
};

extern const struct jb_message jb_image_messages[];

#endif
