/* What jibao check says beyond the schema: the halves of a pair against each other, the plan
 * against what is told, and characters of the wrong kind. Most of these texts must bring nothing.
 */

#include "check/check.h"
#include "editions.h"
#include "xml/xml.h"

#define PAIR(name) "<" name "><zh>一</zh><en>a</en></" name ">"

static void run_check(struct documents *d, const char *edition)
{
    const struct jb_record *record = read_edition(d, edition);

    jb_check(d->arena, record, d->sink);
}

static void expect_findings(const char *edition, const char *findings)
{
    struct documents d;

    documents_open(&d);
    run_check(&d, edition);
    g_assert_cmpstr(documents_findings(&d), ==, findings);
    documents_check_arguments(&d);
    documents_close(&d);
}

/* --- parity ----------------------------------------------------------------------------------- */

#define OLD                                         \
    "<measure id='old' unit='job' value='9'>" LABEL \
    "<reading period='2023-Q3' value='8'/><reading period='2023-Q4' value='7'/></measure>"

static void test_parity(void)
{
    expect_findings(THEME JOBS PROGRESS("<val of='jobs'/>", "x") END,
                    "E0401 t.progress.p1|jobs|of=\"jobs\" @ <val of='jobs'/>\n");
    expect_findings(THEME JOBS PROGRESS("字", "<val of='jobs'/>") END,
                    "E0402 t.progress.p1|jobs|of=\"jobs\" @ <val of='jobs'/>\n");
    expect_findings(THEME OLD PROGRESS("<val of='old' period='2023-Q3'/>",
                                       "<val of='old' period='2023-Q4'/>") END,
                    "E0401 t.progress.p1|old 2023-Q3|of=\"old\" period=\"2023-Q3\" @ "
                    "<val of='old' period='2023-Q3'/>\n"
                    "E0402 t.progress.p1|old 2023-Q4|of=\"old\" period=\"2023-Q4\" @ "
                    "<val of='old' period='2023-Q4'/>\n");
    expect_findings(THEME JOBS OLD PROGRESS("<val of='jobs'/><val of='old'/><val of='jobs'/>",
                                            "<val of='old'/> and <val of='jobs' as='bare'/>") END,
                    "");
}

/* What is at fault already is not held against the other half. */
static void test_no_echo(void)
{
    expect_findings(THEME JOBS PROGRESS("<val of='jbos'/>", "<val of='jobs'/>") END,
                    "E0202 jbos|jobs @ jbos\n");
    expect_findings(THEME OLD PROGRESS("<val of='old' period='2023-Q1'/>",
                                       "<val of='old' period='2023-Q3'/>") END,
                    "E0234 old|2023-Q1|2023-Q3, 2023-Q4 @ 2023-Q1\n");
    expect_findings(THEME "<measure id='m' unit='job' target='0'>" LABEL
                          "</measure>" PROGRESS("<val of='m'/>", "<val of='m' as='target'/>") END,
                    "E0215 m|0 @ 0\n");
    expect_findings(THEME "<lead><zh missing='x'>字</zh><en>a</en></lead>" END,
                    "E0222 zh|t.lead @ <zh missing='x'>\n");
}

/* --- figures to come, and counts -------------------------------------------------------------- */

static void test_to_come(void)
{
    expect_findings(THEME "<measure id='m' unit='job' missing='待报' by='人社局'>" LABEL
                          "</measure>" PROGRESS("<val of='m'/>", "<val of='m'/>") END,
                    "W0406 m|待报 @ <measure id='m' unit='job' missing='待报' by='人社局'>\n");
}

#define PLAN(counts, figure)                                                                                                                                                          \
    "<bulletin format='1' id='e' period='2024-Q1' as-of='2024-03-31' complete='yes'>" PAIR(                                                                                           \
        "title") "<plan><measure id='n' unit='job' counts='" counts "' " figure ">" LABEL                                                                                             \
                 "</measure></plan><theme id='t' number='1' complete='yes'>" PAIR("title") "<item id='i' complete='yes' audience='internal'>" PAIR("title") "<sub-item id='s'>" PAIR( \
                     "title") "</sub-item></item><item id='j'>" PAIR("title") "</item></theme><ballot complete='yes'>" PAIR("title") "<project id='p'>" PAIR("title") "</project></ballot></bulletin>"
#define SAYS(counts, told) \
    "E0407 n|7|" told " @ <measure id='n' unit='job' counts='" counts "' value='7'>\n"

static void test_counts(void)
{
    expect_findings(PLAN("themes", "value='1'"), "");
    expect_findings(PLAN("items", "value='2.0'"), "");
    expect_findings(PLAN("themes", "value='7'"), SAYS("themes", "1|theme"));
    expect_findings(PLAN("items", "value='7'"), SAYS("items", "2|item"));
    expect_findings(PLAN("ballot", "value='7'"), SAYS("ballot", "1|project"));
    expect_findings(PLAN("sub-items", "value='7'"), ""); /* the item j is not said to be complete */
    expect_findings(PLAN("items", "bound='7' hedge='超'"), "");
    expect_findings(PLAN("items", "target='7'"), "");
}

static void test_count_places(void)
{
    struct documents d;
    uint32_t count;

    documents_open(&d);
    run_check(&d, PLAN("ballot", "value='7'"));
    g_assert_cmpstr(documents_bytes(&d, jb_sink_findings(d.sink, &count)->other), ==,
                    "<ballot complete='yes'>");
    documents_close(&d);
}

/* --- punctuation ------------------------------------------------------------------------------ */

static const char edition_of_texts[] = THEME JOBS OLD
    "<progress><p><zh>%s<val of='jobs'/></zh><en>%s<val of='jobs'/></en></p></progress>" END;

static void expect_texts(const char *zh, const char *en, const char *findings)
{
    struct documents d;

    documents_open(&d);
    run_check(&d, jb_arena_print(d.arena, edition_of_texts, zh, en));
    if (strcmp(documents_findings(&d), findings) != 0)
        g_error("%s / %s:\n%s", zh, en, documents_findings(&d));
    documents_check_arguments(&d);
    documents_close(&d);
}

/* Right as they are, or nobody can tell. */
static const char *const honest[] = {
    "截至3月底，新增就业16,786人（其中困难人员1,203人）。",
    "8:30开门，12:00闭馆，比例为1:2，赔率3.5:1。",
    "PM2.5平均浓度31.5微克，同比下降0.8个百分点。",
    "接种HPV-16、COVID-19疫苗，见DB32/T 4321-2022。",
    "网址http://www.wj.gov.cn/a?b=1,2;c，邮箱zj@wj.gov.cn。",
    "见https://wj.gov.cn/公开?页=2:3的说明。",
    "www.wj.gov.cn、A.B.C三家，No.5、No. 6号线。",
    "<span lang='en'>Good, clean (and safe) water: yes!</span>工程，",
    "口号“Hello, world! (again)”。",
    "“让-雅克·卢梭”与吐鲁番-哈密线，3-1号子项，2024-03-31。",
    "电话：0519-86310000；（0519）86310001",
    "HPV(16)型、f(x)函数、Ca(OH)<sub>2</sub>。",
    "Women's Day、5\"管、6'30、55\"和65\"电视。",
    "1.加强领导；2.落实责任。附件.docx、报告.pdf",
    "《通知》（武政发〔2024〕1号）——“十个吾优”……",
    "A/B两类，20%~30%，3×5米，+5℃，#1楼，R&amp;D投入",
    "<nobr>1号—3号楼</nobr>、1—3月、63%～68%",
    "比值<val of='jobs' as='bare'/>:<val of='old' as='bare'/><br/>",
    "Tom, Jerry; Spike: cats. Dogs?",
    "iPhone 15 Pro (256 GB), 5G",
    "“C++、C#、.NET、Node.js”课程",
    "<span lang='en'>Co., Ltd.</span>与<em>e.g.</em>、i.e.",
    "第1.2.3条，v2.0.1版，192.168.0.1",
    "H<sub>2</sub>O、CO<sub>2</sub>，360m<sup>2</sup>，",
};

static const char *const honest_english[] = {
    "The “last kilometre” isn’t open – yet… (see p. 5): 3–5 km; 1,234 people!",
    "In <span lang='zh'>“十个吾优”，武进区；</span> it’s — done.",
    "Wuyou’s ‘care’, 8:30 a.m., 25%; R&amp;D, C++",
};

static void test_honest(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(honest); i++)
        expect_texts(honest[i], strstr(honest[i], "of='old'") ? "<val of='old'/> " : "x", "");
    for (size_t i = 0; i < G_N_ELEMENTS(honest_english); i++)
        expect_texts("一", honest_english[i], "");
}

static const struct {
    const char *zh, *findings;
} slips[] = {
    {"项目,有序", "W0408 ,|， @ ,\n"},
    {"项目, 有序", "W0408 ,|， @ ,\n"},
    {"HPV,流感", "W0408 ,|， @ ,\n"},
    {"<val of='jobs'/>,其中", "W0408 ,|， @ ,\n"},
    {"”,又", "W0408 ,|， @ ,\n"},
    {"有序;另有", "W0408 ;|； @ ;\n"},
    {"时间:8:30", "W0408 :|： @ :\n"},
    {"网址:https://a.cn", "W0408 :|： @ :\n"},
    {"好吗?好!", "W0408 ?|？ @ ?\nW0408 !|！ @ !\n"},
    {"推进.完成", "W0408 .|。 @ .\n"},
    {"一.加强", "W0408 .|、 @ .\n"},
    {"推进...", "W0408 ...|…… @ ...\n"},
    {"等..", "W0408 ..|…… @ ..\n"},
    {"推进--完成", "W0408 --|—— @ --\n"},
    {"1月-3月", "W0408 -|— @ -\n"},
    {"武进(常州)", "W0408 (|（ @ (\nW0408 )|） @ )\n"},
    {"武进(Wujin)", "W0408 (|（ @ (\nW0408 )|） @ )\n"},
    {"（常州)", "W0408 )|） @ )\n"},
    {"PM2.5(细颗粒物)", "W0408 (|（ @ (\nW0408 )|） @ )\n"},
    {"\"十个\"", "W0408 \"|“ @ \"\nW0408 \"|” @ \"\n"},
    {"\"HPV\"疫苗", "W0408 \"|“ @ \"\nW0408 \"|” @ \"\n"},
    {"说'好'了", "W0408 '|‘ @ '\nW0408 '|’ @ '\n"},
    {"一&#44;二", "W0408 ,|， @ &#44;\n"},
    {"<em>一</em>,<strong>二</strong>", "W0408 ,|， @ ,\n"},
    {"&lt;&amp;<![CDATA[一,]]>二", "W0408 ,|， @ ,\n"},
};

static void test_slips(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(slips); i++)
        expect_texts(slips[i].zh, "x", slips[i].findings);
    expect_texts("一", "one，two。（three）",
                 "W0409 ，|, @ ，\nW0409 。|. @ 。\n"
                 "W0409 （|( @ （\nW0409 ）|) @ ）\n");
    expect_texts("<span lang='en'>a、b</span>", "《a》",
                 "W0409 、|, @ 、\nW0409 《|“ @ 《\nW0409 》|” @ 》\n");
}

/* The mark at the end of the half, after a figure that prints as digits. */
static void test_full_stop(void)
{
    expect_findings(THEME "<lead><zh>共5%.</zh><en>5%.</en></lead>" END, "W0408 .|。 @ .\n");
    expect_findings(THEME "<lead><zh>5.</zh><en>5.</en></lead>" END, "");
}

/* The second of two equal characters is not taken for the first. */
static void test_places(void)
{
    struct documents d;
    const struct jb_finding *findings;
    uint32_t count;

    documents_open(&d);
    run_check(&d, THEME "<lead><zh>1,2人,\n    ２ 与,２</zh><en>a</en></lead>" END);
    g_assert_cmpstr(documents_findings(&d), ==,
                    "W0404 ２|U+FF12|2 @ ２\nW0404 ２|U+FF12|2 @ ２\n"
                    "W0408 ,|， @ ,\nW0408 ,|， @ ,\n");
    findings = jb_sink_findings(d.sink, &count);
    g_assert_cmpuint(findings[1].at.start - findings[0].at.start, ==, 8);
    g_assert_cmpuint(findings[3].at.start - findings[2].at.start, ==, 13);
    documents_close(&d);
}

int main(int argc, char **argv)
{
    int failed;

    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/check/parity", test_parity);
    g_test_add_func("/check/no-echo", test_no_echo);
    g_test_add_func("/check/to-come", test_to_come);
    g_test_add_func("/check/counts", test_counts);
    g_test_add_func("/check/counts/places", test_count_places);
    g_test_add_func("/check/honest", test_honest);
    g_test_add_func("/check/slips", test_slips);
    g_test_add_func("/check/full-stop", test_full_stop);
    g_test_add_func("/check/places", test_places);
    failed = g_test_run();
    jb_xml_shutdown();
    return failed;
}
