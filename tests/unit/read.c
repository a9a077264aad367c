#include "editions.h"
#include "xml/xml.h"

/* The dump of one pair's two halves, or of the whole record with NULL. */
static void expect_dump(const char *edition, const char *pair, const char *dump)
{
    struct documents d;
    const struct jb_record *record;
    GString *out = g_string_new(NULL);
    const char *from = out->str, *to = NULL;

    documents_open(&d);
    record = read_edition(&d, edition);
    g_assert_cmpstr(documents_findings(&d), ==, "");
    g_assert_true(record && record->sound);
    jb_record_dump(record, out);
    from = out->str;
    if (pair) {
        from = strstr(out->str, jb_arena_print(d.arena, "pair %s\n", pair));
        g_assert_nonnull(from);
        from = strchr(from, '\n') + 1;
        to = strstr(from, "\npair ");
        if (!to)
            to = strstr(from, "\nmeasure ");
    }
    if (to)
        g_string_truncate(out, (gsize)(to + 1 - out->str));
    g_assert_cmpstr(from, ==, dump);
    g_string_free(out, TRUE);
    documents_close(&d);
}

/* --- tables ----------------------------------------------------------------------------------- */

static void test_tables(void)
{
    struct documents d;
    const struct jb_record *record;
    const struct jb_measure *measure;
    const struct jb_xml_node *theme;
    const struct jb_piece *piece;

    documents_open(&d);
    record = read_edition(&d, THEME JOBS PROGRESS("<val of='jobs'/>", "<val of=' jobs'/>.") END);
    g_assert_nonnull(record);
    g_assert_cmpstr(record->id, ==, "e");
    g_assert_cmpint(record->year * 10 + record->quarter, ==, 20241);
    g_assert_cmpint(record->as_of.month * 100 + record->as_of.day, ==, 331);
    g_assert_cmpstr(record->pairs[record->title].id, ==, "title");
    g_assert_cmpuint(record->unit_count, ==, 2);
    g_assert_true(record->units[0].counted && record->units[0].scaled);
    g_assert_false(record->units[1].counted);
    g_assert_cmpstr(record->terms[0].name[JB_EN], ==, "Wujin District");

    measure = &record->measures[0];
    g_assert_cmpint(measure->value.digits, ==, 36800);
    g_assert_cmpint(measure->kind, ==, JB_MEASURE_CUMULATIVE);
    g_assert_cmpstr(record->pairs[measure->label].id, ==, "jobs.label");
    g_assert_cmpuint(measure->total, ==, JB_NO_INDEX);

    theme = jb_xml_child(jb_xml_root(record->document), "theme");
    g_assert_cmpuint(record->measure_of[jb_xml_ordinal(jb_xml_child(theme, "measure"))], ==, 0);
    g_assert_cmpuint(record->pair_of[jb_xml_ordinal(jb_xml_child(theme, "title"))], ==, 1);
    g_assert_cmpuint(record->pair_of[jb_xml_ordinal(theme)], ==, JB_NO_INDEX);
    g_assert_cmpuint(record->element_count, ==, jb_xml_element_count(record->document));

    piece = record->pairs[3].half[JB_EN].pieces;
    g_assert_cmpstr(documents_bytes(&d, piece[0].span), ==, "<val of=' jobs'/>");
    g_assert_cmpstr(documents_bytes(&d, piece[1].span), ==, ".");
    g_assert_cmpuint(piece[0].measure, ==, 0);
    documents_close(&d);
}

static void test_dump(void)
{
    expect_dump(
        HEAD "<plan><measure id='n' value='1' unit='job' counts='themes'>" LABEL "</measure></plan>"
             "<theme id='t' number='1'><title><zh>类</zh><en missing='later' by='us'/></title>"
             "<measure id='m' bound='1500.50' hedge='超' unit='yuan' share='84.8' kind='stock'"
             " total='n'>" LABEL
             "</measure><measure id='k' value='65' unit='job' kind='criterion'/>"
             "</theme></bulletin>",
        NULL,
        "edition e 2024-Q1 as-of 2024-03-31\n"
        "pair title\n  zh 标题\n  en Title\n"
        "pair n.label\n  zh 数\n  en figure\n"
        "pair t.title\n  zh 类\n  en {missing: later}\n"
        "pair m.label\n  zh 数\n  en figure\n"
        "measure n plan unit=job counts=themes value=1 label=n.label\n"
        "measure m stock unit=yuan bound=1500.50 hedge=超 share=84.8 total=n label=m.label\n"
        "measure k criterion unit=job value=65\n");
}

#define PAIR(name) "<" name "><zh>一</zh><en>a</en></" name ">"

static const char of_many_paths[] =
    HEAD PAIR("lead") "<theme id='t' number='1'>" PAIR("title") "<milestone stage='started'>" PAIR(
        "label") "</milestone>"
                 "<milestone stage='in-use'>" PAIR(
                     "label") "</milestone>"
                              "<progress>" PAIR("p") "<list>" PAIR("li")
                                  PAIR("li") "</list>" PAIR("p") "<list>" PAIR(
                                      "li") "</list></progress></theme>"
                                            "<theme id='ballot' number='2'>" PAIR(
                                                "title") "</theme>"
                                                         "<ballot>" PAIR("title") "</ballot>" PAIR(
                                                             "note") PAIR("note") "</bulletin>";

static void test_paths(void)
{
    static const char expected[] =
        "title lead t.title t.milestone1.label t.milestone2.label t.progress.p1 "
        "t.progress.list1.li1 t.progress.list1.li2 t.progress.p2 t.progress.list2.li1 "
        "ballot.title ballot.title~2 note1 note2 ";
    GString *ids = g_string_new(NULL);
    const struct jb_record *record;
    struct documents d;

    documents_open(&d);
    record = read_edition(&d, of_many_paths);
    g_assert_cmpstr(documents_findings(&d), ==, "");
    for (uint32_t i = 0; i < record->pair_count; i++)
        g_string_append_printf(ids, "%s ", record->pairs[i].id);
    g_assert_cmpstr(ids->str, ==, expected);
    g_string_free(ids, TRUE);
    documents_close(&d);
}

/* --- text ------------------------------------------------------------------------------------- */

static void test_looks(void)
{
    expect_dump(
        THEME JOBS PROGRESS("甲<em>乙<strong>丙</strong></em><span lang='en'>GDP</span><br/>"
                            "<link href='https://a.cn/{x}'>丁<sup>2</sup></link>",
                            "a<nobr> b</nobr> {c}|<sub>d</sub>") END,
        "t.progress.p1",
        "  zh 甲[em|乙][em strong|丙][en|GDP]{br}[link=https://a.cn/\\{x\\}|丁]"
        "[sup link=https://a.cn/\\{x\\}|2]\n"
        "  en a[nobr| b] \\{c\\}\\|[sub|d]\n");
}

static void test_quotes(void)
{
    expect_dump(
        THEME JOBS PROGRESS("新增<val of='jobs'/>、<strong><val of='jobs' as='target'/></strong>",
                            "<val of='jobs' as='share' start='yes'/> "
                            "<val of='jobs' unit='yuan' as='bare'/>") END,
        "t.progress.p1",
        "  zh 新增{jobs:value}、[strong|{jobs:target}]\n"
        "  en {jobs:share start} {jobs:bare unit=yuan}\n");
}

static void test_blanks(void)
{
    expect_dump(
        THEME JOBS PROGRESS("\n    第一行，\n    第二行“\n”三\nA\n  B\n <val of='jobs'/>\n新  增 ",
                            "\n  one\n   two <em>\n three</em>\n <br/> \n four\n "
                            "<val of='jobs'/>\n five  six\t.\n ") END,
        "t.progress.p1",
        "  zh 第一行，第二行“”三 A B {jobs:value}新 增\n"
        "  en one two [em|three]{br}four {jobs:value} five six .\n");
    expect_dump(
        THEME PROGRESS("一<!-- 注 -->\n二<em>\n三</em>", "a <span lang='zh'>一\n二</span>\nb") END,
        "t.progress.p1", "  zh 一二[em|三]\n  en a [zh|一二] b\n");
}

static void test_halves(void)
{
    expect_faults(THEME PROGRESS("", " <em> \n</em><br/>") END,
                  "E0221 zh|t.progress.p1 @ <zh>\nE0221 en|t.progress.p1 @ <en>\n");
    expect_faults(THEME "<lead><zh missing='x'>字</zh><en>a</en></lead>" END,
                  "E0222 zh|t.lead @ <zh missing='x'>\n");
    expect_faults(THEME "<lead><zh>字</zh></lead>" END, "E0114 lead|<en>|theme t @ <lead>\n");
    expect_faults(THEME "<lead><en>a</en></lead>" END, "E0114 lead|<zh>|theme t @ <lead>\n");
}

static void test_inline_faults(void)
{
    expect_faults(THEME PROGRESS("<span lang='ja'>字</span>",
                                 "<link href='javascript:x'>a</link><link href='https://'>b</link>")
                      END,
                  "E0223 ja @ ja\nE0224 javascript:x @ javascript:x\nE0224 https:// @ https://\n");
    expect_faults(THEME PROGRESS("<span lang='eng'>GDP</span>", "<span lang='zh-Hant'>字</span>")
                      END,
                  "E0223 eng @ eng\n");
}

/* --- references ------------------------------------------------------------------------------- */

static void test_references(void)
{
    expect_faults(THEME JOBS PROGRESS("<val of='job'/>",
                                      "<val of='none'/><val of='jobs' unit='jub'/>"
                                      "<val of='jobs' unit='litre'/>") END,
                  "E0202 job|jobs @ job\nE0201 none @ none\nE0204 jub|job @ jub\n"
                  "E0203 litre @ litre\n");
    expect_faults(HEAD
                  "<theme id='t' number='1'><title><zh>类</zh><en>theme</en></title>"
                  "<department term='wujn' role='lead'/><department term='x' role='lead'/>" END,
                  "E0206 wujn|wujin @ wujn\nE0205 x @ x\n");
}

static void test_duplicate_ids(void)
{
    struct documents d;
    uint32_t count;
    const struct jb_finding *findings;

    documents_open(&d);
    expect_unsound(
        read_edition(&d, THEME "<measure id='t' value='1' unit='job'>" LABEL "</measure>" END));
    findings = jb_sink_findings(d.sink, &count);
    g_assert_cmpstr(documents_findings(&d), ==, "E0207 t @ t\n");
    g_assert_cmpuint(findings[0].other.start, <, findings[0].at.start);
    g_assert_cmpstr(documents_bytes(&d, findings[0].other), ==, "t");
    documents_close(&d);

    documents_open(&d);
    documents_write(&d, "units.xml",
                    "<units format='1'>"
                    "<unit id='a' zh='' en='x' en-plural='x' scale='no' kind='count'/>"
                    "<unit id='a' zh='' en='y' en-plural='y' scale='no' kind='count'/></units>");
    documents_write(&d, "terms.xml", terms);
    expect_unsound(read_files(&d, HEAD "</bulletin>"));
    g_assert_cmpstr(documents_findings(&d), ==, "E0207 a @ a\n");
    documents_close(&d);
}

#define MEASURE(attributes) \
    THEME "<measure id='m' unit='job' " attributes ">" LABEL "</measure>" END

static void test_measures(void)
{
    expect_faults(MEASURE("value='1' bound='2' hedge='超'"), "E0212 m|2 @ 2\n");
    expect_faults(MEASURE("bound='2'"), "E0213 m|2 @ 2\n");
    expect_faults(MEASURE(""), "E0214 m|m @ m\n");
    expect_faults(MEASURE("target='0'"), "E0215 m|0 @ 0\n");
    expect_faults(MEASURE("value='1' counts='items'"), "E0217 m|items @ items\n");
    expect_faults(THEME "<measure id='m' unit='job' value='1'/>" END, "E0216 m|m @ m\n");
    expect_faults(HEAD "<plan><measure id='m' unit='job' value='1'>" LABEL
                       "</measure></plan></bulletin>",
                  "E0217 m @ <measure id='m' unit='job' value='1'>\n");
    expect_faults(MEASURE("value='1' total='n'"), "E0201 n @ n\n");
    expect_faults(MEASURE("value='1' total='m'"), "E0218 m|16 @ m\n");
    expect_faults(MEASURE("value='1.2345678'"), "E0211 value|1.2345678 @ 1.2345678\n");
    expect_faults(MEASURE("target='1234567890123456789'"),
                  "E0211 target|1234567890123456789 @ 1234567890123456789\n");
}

/* What the schema has said is not said again in other words. */
static void test_schema_speaks_first(void)
{
    struct documents d;

    documents_open(&d);
    expect_unsound(read_edition(&d, MEASURE("value='1,000' kind='sock'")));
    g_assert_cmpuint(jb_sink_count(d.sink, JB_ERROR), ==, 2);
    documents_close(&d);
    documents_open(&d);
    expect_unsound(read_edition(&d,
                                "<bulletin format='1' id='e' period='2024-Q5' as-of='2024-02-30'>"
                                "<title><zh>标</zh><en>t</en></title></bulletin>"));
    g_assert_cmpuint(jb_sink_count(d.sink, JB_ERROR), ==, 2);
    documents_close(&d);
}

static void test_quotes_that_lack(void)
{
#define QUOTE(attributes, as)                                \
    THEME "<measure id='m' unit='job' " attributes ">" LABEL \
          "</measure>" PROGRESS("<val of='m' as='" as "'/>", "x") END
    expect_faults(QUOTE("target='1'", "value"), "E0219 value / bound|m @ value\n");
    expect_faults(QUOTE("target='1'", "bare"), "E0219 value / bound|m @ bare\n");
    expect_faults(QUOTE("value='1'", "target"), "E0219 target|m @ target\n");
    expect_faults(QUOTE("value='1'", "share"), "E0219 target / share|m @ share\n");
    expect_faults(QUOTE("target='1'", "share"), "E0219 value|m @ share\n");
    expect_faults(QUOTE("value='1'", "remaining"), "E0219 target|m @ remaining\n");
    expect_dump(QUOTE("value='1' share='25'", "share"), "t.progress.p1",
                "  zh {m:share}\n  en x\n");
#undef QUOTE
}

static void test_dates(void)
{
    expect_faults("<bulletin format='1' id='e' period='0024-Q1' as-of='2024-03-31Z'>"
                  "<title><zh>标</zh><en>t</en></title></bulletin>",
                  "E0225 as-of|2024-03-31Z @ 2024-03-31Z\nE0226 0024-Q1 @ 0024-Q1\n");
    expect_faults(
        THEME "<milestone stage='started' planned='20240-03-31' actual='2024-04-30+08:00'/>" END,
        "E0225 planned|20240-03-31 @ 20240-03-31\n"
        "E0225 actual|2024-04-30+08:00 @ 2024-04-30+08:00\n");
}

/* --- all in one run --------------------------------------------------------------------------- */

static void test_everything_in_one_run(void)
{
    struct documents d;

    documents_open(&d);
    documents_write(&d, "units.xml", "<units format='1'><unit id='job'/></units>");
    documents_write(&d, "terms.xml", "<terms format='1'></trems>");
    expect_unsound(
        read_files(&d, THEME "<foo/>" JOBS "<lead/>" PROGRESS("<val of='jbos'/>", "<b>x</b>") END));
    documents_check_arguments(&d);
    g_assert_nonnull(strstr(documents_findings(&d), "E0112 foo|"));
    g_assert_nonnull(strstr(documents_findings(&d), " lead|"));
    g_assert_nonnull(strstr(documents_findings(&d), "E0112 b|"));
    g_assert_nonnull(strstr(documents_findings(&d), "E0117 zh|unit|"));
    g_assert_nonnull(strstr(documents_findings(&d), "E0108 terms|trems"));
    g_assert_nonnull(strstr(documents_findings(&d), "E0202 jbos|jobs"));
    documents_close(&d);
}

/* What an absent file would have defined is not called unknown. */
static void test_absent_files(void)
{
    struct documents d;

    documents_open(&d);
    expect_unsound(read_files(&d, THEME JOBS PROGRESS("<val of='jobs'/>", "x") END));
    g_assert_cmpstr(documents_codes(&d), ==, "E0101 E0101");
    documents_close(&d);
    documents_open(&d);
    expect_unsound(read_edition(
        &d, THEME PROGRESS("<val of='jobs'/>",
                           "x") "<item id='i'><title><zh>项</zh><en>item</en></title></item>"
                                "<include src='item.xml'/>" END));
    g_assert_cmpstr(documents_codes(&d), ==, "E0101");
    documents_close(&d);
}

static void test_include(void)
{
    struct documents d;
    const struct jb_record *record;
    const struct jb_source *source;

    documents_open(&d);
    documents_write(&d, "themes/t.xml",
                    "<theme id='t' number='1'><title><zh>类</zh><en>theme</en></title>" JOBS
                    "</theme>");
    record = read_edition(&d, HEAD "<lead><zh><val of='jobs'/></zh><en>x</en></lead>"
                                   "<include src='themes/t.xml'/></bulletin>");
    g_assert_cmpstr(documents_findings(&d), ==, "");
    source = jb_source_find(d.sources, record->measures[0].span.source);
    g_assert_true(g_str_has_suffix(source->path, "/themes/t.xml"));
    g_assert_cmpstr(record->pairs[2].id, ==, "t.title");
    documents_close(&d);
}

static void test_many_errors(void)
{
    GString *text = g_string_new(THEME "<progress>");
    struct documents d;
    uint32_t kept;

    for (int i = 0; i < 10000; i++)
        g_string_append_printf(text, "<p><zh><val of='n%d'/></zh><en/></p>\n", i);
    g_string_append(text, "</progress>" END);
    documents_open(&d);
    d.sink = jb_sink_new(d.arena, d.sources, 100);
    expect_unsound(read_edition(&d, text->str));
    jb_sink_findings(d.sink, &kept);
    g_assert_cmpuint(kept, ==, 100);
    g_assert_cmpuint(jb_sink_count(d.sink, JB_ERROR), ==, 20000);
    g_string_free(text, TRUE);
    documents_close(&d);
}

int main(int argc, char **argv)
{
    int failed;

    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/read/tables", test_tables);
    g_test_add_func("/read/dump", test_dump);
    g_test_add_func("/read/paths", test_paths);
    g_test_add_func("/read/looks", test_looks);
    g_test_add_func("/read/quotes", test_quotes);
    g_test_add_func("/read/blanks", test_blanks);
    g_test_add_func("/read/halves", test_halves);
    g_test_add_func("/read/inline", test_inline_faults);
    g_test_add_func("/read/references", test_references);
    g_test_add_func("/read/ids", test_duplicate_ids);
    g_test_add_func("/read/measures", test_measures);
    g_test_add_func("/read/schema-first", test_schema_speaks_first);
    g_test_add_func("/read/quotes/lacking", test_quotes_that_lack);
    g_test_add_func("/read/dates", test_dates);
    g_test_add_func("/read/one-run", test_everything_in_one_run);
    g_test_add_func("/read/absent", test_absent_files);
    g_test_add_func("/read/include", test_include);
    g_test_add_func("/read/many", test_many_errors);
    failed = g_test_run();
    jb_xml_shutdown();
    return failed;
}
