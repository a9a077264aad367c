#include "paint/paint.h"

#include "paint/messages-private.h"
#include "paint/paint-private.h"

cairo_status_t write_to_bytes(void *bytes, const unsigned char *data, unsigned int length)
{
    g_byte_array_append(bytes, data, length);
    return CAIRO_STATUS_SUCCESS;
}

GBytes *close_painting(cairo_surface_t *surface, cairo_status_t status, struct brushes *brushes,
                       GByteArray *bytes, struct jb_sink *sink)
{
    bool failed = brushes_failed(brushes);

    cairo_surface_destroy(surface);
    brushes_close(brushes);
    if (status == CAIRO_STATUS_SUCCESS && failed)
        status = CAIRO_STATUS_READ_ERROR;
    if (status == CAIRO_STATUS_SUCCESS)
        return g_byte_array_free_to_bytes(bytes);
    jb_report(sink, &jb_paint_messages[SAY_DRAWING], (struct jb_span){0},
              cairo_status_to_string(status), NULL);
    g_byte_array_free(bytes, TRUE);
    return NULL;
}

void jb_paint_shutdown(void)
{
    cairo_debug_reset_static_data();
}
