#include "typeset/messages-private.h"

#include <glib.h>

#include "typeset/typeset.h"

const struct jb_message jb_typeset_messages[] = {
#define JB_MESSAGE JB_MESSAGE_ENTRY
#include "typeset/messages.def"
#undef JB_MESSAGE
};

const struct jb_message_table jb_typeset_message_table = {
    jb_typeset_messages,
    G_N_ELEMENTS(jb_typeset_messages),
};
