#include <qrencode.h>
#include <string.h>

#include "image/image-private.h"
#include "image/messages-private.h"

enum { SMALLEST_THAT_FITS = 0, DARK = 1 };

static const struct jb_code *take_code(struct jb_arena *arena, const QRcode *made)
{
    struct jb_code *code = JB_NEW(arena, struct jb_code);
    size_t count = (size_t)made->width * (size_t)made->width;
    uint8_t *dark = jb_arena_alloc(arena, count);

    for (size_t i = 0; i < count; i++)
        dark[i] = made->data[i] & DARK; /* the other bits tell of the module's use */
    code->size = (uint32_t)made->width;
    code->dark = dark;
    return code;
}

const struct jb_code *jb_code_new(struct jb_arena *arena, const char *text, struct jb_sink *sink,
                                  struct jb_span span)
{
    QRcode *made = QRcode_encodeString8bit(text, SMALLEST_THAT_FITS, QR_ECLEVEL_M);
    const struct jb_code *code;
    char length[24];

    if (!made && *text == '\0') {
        jb_report(sink, &jb_image_messages[SAY_CODE_EMPTY], span, NULL);
        return NULL;
    }
    if (!made) {
        g_snprintf(length, sizeof(length), "%zu", strlen(text));
        jb_report(sink, &jb_image_messages[SAY_CODE_TOO_LONG], span, length, NULL);
        return NULL;
    }
    code = take_code(arena, made);
    QRcode_free(made);
    return code;
}
