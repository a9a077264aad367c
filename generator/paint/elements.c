/* cairo writes an element for each of our markers. finish/ makes a tree of its own and never looks
 * at them, but libqpdf would read every one: in a long bulletin, hundreds of megabytes. */

#include <string.h>

#include "paint/paint-private.h"

enum { ENTRY_LENGTH = 20 };

/* The table of cross references (ISO 32000-1, 7.5.4), from its first entry; NULL where there is
 * none, as cairo writes from 1.18 on. */
static char *find_table(GByteArray *bytes, guint *count)
{
    enum { TAIL = 40 };
    char tail[TAIL + 1] = "", *at, *table;
    guint64 place;

    if (bytes->len < TAIL)
        return NULL;
    memcpy(tail, bytes->data + bytes->len - TAIL, TAIL);
    at = strstr(tail, "startxref");
    place = at ? g_ascii_strtoull(at + strlen("startxref"), NULL, 10) : 0;
    table = (char *)bytes->data + place;
    if (place == 0 || place > bytes->len - TAIL || !g_str_has_prefix(table, "xref\n0 "))
        return NULL;
    *count = (guint)g_ascii_strtoull(table + strlen("xref\n0 "), &table, 10);
    table++;
    return *count <= (bytes->len - (gsize)(table - (char *)bytes->data)) / ENTRY_LENGTH ? table
                                                                                        : NULL;
}

static bool is_element(const GByteArray *bytes, guint64 place)
{
    enum { LONGEST = 48 };
    char head[LONGEST + 1] = "";
    const char *dictionary;

    if (place + LONGEST > bytes->len)
        return false;
    memcpy(head, bytes->data + place, LONGEST);
    dictionary = strstr(head, " 0 obj\n");
    return dictionary && g_str_has_prefix(dictionary, " 0 obj\n<< /Type /StructElem\n");
}

void drop_elements(GByteArray *bytes)
{
    static const char unused[] = "0000000000 65535 f \n";
    guint count = 0;
    char *table = find_table(bytes, &count);

    for (guint i = 0; table && i < count; i++) {
        char *entry = table + (gsize)i * ENTRY_LENGTH;

        if (entry[ENTRY_LENGTH - 3] == 'n' && is_element(bytes, g_ascii_strtoull(entry, NULL, 10)))
            memcpy(entry, unused, ENTRY_LENGTH);
    }
}
