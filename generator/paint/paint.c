#include "paint/paint.h"

#include "paint/messages-private.h"
#include "paint/paint-private.h"

cairo_status_t write_to_bytes(void *bytes, const unsigned char *data, unsigned int length)
{
    g_byte_array_append(bytes, data, length);
    return CAIRO_STATUS_SUCCESS;
}

bool report_status(struct jb_sink *sink, cairo_status_t status)
{
    if (status == CAIRO_STATUS_SUCCESS)
        return false;
    jb_report(sink, &jb_paint_messages[SAY_DRAWING], (struct jb_span){0},
              cairo_status_to_string(status), NULL);
    return true;
}

void jb_paint_shutdown(void)
{
    cairo_debug_reset_static_data();
}
