#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "read/record-private.h"

/* What has been told until now, in order of place: an edition full of faults is read in linear time
 * too. */
static int compare_spans(const void *a, const void *b)
{
    const struct jb_span *first = a, *second = b;

    if (first->source != second->source)
        return first->source < second->source ? -1 : 1;
    if (first->start != second->start)
        return first->start < second->start ? -1 : 1;
    return first->end < second->end ? -1 : first->end > second->end;
}

static void close_spans(void *spans)
{
    g_array_free(spans, TRUE);
}

void index_faults(struct record_reader *reader)
{
    uint32_t count;
    const struct jb_finding *findings = jb_sink_findings(reader->sink, &count);

    reader->faults = g_array_new(FALSE, FALSE, sizeof(struct jb_span));
    jb_arena_defer(reader->arena, close_spans, reader->faults);
    for (uint32_t i = 0; i < count; i++)
        if (findings[i].message->level == JB_ERROR)
            g_array_append_val(reader->faults, findings[i].at);
    g_array_sort(reader->faults, compare_spans);
}

/* The first fault that does not begin before span. */
static const struct jb_span *fault_from(const struct record_reader *reader, struct jb_span span)
{
    const struct jb_span *faults = (const struct jb_span *)(const void *)reader->faults->data;
    guint low = 0, high = reader->faults->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (compare_spans(&faults[middle], &(struct jb_span){span.source, span.start, 0}) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < reader->faults->len ? &faults[low] : NULL;
}

bool is_told(const struct record_reader *reader, struct jb_span at)
{
    const struct jb_span *fault = fault_from(reader, at);

    return fault && fault->source == at.source && fault->start == at.start;
}

bool is_faulty(const struct record_reader *reader, struct jb_span span)
{
    const struct jb_span *fault = fault_from(reader, span);

    return fault && fault->source == span.source && fault->start < span.end;
}

/* The schema has said so: what follows from the missing name need not be told. */
bool is_misspelt(const struct jb_xml_node *node, const char *name)
{
    const char *other;

    for (uint32_t i = 0; (other = jb_xml_attribute_name(node, i)) != NULL; i++)
        if (strcmp(other, name) != 0 && jb_nearest(other, &name, 1))
            return true;
    for (node = jb_xml_first(node); node; node = jb_xml_next(node))
        if (!jb_xml_is(node, name) && jb_nearest(jb_xml_name(node), &name, 1))
            return true;
    return false;
}
