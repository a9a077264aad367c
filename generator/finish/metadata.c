/* The document as a whole: /Info and XMP, which must agree, and what the catalog says. */

#include "finish/finish-private.h"
#include "finish/messages-private.h"
#include "finish/pdf-private.h"

#ifndef JB_VERSION
#define JB_VERSION "0"
#endif

/* --- dates ------------------------------------------------------------------------------------ */

/* "2024-04-15T08:00:00+08:00": always with the minutes of the zone, which GLib leaves out. */
static char *new_xmp_date(GDateTime *date)
{
    int offset = (int)(g_date_time_get_utc_offset(date) / G_TIME_SPAN_MINUTE);
    int size = ABS(offset);

    return g_strdup_printf("%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", g_date_time_get_year(date),
                           g_date_time_get_month(date), g_date_time_get_day_of_month(date),
                           g_date_time_get_hour(date), g_date_time_get_minute(date),
                           g_date_time_get_second(date), offset < 0 ? '-' : '+', size / 60,
                           size % 60);
}

/* The same moment as PDF writes it (ISO 32000-1, 7.9.4). */
static char *new_info_date(const char *xmp)
{
    return g_strdup_printf("D:%.4s%.2s%.2s%.2s%.2s%.2s%.3s'%.2s'", xmp, xmp + 5, xmp + 8, xmp + 11,
                           xmp + 14, xmp + 17, xmp + 19, xmp + 23);
}

/* --- /Info and XMP ---------------------------------------------------------------------------- */

static char *new_title(const struct jb_document *document)
{
    const char *zh = document->title[JB_ZH];
    const char *en = document->title[JB_EN];

    if (zh && en)
        return g_strconcat(zh, " · ", en, NULL);
    return g_strdup(zh ? zh : en ? en : "");
}

static void put_info(qpdf_data pdf, const struct description *description, const char *date)
{
    qpdf_oh trailer = qpdf_get_trailer(pdf);
    qpdf_oh info = pdf_new_object(pdf);

    pdf_put_text(pdf, info, "/Title", description->title);
    pdf_put_text(pdf, info, "/Author", description->author);
    pdf_put_text(pdf, info, "/Subject", description->subject);
    pdf_put_text(pdf, info, "/Creator", description->creator);
    pdf_put_text(pdf, info, "/Producer", description->producer);
    pdf_put_bytes(pdf, info, "/CreationDate", date);
    pdf_put_bytes(pdf, info, "/ModDate", date);
    pdf_put(pdf, trailer, "/Info", info);
    qpdf_oh_release(pdf, trailer);
}

static void put_xmp(qpdf_data pdf, qpdf_oh catalog, const struct description *description)
{
    GString *xmp = g_string_new(NULL);
    qpdf_oh stream;
    qpdf_oh dictionary;

    write_xmp(description, xmp);
    stream = pdf_new_stream(pdf, xmp->str, xmp->len);
    dictionary = qpdf_oh_get_dict(pdf, stream);
    pdf_put_name(pdf, dictionary, "/Type", "/Metadata");
    pdf_put_name(pdf, dictionary, "/Subtype", "/XML");
    qpdf_oh_release(pdf, dictionary);
    pdf_put(pdf, catalog, "/Metadata", stream);
    g_string_free(xmp, TRUE);
}

static void put_metadata(const struct finishing *finishing, qpdf_oh catalog, GDateTime *date)
{
    const struct jb_document *document = finishing->document;
    char *title = new_title(document);
    char *xmp_date = new_xmp_date(date);
    char *info_date = new_info_date(xmp_date);
    struct description description = {.title = title,
                                      .titles = document->title,
                                      .langs = document->langs,
                                      .relation = document->other,
                                      .author = document->author,
                                      .subject = document->subject,
                                      .creator = "jibao",
                                      .producer = "jibao " JB_VERSION,
                                      .date = xmp_date};

    put_info(finishing->pdf, &description, info_date);
    put_xmp(finishing->pdf, catalog, &description);
    g_free(title);
    g_free(info_date);
    g_free(xmp_date);
}

/* --- the catalog ------------------------------------------------------------------------------ */

static qpdf_oh new_profile_stream(qpdf_data pdf)
{
    GByteArray *profile = g_byte_array_new();
    qpdf_oh stream;
    qpdf_oh dictionary;

    write_profile(profile);
    stream = pdf_new_stream(pdf, profile->data, profile->len);
    dictionary = qpdf_oh_get_dict(pdf, stream);
    pdf_put_integer(pdf, dictionary, "/N", 3);
    qpdf_oh_release(pdf, dictionary);
    g_byte_array_free(profile, TRUE);
    return stream;
}

static void put_intent(qpdf_data pdf, qpdf_oh catalog)
{
    static const char name[] = "sRGB IEC61966-2.1";
    qpdf_oh intents = qpdf_oh_new_array(pdf);
    qpdf_oh intent = qpdf_oh_new_dictionary(pdf);

    pdf_put_name(pdf, intent, "/Type", "/OutputIntent");
    pdf_put_name(pdf, intent, "/S", "/GTS_PDFA1"); /* of every part of PDF/A */
    pdf_put_bytes(pdf, intent, "/OutputConditionIdentifier", name);
    pdf_put_bytes(pdf, intent, "/Info", name);
    pdf_put(pdf, intent, "/DestOutputProfile", new_profile_stream(pdf));
    pdf_push(pdf, intents, intent);
    pdf_put(pdf, catalog, "/OutputIntents", intents);
}

static void put_flag(qpdf_data pdf, qpdf_oh catalog, const char *key, const char *flag)
{
    qpdf_oh dictionary = qpdf_oh_new_dictionary(pdf);

    pdf_put_bool(pdf, dictionary, flag, true);
    pdf_put(pdf, catalog, key, dictionary);
}

static bool has_outline(const struct jb_document *document)
{
    for (uint32_t i = 0; i < document->destination_count; i++)
        if (document->destinations[i].outline && document->destinations[i].page != JB_NO_PAGE)
            return true;
    return false;
}

static void describe_catalog(const struct finishing *finishing, qpdf_oh catalog)
{
    const struct jb_element *root = &finishing->document->elements[DOCUMENT_ELEMENT];
    qpdf_data pdf = finishing->pdf;

    pdf_put_bytes(pdf, catalog, "/Lang", jb_lang_tag(root->has_lang ? root->lang : JB_ZH));
    pdf_put_name(pdf, catalog, "/PageMode",
                 has_outline(finishing->document) ? "/UseOutlines" : "/UseNone");
    put_flag(pdf, catalog, "/MarkInfo", "/Marked");
    put_flag(pdf, catalog, "/ViewerPreferences", "/DisplayDocTitle");
    put_intent(pdf, catalog);
}

bool describe_document(struct finishing *finishing)
{
    const char *text = finishing->document->date;
    GDateTime *date = text ? g_date_time_new_from_iso8601(text, NULL) : NULL;
    qpdf_oh catalog;

    if (!date) {
        jb_report(finishing->sink, &jb_finish_messages[SAY_MODEL], (struct jb_span){0},
                  "the document has no date with a time and zone", NULL);
        return false;
    }
    catalog = qpdf_get_root(finishing->pdf);
    put_metadata(finishing, catalog, date);
    describe_catalog(finishing, catalog);
    qpdf_oh_release(finishing->pdf, catalog);
    g_date_time_unref(date);
    return true;
}
