#include "base/length.h"
#include "layout/layout-private.h"
#include "layout/messages-private.h"

/* What is added up keeps far below what an int32_t holds, so that no sum of places overflows. */
enum { MOST_HEIGHT = INT32_MAX / 8 };

void report_too_tall(const struct layout *layout, uint32_t origin, int message, int32_t height,
                     int32_t room)
{
    struct jb_origin at = jb_origin_at(&layout->flow->origins, origin);
    bool in_template = at.template_span.source != 0;
    char tall[16], area[16];

    g_snprintf(tall, sizeof(tall), "%.0f", jb_length_pt(height));
    g_snprintf(area, sizeof(area), "%.0f", jb_length_pt(room));
    jb_report_both(layout->sink, &jb_layout_messages[message],
                   in_template ? at.template_span : at.record_span,
                   in_template ? at.record_span : (struct jb_span){0}, tall, area, NULL);
}

int32_t extend_height(const struct layout *layout, int32_t height, int32_t more, uint32_t origin)
{
    int64_t sum = (int64_t)height + more;

    if (sum <= MOST_HEIGHT)
        return (int32_t)sum;
    if (height < MOST_HEIGHT)
        report_too_tall(layout, origin, SAY_TOO_TALL, MOST_HEIGHT, ordinary_height(layout));
    return MOST_HEIGHT;
}
