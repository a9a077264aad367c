/* What a record may hold beside text and figures of the quarter: readings of earlier ones, figures
 * to come, what is internal, pictures, notes, counts. */

#include <unistd.h>

#include "editions.h"
#include "xml/xml.h"

#define PAIR(name)  "<" name "><zh>一</zh><en>a</en></" name ">"
#define INTERNAL    " audience='internal'"
#define READ(inner) "<measure id='m' unit='job' value='9'>" LABEL inner "</measure>"

static const struct jb_record *read_for(struct documents *d, const char *edition,
                                        enum jb_audience audience)
{
    struct jb_record_files files = {.schemas = schemas, .audience = audience};

    files.edition = documents_write(d, "bulletin.xml", edition);
    files.units = documents_write(d, "units.xml", units);
    files.terms = documents_write(d, "terms.xml", terms);
    return jb_read_record(d->arena, d->sources, d->sink, &files);
}

static void expect_sound(const char *edition)
{
    struct documents d;

    documents_open(&d);
    g_assert_true(read_edition(&d, edition)->sound);
    g_assert_cmpstr(documents_findings(&d), ==, "");
    documents_close(&d);
}

static void expect_record(const char *edition, const char *dump)
{
    GString *out = g_string_new(NULL);
    struct documents d;

    documents_open(&d);
    jb_record_dump(read_edition(&d, edition), out);
    g_assert_cmpstr(documents_findings(&d), ==, "");
    g_assert_nonnull(strstr(out->str, dump));
    g_string_free(out, TRUE);
    documents_close(&d);
}

/* --- texts ------------------------------------------------------------------------------------ */

static const char of_all_texts[] = HEAD
    "<disclosure index='0141/2024-00021' published='2024-04-10'/>"
    "<sign-off><written by='张三' date='2024-04-02'/><reviewed by='李四' date='2024-04-03'/>"
    "<approved by='王五' date='2024-04-04'/></sign-off>"
    "<theme id='t' number='1'>" PAIR(
        "title") "<item id='i' number='3-1' ballot='yes'"
                 " stage='structure' finish='2024-12' complete='yes'>" PAIR(
                     "title") "<department term='wujin' role='owner'/><leader name='赵六'/>"
                              "<status is='behind' by='住建局'><zh>迟</zh><en>late</en></status>"
                              "<measure id='m' unit='yuan' value='5' investment='total'>" LABEL
                              "</measure>"
                              "<progress>" PAIR("p") "<list" INTERNAL ">" PAIR("li") "</list></progress>" PAIR(
                                  "next") "<picture src='bulletin.xml'>" PAIR("alt")
                                  PAIR(
                                      "caption") "</picture>"
                                                 "<picture src='bulletin.xml'>" PAIR(
                                                     "alt") "</picture>" PAIR("note")
                                                     PAIR("note") "<votes satisfied='5' fairly-satisfied='1' dissatisfied='0'/></item></theme>" PAIR(
                                                         "note") "</bulletin>";

static void test_texts(void)
{
    static const char expected[] =
        "title t.title i.title i.status m.label i.progress.p1 -i.progress.list1.li1 i.next "
        "i.picture1.alt i.picture1.caption i.picture2.alt i.note1 i.note2 note1 ";
    GString *ids = g_string_new(NULL);
    const struct jb_record *record;
    struct documents d;

    documents_open(&d);
    record = read_edition(&d, of_all_texts);
    g_assert_cmpstr(documents_findings(&d), ==, "");
    for (uint32_t i = 0; i < record->pair_count; i++)
        g_string_append_printf(ids, "%s%s ", record->pairs[i].audience == JB_INTERNAL ? "-" : "",
                               record->pairs[i].id);
    g_assert_cmpstr(ids->str, ==, expected);
    g_string_free(ids, TRUE);
    documents_close(&d);
}

static void test_dates(void)
{
#define FINISH(date)                                                            \
    HEAD "<theme id='t' number='1'>" PAIR("title") "<item id='i' finish='" date \
                                                   "'>" PAIR("title") "</item></theme></bulletin>"
    expect_sound(FINISH("2024-12-31"));
    expect_sound(FINISH("2024-12"));
    expect_sound(FINISH("2024"));
    expect_faults(FINISH("2024-12Z"), "E0227 finish|2024-12Z @ 2024-12Z\n");
    expect_faults(FINISH("20240-12"), "E0227 finish|20240-12 @ 20240-12\n");
    expect_faults(HEAD "<disclosure published='2024-04-10+08:00'/></bulletin>",
                  "E0225 published|2024-04-10+08:00 @ 2024-04-10+08:00\n");
    expect_faults(HEAD "<sign-off><written by='x' date='1024-04-01'/></sign-off></bulletin>",
                  "E0225 date|1024-04-01 @ 1024-04-01\n");
#undef FINISH
}

static void test_date_forms(void)
{
    static const char *const wrong[] = {
        "",           "202",   "2024-13",     "2024-00",    "2024-1",     "2024-02-30",
        "2024-02-00", "-2024", "2024-12-31 ", "1900-01-01", "2024-12-3x", "２０２４"};
    struct jb_date date;
    int year, quarter;

    g_assert_true(jb_date_parse("2024-02-29", &date) && date.day == 29);
    g_assert_true(jb_date_parse("2024-02", &date) && date.month == 2 && date.day == 0);
    g_assert_true(jb_date_parse("2024", &date) && date.month == 0 && date.day == 0);
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
        g_assert_false(jb_date_parse(wrong[i], &date));
    g_assert_true(jb_period_parse("2024-Q4", &year, &quarter) && year == 2024 && quarter == 4);
    g_assert_false(jb_period_parse("2024-Q0", &year, &quarter));
    g_assert_false(jb_period_parse("2024-q1", &year, &quarter));
    g_assert_false(jb_period_parse("2024-Q12", &year, &quarter));
}

static void test_notes(void)
{
    expect_record(THEME PROGRESS("普惠<note>政府<em>指导</em>价</note>托育<note> </note>",
                                 "places <note>at <strong>set</strong> prices</note>, open<note/>")
                      END,
                  "  zh 普惠（政府[em|指导]价）托育\n"
                  "  en places (at [strong|set] prices), open\n");
    expect_faults(THEME PROGRESS("<note/>", "x") END, "E0221 zh|t.progress.p1 @ <zh>\n");
}

/* --- readings --------------------------------------------------------------------------------- */

static void test_readings(void)
{
    struct documents d;
    const struct jb_record *record;
    const struct jb_xml_node *measure;
    uint32_t last;

    expect_record(THEME READ("<reading period='2023-Q3' value='820'/>"
                             "<reading period='2023-Q4' bound='900' hedge='超'/>")
                      PROGRESS("<val of='m'/>，<val of='m' period='2023-Q4'/>",
                               "<val of='m' period=' 2023-Q4 '/>, <val of='m'/>") END,
                  "  zh {m:value}，{m 2023-Q4:value}\n  en {m 2023-Q4:value}, {m:value}\n"
                  "measure m cumulative unit=job value=9 label=m.label\n"
                  "reading m 2023-Q3 value=820\nreading m 2023-Q4 bound=900 hedge=超\n");
    documents_open(&d);
    record = read_edition(&d, THEME READ("<reading period='2023-Q3' value='820'/>") JOBS END);
    measure = jb_xml_child(jb_xml_child(jb_xml_root(record->document), "theme"), "measure");
    last = record->measure_of[jb_xml_ordinal(jb_xml_child(measure, "reading"))];
    g_assert_cmpuint(last, ==, 1);
    g_assert_cmpuint(record->measures[last].of, ==, 0);
    g_assert_cmpint(record->measures[last].year * 10 + record->measures[last].quarter, ==, 20233);
    g_assert_cmpuint(record->measures[2].of, ==, JB_NO_INDEX);
    g_assert_cmpstr(record->measures[2].id, ==, "jobs");
    documents_close(&d);
}

static void test_reading_faults(void)
{
    expect_faults(THEME READ("<reading period='2024-Q1' value='8'/>") END,
                  "E0231 2024-Q1 @ 2024-Q1\n");
    expect_faults(THEME READ("<reading period='1024-Q1' value='8'/>") END,
                  "E0226 1024-Q1 @ 1024-Q1\n");
    expect_faults(THEME READ("<reading period='2023-Q1' value='8'/>"
                             "<reading period='2023-Q1' value='9'/>") END,
                  "E0232 m|2023-Q1 @ 2023-Q1\n");
    expect_faults(THEME READ("<reading period='2023-Q1'/>") END,
                  "E0233 m 2023-Q1|2023-Q1 @ 2023-Q1\n");
    expect_faults(THEME READ("<reading period='2023-Q1' value='8' bound='7' hedge='超'/>") END,
                  "E0212 m 2023-Q1|7 @ 7\n");
    expect_faults(THEME READ("<reading period='2023-Q1' bound='7'/>") END,
                  "E0213 m 2023-Q1|7 @ 7\n");
    expect_faults(THEME READ("<reading period='2023-Q1' value='8'/>")
                      PROGRESS("<val of='m' period='2022-Q4'/>", "<val of='m'/>") END,
                  "E0234 m|2022-Q4|2023-Q1 @ 2022-Q4\n");
    expect_faults(THEME READ("") PROGRESS("<val of='m' period='2022-Q4'/>", "x") END,
                  "E0235 m|2022-Q4 @ 2022-Q4\n");
    expect_faults(THEME READ("<reading period='2023-Q1' value='8'/>")
                      PROGRESS("<val of='m' period='2023-Q1' as='target'/>", "x") END,
                  "E0219 target|m 2023-Q1 @ target\n");
}

/* Two measures of one id have each their own readings. */
static void test_readings_of_twins(void)
{
    expect_faults(THEME READ("<reading period='2023-Q1' value='8'/>")
                      READ("<reading period='2023-Q1' value='8'/>") END,
                  "E0207 m @ m\n");
}

/* --- figures to come -------------------------------------------------------------------------- */

static void test_missing(void)
{
#define MISSING(attributes) \
    THEME "<measure id='m' unit='job' missing='待报' by='人社局'" attributes ">" LABEL "</measure>"
    expect_record(MISSING(" target='5'") PROGRESS("<val of='m'/><val of='m' as='share'/>",
                                                  "<val of='m' as='remaining'/>") END,
                  "measure m cumulative unit=job target=5 missing=待报 label=m.label\n");
    expect_faults(MISSING(" value='5'") END, "E0220 m|5 @ 5\n");
    expect_faults(MISSING(" bound='5' hedge='超'") END, "E0220 m|5 @ 5\n");
    expect_faults(MISSING("") PROGRESS("<val of='m' as='share'/>", "x") END,
                  "E0219 target / share|m @ share\n");
#undef MISSING
}

/* --- what is internal ------------------------------------------------------------------------- */

static const char of_secrets[] = HEAD "<theme id='t' number='1'>" PAIR(
    "title") "<department term='wujin' role='lead'" INTERNAL
             "/><leader name='赵六'/><measure id='m' unit='job' value='3'" INTERNAL ">" LABEL
             "<reading period='2023-Q4' value='2'/></measure>" JOBS "<item id='i'" INTERNAL
             ">" PAIR("title") "<sub-item id='s'>" PAIR("title") "</sub-item></item><item id='j'>" PAIR(
                 "title") "</item></theme>"
                          "<theme id='u' number='2'" INTERNAL
                          ">" PAIR("title") "</theme></bulletin>";

static const char *value_of(const struct jb_record *record, struct documents *d,
                            const char *expression)
{
    struct jb_xml_query *query = jb_xml_query_open(d->arena, record->document);
    struct jb_xml_focus focus = {jb_xml_root(record->document), 1, 1};
    const char *error, *text;

    text =
        jb_xml_text(query, jb_xml_compile(d->arena, expression, &error), focus, d->arena, &error);
    g_assert_null(error);
    return text;
}

/* What no template can come to, by any way. */
static void test_hidden(void)
{
    static const struct {
        const char *expression, *open, *hidden;
    } counts[] = {
        {"count(//*)", "35", "16"},
        {"count(theme)", "2", "1"},
        {"count(//item)", "2", "1"},
        {"count(//@audience)", "4", "0"},
        {"count(//leader)", "1", "0"},
        {"count(//department)", "1", "0"},
        {"count(//reading)", "1", "0"},
        {"count(//measure[last()]/preceding::node()[@id='m'])", "1", "0"},
        {"count(//item[@id='j']/preceding-sibling::item)", "1", "0"},
        {"count(theme/following-sibling::theme)", "1", "0"},
    };

    for (int audience = JB_PUBLIC; audience <= JB_INTERNAL; audience++) {
        const struct jb_record *record;
        struct documents d;

        documents_open(&d);
        record = read_for(&d, of_secrets, (enum jb_audience)audience);
        g_assert_cmpstr(documents_findings(&d), ==, "");
        for (size_t i = 0; i < G_N_ELEMENTS(counts); i++)
            g_assert_cmpstr(value_of(record, &d, counts[i].expression), ==,
                            audience == JB_PUBLIC ? counts[i].hidden : counts[i].open);
        g_assert_cmpuint(record->measure_count, ==, 3); /* the tables still hold them */
        g_assert_cmpstr(record->pairs[record->pair_count - 1].id, ==, "u.title");
        documents_close(&d);
    }
}

/* Entries keep their places when what stood before them is gone. */
static void test_ordinals(void)
{
    const struct jb_record *record;
    const struct jb_xml_node *theme, *item;
    struct documents d;

    documents_open(&d);
    record = read_for(&d, of_secrets, JB_PUBLIC);
    theme = jb_xml_child(jb_xml_root(record->document), "theme");
    item = jb_xml_child(theme, "item");
    g_assert_cmpstr(jb_xml_attribute(item, "id"), ==, "j");
    g_assert_cmpstr(record->pairs[record->pair_of[jb_xml_ordinal(jb_xml_child(item, "title"))]].id,
                    ==, "j.title");
    g_assert_cmpstr(
        record->measures[record->measure_of[jb_xml_ordinal(jb_xml_child(theme, "measure"))]].id, ==,
        "jobs");
    g_assert_cmpstr(documents_bytes(&d, jb_xml_attribute_span(record->document, item, "id")), ==,
                    "j");
    documents_close(&d);
}

#define SECRET "<measure id='m' unit='job' value='3'" INTERNAL ">" LABEL "</measure>"

static void test_leaks(void)
{
    struct documents d;
    uint32_t count;

    expect_faults(THEME SECRET PROGRESS("<val of='m'/>", "x") END, "E0241 m @ <val of='m'/>\n");
    expect_faults(THEME SECRET "<measure id='n' unit='job' value='3' total='m'>" LABEL
                               "</measure>" END,
                  "E0242 n|m @ m\n");
    expect_faults(
        HEAD "<theme id='t' number='1'" INTERNAL ">" PAIR(
            "title") "<measure id='m' unit='job' value='3' audience='public'>" LABEL
                     "<reading period='2023-Q4' value='1'/></measure></theme>"
                     "<note><zh><val of='m' period='2023-Q4'/></zh><en>x</en></note></bulletin>",
        "E0241 m 2023-Q4 @ <val of='m' period='2023-Q4'/>\n");
    expect_sound(THEME SECRET "<progress><p" INTERNAL
                              "><zh><val of='m'/></zh><en>x</en></p></progress>" END);
    documents_open(&d);
    read_for(&d, THEME SECRET PROGRESS("<val of='m'/>", "x") END, JB_INTERNAL);
    g_assert_cmpstr(documents_bytes(&d, jb_sink_findings(d.sink, &count)->other), ==,
                    "<measure id='m' unit='job' value='3'" INTERNAL ">");
    documents_close(&d);
}

/* --- pictures --------------------------------------------------------------------------------- */

static void expect_picture(struct documents *d, const char *src, const char *findings)
{
    d->sink = jb_sink_new(d->arena, d->sources, 0);
    g_unlink(documents_path(d, "bulletin.xml")); /* GLib leaves the rest of a longer one in place */
    read_for(d,
             jb_arena_print(d->arena, THEME "<picture src='%s'>" PAIR("alt") "</picture>" END, src),
             JB_PUBLIC);
    g_assert_cmpstr(documents_findings(d), ==, findings);
}

static void test_pictures(void)
{
    struct documents d, outside;

    documents_open(&d);
    documents_open(&outside);
    documents_write(&d, "pictures/lift.jpg", "x");
    documents_write(&outside, "secret.jpg", "x");
    expect_picture(&d, "pictures/lift.jpg", "");
    expect_picture(&d, "./pictures/../pictures//lift.jpg", "");
    expect_picture(&d, "pictures/left.jpg", "E0252 pictures/left.jpg @ pictures/left.jpg\n");
    expect_picture(&d, "pictures", "E0252 pictures @ pictures\n");
    expect_picture(&d, "../x/lift.jpg", "E0251 ../x/lift.jpg @ ../x/lift.jpg\n");
    expect_picture(&d, "/etc/passwd", "E0251 /etc/passwd @ /etc/passwd\n");
    expect_picture(&d, "", "E0251  @ \n");
    expect_picture(&d, ".", "E0251 . @ .\n");

    g_assert_cmpint(symlink(documents_path(&outside, "secret.jpg"), documents_path(&d, "link.jpg")),
                    ==, 0);
    expect_picture(&d, "link.jpg", "E0251 link.jpg @ link.jpg\n");
    g_assert_cmpint(symlink(outside.folder, documents_path(&d, "folder")), ==, 0);
    expect_picture(&d, "folder/secret.jpg", "E0251 folder/secret.jpg @ folder/secret.jpg\n");
    documents_close(&outside);
    documents_close(&d);
}

/* A picture's path begins at the file that names it. */
static void test_pictures_of_parts(void)
{
    struct documents d;

    documents_open(&d);
    documents_write(&d, "pictures/lift.jpg", "x");
    documents_write(
        &d, "themes/t.xml",
        "<theme id='t' number='1'>" PAIR("title") "<picture src='../pictures/lift.jpg'>" PAIR("alt") "</picture><picture src='pictures/lift.jpg'>" PAIR(
            "alt") "</picture><picture src='../../lift.jpg'>" PAIR("alt") "</picture></theme>");
    read_edition(&d, HEAD "<include src='themes/t.xml'/></bulletin>");
    g_assert_cmpstr(documents_findings(&d), ==,
                    "E0252 pictures/lift.jpg @ pictures/lift.jpg\n"
                    "E0251 ../../lift.jpg @ ../../lift.jpg\n");
    documents_close(&d);
}

/* --- counts ----------------------------------------------------------------------------------- */

static void expect_told(const char *edition, enum jb_count what, uint32_t count, bool complete)
{
    const struct jb_record *record;
    struct documents d;

    documents_open(&d);
    record = read_edition(&d, edition);
    g_assert_cmpuint(record->told[what].count, ==, count);
    g_assert_cmpint(record->told[what].complete, ==, complete);
    documents_close(&d);
}

#define WHOLE \
    "<bulletin format='1' id='e' period='2024-Q1' as-of='2024-03-31' complete='yes'>" PAIR("title")
#define TOLD(yes, items) \
    "<theme id='t' number='1' complete='" yes "'>" PAIR("title") items "</theme>"
#define ITEM(id, yes, inner) "<item id='" id "' complete='" yes "'>" PAIR("title") inner "</item>"
#define SUB(id)              "<sub-item id='" id "'>" PAIR("title") "</sub-item>"

static void test_told(void)
{
    static const char all[] = WHOLE
        TOLD("yes", ITEM("i", "yes", SUB("a") SUB("b")) ITEM("j", "yes", SUB("c"))) "<ballot complete='yes'>" PAIR(
            "title") "<project id='p'>" PAIR("title") "</project></ballot></bulletin>";
    static const char some[] =
        WHOLE TOLD("yes", ITEM("i", "no", SUB("a")) ITEM("j", "yes", "")) "</bulletin>";
    static const char few[] = WHOLE TOLD("no", ITEM("i", "yes", SUB("a"))) "</bulletin>";
    static const char spoilt[] =
        WHOLE TOLD("yes", "<itme id='i' complete='yes'>" PAIR("title") "</itme>") "</bulletin>";

    expect_told(all, JB_COUNT_THEMES, 1, true);
    expect_told(all, JB_COUNT_ITEMS, 2, true);
    expect_told(all, JB_COUNT_SUB_ITEMS, 3, true);
    expect_told(all, JB_COUNT_BALLOT, 1, true);
    expect_told(some, JB_COUNT_ITEMS, 2, true);
    expect_told(some, JB_COUNT_SUB_ITEMS, 1, false);
    expect_told(some, JB_COUNT_BALLOT, 0, false);
    expect_told(few, JB_COUNT_THEMES, 1, true);
    expect_told(few, JB_COUNT_ITEMS, 1, false);
    expect_told(few, JB_COUNT_SUB_ITEMS, 1, false);
    expect_told(spoilt, JB_COUNT_THEMES, 1, true);
    expect_told(spoilt, JB_COUNT_ITEMS, 0, false);
    expect_told(of_secrets, JB_COUNT_THEMES, 2, false);
}

/* --- one slip, one word ----------------------------------------------------------------------- */

static void expect_one(const char *edition)
{
    struct documents d;

    documents_open(&d);
    expect_unsound(read_edition(&d, edition));
    if (jb_sink_count(d.sink, JB_ERROR) != 1)
        g_error("%s", documents_findings(&d));
    documents_close(&d);
}

static void test_one_slip(void)
{
    expect_one(THEME "<measure id='m' unit='job' vaule='5'>" LABEL "</measure>" END);
    expect_one(THEME "<measure id='m' unit='job' taget='5'>" LABEL "</measure>" END);
    expect_one(THEME "<measure id='m' unit='job' bound='5' hegde='超'>" LABEL "</measure>" END);
    expect_one(THEME "<measure id='m' unit='job' value='5'><labe><zh>数</zh><en>x</en></labe>"
                     "</measure>" END);
    expect_one(HEAD "<plan><measure id='m' unit='job' value='5' count='items'>" LABEL
                    "</measure></plan></bulletin>");
    expect_one(THEME "<measure id='m' unit='job' value='5' kind='criterium'/>" END);
    expect_one(THEME "<measure id='m' unit='job' value='5' knid='criterion'/>" END);
    expect_one(THEME READ("<reading period='2023-Q1' vlaue='8'/>") END);
    expect_one(THEME "<lead><zh>字</zh><en mising='later'/></lead>" END);
    expect_one(THEME "<measure id='m' unit='job' target='5'>" LABEL
                     "</measure>" PROGRESS("<val of='m' sa='target'/>", "x") END);
    expect_one(THEME "<measure id='m' unit='job' vaule='5'>" LABEL
                     "</measure>" PROGRESS("<val of='m'/>", "<val of='m'/>") END);
}

/* --- hostile ---------------------------------------------------------------------------------- */

/* Paths are made of ids: a long one is not copied for each text below it. */
static void test_long_ids(void)
{
    GString *text = g_string_new(HEAD "<theme number='1' id='");
    const struct jb_record *record;
    struct documents d;

    for (int i = 0; i < 100000; i++)
        g_string_append(text, "长");
    g_string_append(text, "'>" PAIR("title"));
    for (int i = 0; i < 5000; i++)
        g_string_append(text, PAIR("note"));
    g_string_append(text, END);
    documents_open(&d);
    record = read_edition(&d, text->str);
    expect_unsound(record);
    g_assert_cmpuint(record->pair_count, ==, 5002);
    g_assert_cmpuint(strlen(record->pairs[5001].id), <, 300);
    g_assert_true(g_utf8_validate(record->pairs[5001].id, -1, NULL));
    g_string_free(text, TRUE);
    documents_close(&d);
}

int main(int argc, char **argv)
{
    int failed;

    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/records/texts", test_texts);
    g_test_add_func("/records/dates", test_dates);
    g_test_add_func("/records/dates/forms", test_date_forms);
    g_test_add_func("/records/notes", test_notes);
    g_test_add_func("/records/readings", test_readings);
    g_test_add_func("/records/readings/faults", test_reading_faults);
    g_test_add_func("/records/readings/twins", test_readings_of_twins);
    g_test_add_func("/records/missing", test_missing);
    g_test_add_func("/records/internal/hidden", test_hidden);
    g_test_add_func("/records/internal/ordinals", test_ordinals);
    g_test_add_func("/records/internal/leaks", test_leaks);
    g_test_add_func("/records/pictures", test_pictures);
    g_test_add_func("/records/pictures/parts", test_pictures_of_parts);
    g_test_add_func("/records/told", test_told);
    g_test_add_func("/records/one-slip", test_one_slip);
    g_test_add_func("/records/long-ids", test_long_ids);
    failed = g_test_run();
    jb_xml_shutdown();
    return failed;
}
