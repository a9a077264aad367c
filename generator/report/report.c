#include "report/report.h"

#include <string.h>

#include "base/length.h"
#include "report/report-private.h"

static const char *level_name(enum jb_level level, enum jb_lang lang)
{
    static const char *const names[][JB_LANGS] = {[JB_NOTE] = {"说明", "note"},
                                                  [JB_WARNING] = {"警告", "warning"},
                                                  [JB_ERROR] = {"错误", "error"}};

    return names[level][lang];
}

void expand_message(const char *pattern, const char *const *args, GString *out)
{
    for (const char *p = pattern; *p; p++) {
        bool slot = p[0] == '{' && g_ascii_isdigit(p[1]) && p[2] == '}';
        int number = slot ? p[1] - '0' : 0;

        if (!slot) {
            g_string_append_c(out, *p);
            continue;
        }
        if (number < JB_FINDING_ARGS)
            g_string_append(out, args[number] ? args[number] : "");
        p += 2;
    }
}

static void append_place(struct places *places, struct jb_span span, GString *out)
{
    const struct jb_source *source = source_of(places, span);
    struct jb_position position;

    if (!source) {
        g_string_append(out, "jibao");
        return;
    }
    position = position_of(places, span);
    g_string_append_printf(out, "%s:%u:%u", source->path, position.line, position.column);
}

/* The includes that lead to a place, from its file outwards: first before the first of them, then
 * before each other. False where there are none. */
static bool append_trail(struct places *places, struct jb_span span, const char *first,
                         const char *then, GString *out)
{
    const struct jb_source *source = source_of(places, span);
    bool any = false;

    while (source && source->included_at.source) {
        g_string_append(out, any ? then : first);
        append_place(places, source->included_at, out);
        any = true;
        source = source_of(places, source->included_at);
    }
    return any;
}

static const char *colour_of(enum jb_level level)
{
    return level == JB_ERROR ? "\033[1;31m" : level == JB_WARNING ? "\033[1;35m" : "\033[1;36m";
}

static const char *const *args_in(const struct jb_finding *finding, enum jb_lang lang)
{
    return lang == JB_ZH ? finding->args_zh : finding->args;
}

static void append_headline(struct places *places, const struct jb_finding *finding,
                            const struct jb_report_options *options, GString *out)
{
    const struct jb_message *message = finding->message;
    bool chinese = options->lang == JB_ZH;

    append_place(places, finding->at, out);
    g_string_append_printf(out, ": %s%s:%s ", options->colour ? colour_of(message->level) : "",
                           level_name(message->level, options->lang),
                           options->colour ? "\033[0m" : "");
    expand_message(options->lang == JB_ZH ? message->zh : message->en,
                   args_in(finding, options->lang), out);
    g_string_append_printf(out, " [%s]", message->code);
    if (options->form == JB_REPORT_SHORT && finding->spot.page)
        g_string_append_printf(out, chinese ? "（第 %u 页）" : " (page %u)", finding->spot.page);
    if (options->form == JB_REPORT_SHORT &&
        append_trail(places, finding->at, chinese ? "（引入自 " : " (included from ",
                     chinese ? "、" : ", ", out))
        g_string_append(out, chinese ? "）" : ")");
    g_string_append_c(out, '\n');
}

/* Millimetres, as rulers on paper and screen have them. */
static void append_spot(const struct jb_spot *spot, enum jb_lang lang, GString *out)
{
    double left = jb_length_pt(spot->x) * 25.4 / 72, top = jb_length_pt(spot->y) * 25.4 / 72;

    if (lang == JB_ZH)
        g_string_append_printf(out, "    见第 %u 页，距左边 %.0f 毫米、上边 %.0f 毫米\n",
                               spot->page, left, top);
    else
        g_string_append_printf(out,
                               "    seen on page %u, %.0f mm from the left, %.0f mm from the top\n",
                               spot->page, left, top);
}

static void append_hint(const struct jb_finding *finding, enum jb_lang lang, GString *out)
{
    const char *hint = lang == JB_ZH ? finding->message->hint_zh : finding->message->hint_en;

    if (*hint == '\0')
        return;
    g_string_append(out, lang == JB_ZH ? "    提示：" : "    hint: ");
    expand_message(hint, args_in(finding, lang), out);
    g_string_append_c(out, '\n');
}

static void append_other(struct places *places, const struct jb_finding *finding,
                         const struct jb_report_options *options, GString *out)
{
    bool chinese = options->lang == JB_ZH;

    g_string_append(out, chinese ? "    另见 " : "    see also ");
    append_place(places, finding->other, out);
    if (finding->others)
        g_string_append_printf(out, chinese ? " 等 %u 处" : " and %u more",
                               finding->others + chinese);
    g_string_append_c(out, '\n');
    append_excerpt(places, finding->other, options->colour, out);
}

static void append_human(struct places *places, const struct jb_finding *finding,
                         const struct jb_report_options *options, GString *out)
{
    bool chinese = options->lang == JB_ZH;
    const char *first = chinese ? "    引入自 " : "    included from ";
    const char *then = chinese ? "\n    引入自 " : "\n    included from ";

    append_headline(places, finding, options, out);
    append_excerpt(places, finding->at, options->colour, out);
    if (append_trail(places, finding->at, first, then, out))
        g_string_append_c(out, '\n');
    if (finding->spot.page)
        append_spot(&finding->spot, options->lang, out);
    append_hint(finding, options->lang, out);
    if (finding->other.source)
        append_other(places, finding, options, out);
}

static void append_count(const struct jb_sink *sink, enum jb_lang lang, GString *out)
{
    uint32_t errors = jb_sink_count(sink, JB_ERROR), warnings = jb_sink_count(sink, JB_WARNING);
    uint32_t dropped = jb_sink_dropped(sink);

    if (errors == 0 && warnings == 0)
        return;
    if (lang == JB_ZH)
        g_string_append_printf(out, "共 %u 个错误，%u 个警告", errors, warnings);
    else
        g_string_append_printf(out, "%u error%s, %u warning%s", errors, errors == 1 ? "" : "s",
                               warnings, warnings == 1 ? "" : "s");
    if (dropped)
        g_string_append_printf(
            out, lang == JB_ZH ? "（其中 %u 条未列出）" : " (%u of them not shown)", dropped);
    g_string_append_c(out, '\n');
}

void jb_report_findings(const struct jb_sink *sink, const struct jb_report_options *options,
                        GString *out)
{
    uint32_t count;
    const struct jb_finding *findings = jb_sink_findings(sink, &count);
    struct places *places = places_open(jb_sink_sources(sink));

    for (uint32_t i = 0; i < count; i++) {
        if (options->form == JB_REPORT_HUMAN)
            append_human(places, &findings[i], options, out);
        else
            append_headline(places, &findings[i], options, out);
    }
    places_close(places);
    if (options->form == JB_REPORT_HUMAN)
        append_count(sink, options->lang, out);
}

void jb_report_message(const struct jb_message *message, enum jb_lang lang, GString *out)
{
    static const char *const any[JB_FINDING_ARGS] = {"…", "…", "…", "…"};
    struct jb_finding finding = {
        .message = message, .args = {"…", "…", "…", "…"}, .args_zh = {"…", "…", "…", "…"}};

    g_string_append_printf(out, "%s %s\n    ", message->code, level_name(message->level, lang));
    expand_message(lang == JB_ZH ? message->zh : message->en, any, out);
    g_string_append_c(out, '\n');
    append_hint(&finding, lang, out);
}
