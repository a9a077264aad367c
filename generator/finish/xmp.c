/* The metadata stream (ISO 16684-1), as PDF/A-2a and PDF/UA-1 want it. */

#include "finish/finish-private.h"

/* PDF/A knows nothing of pdfuaid: a schema that is not its own is described in the file. */
static const char ua_schema[] =
    "<rdf:Description rdf:about=\"\""
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
    "</rdf:Description>\n";

static void put_escaped(GString *out, const char *before, const char *text, const char *after)
{
    char *escaped = g_markup_escape_text(text, -1);

    g_string_append_printf(out, "%s%s%s\n", before, escaped, after);
    g_free(escaped);
}

static void put_titles(const struct description *description, GString *out)
{
    static const char *const opening[JB_LANGS] = {"<rdf:li xml:lang=\"zh-CN\">",
                                                  "<rdf:li xml:lang=\"en\">"};

    g_string_append(out, "<dc:title><rdf:Alt>\n");
    put_escaped(out, "<rdf:li xml:lang=\"x-default\">", description->title, "</rdf:li>");
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        if (description->titles[lang])
            put_escaped(out, opening[lang], description->titles[lang], "</rdf:li>");
    g_string_append(out, "</rdf:Alt></dc:title>\n");
}

static void put_languages(const struct description *description, GString *out)
{
    static const char *const tags[JB_LANGS] = {"zh-CN", "en"};

    g_string_append(out, "<dc:language><rdf:Bag>");
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        if (jb_langs_have(description->langs, lang))
            g_string_append_printf(out, "<rdf:li>%s</rdf:li>", tags[lang]);
    g_string_append(out, "</rdf:Bag></dc:language>\n");
}

static void put_core(const struct description *description, GString *out)
{
    g_string_append(out, "<dc:format>application/pdf</dc:format>\n");
    put_titles(description, out);
    if (description->author)
        put_escaped(out, "<dc:creator><rdf:Seq><rdf:li>", description->author,
                    "</rdf:li></rdf:Seq></dc:creator>");
    if (description->subject)
        put_escaped(out, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">",
                    description->subject, "</rdf:li></rdf:Alt></dc:description>");
    put_languages(description, out);
    if (description->relation)
        put_escaped(out, "<dc:relation><rdf:Bag><rdf:li>", description->relation,
                    "</rdf:li></rdf:Bag></dc:relation>");
}

static void put_origin(const struct description *description, GString *out)
{
    put_escaped(out, "<pdf:Producer>", description->producer, "</pdf:Producer>");
    put_escaped(out, "<xmp:CreatorTool>", description->creator, "</xmp:CreatorTool>");
    put_escaped(out, "<xmp:CreateDate>", description->date, "</xmp:CreateDate>");
    put_escaped(out, "<xmp:ModifyDate>", description->date, "</xmp:ModifyDate>");
}

void write_xmp(const struct description *description, GString *out)
{
    g_string_append(out, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                         "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                         "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                         "<rdf:Description rdf:about=\"\""
                         " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                         " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
                         " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
                         " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
                         " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n");
    put_core(description, out);
    put_origin(description, out);
    g_string_append(out, "<pdfaid:part>2</pdfaid:part>\n"
                         "<pdfaid:conformance>A</pdfaid:conformance>\n"
                         "<pdfuaid:part>1</pdfuaid:part>\n"
                         "</rdf:Description>\n");
    g_string_append(out, ua_schema);
    g_string_append(out, "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n");
}
