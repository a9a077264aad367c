#include "exchange/exchange.h"

#include <sys/stat.h>

#include "cli/cli-private.h"
#include "documents.h"
#include "exchange/import-private.h"
#include "read/read.h"

static const char units[] =
    "<units format='1'>"
    "<unit id='job' zh='个' en='job' en-plural='jobs' scale='yes' kind='count'/>"
    "<unit id='percent' zh='%' en='percent' en-plural='percent' scale='no' kind='quantity'/>"
    "</units>";

#define HEAD                                                           \
    "<bulletin format='1' id='e' period='2024-Q1' as-of='2024-03-31'>" \
    "<title><zh>标题</zh><en>Title</en></title>"
#define THEME HEAD "<theme id='t' number='1'><title><zh>类</zh><en>Theme</en></title>"
#define END   "</theme></bulletin>"
#define LABEL "<label><zh>数</zh><en>figure</en></label>"

static const struct jb_record *read_edition(struct documents *d, const char *edition)
{
    struct jb_record_files files = {.schemas = "input/schema", .audience = JB_INTERNAL};

    files.edition = documents_write(d, "bulletin.xml", edition);
    files.units = documents_write(d, "units.xml", units);
    return jb_read_record(d->arena, d->sources, d->sink, &files);
}

/* --- cells and rows --------------------------------------------------------------------------- */

/* Rows as "a|b\nc|d\n", what was wrong behind them. */
static const char *parse(struct documents *d, const char *bytes, size_t length)
{
    const char *path = documents_write_bytes(d, "t.csv", bytes, length);
    uint32_t source = csv_load(d->arena, d->sources, d->sink, path), count;
    GString *out = g_string_new(NULL);
    struct csv_reader reader;
    const struct csv_cell *cells;
    const char *copy;

    if (source) {
        csv_open(&reader, d->sink, d->sources, source);
        while (csv_next(&reader, &cells, &count) == CSV_ROW)
            for (uint32_t i = 0; i < count; i++)
                g_string_append_printf(out, "%s%c", cells[i].text, i + 1 < count ? '|' : '\n');
        csv_close(&reader);
    }
    g_string_append(out, documents_codes(d));
    copy = jb_arena_dup_text(d->arena, out->str);
    g_string_free(out, TRUE);
    return copy;
}

static void test_csv(void)
{
    static const struct {
        const char *bytes;
        size_t length;
        const char *rows;
    } cases[] = {
#define CASE(bytes, rows) {bytes, sizeof(bytes) - 1, rows}
        CASE("a,b\r\nc,d\r\n", "a|b\nc|d\n"),
        CASE("a,b\nc,d", "a|b\nc|d\n"),
        CASE("a,b\rc,d\r", "a|b\nc|d\n"),
        CASE("a;b,c;d\n1;2;3\n", "a|b,c|d\n1|2|3\n"),
        CASE("a\tb\n\"1\t2\"\t3\n", "a|b\n1\t2|3\n"),
        CASE("a,b\n\"x \"\"y\"\"\",\"1\r\n2\"\n", "a|b\nx \"y\"|1\n2\n"),
        CASE("a,b\n<val of=\"x\"/>,c\n", "a|b\n<val of=\"x\"/>|c\n"),
        CASE("a,b\n\n,,\n \n,c\n", "a|b\n|c\n"),
        CASE("\xEF\xBB\xBF"
             "a,数\n",
             "a|数\n"),
        CASE("a,\xCA\xFD\n", "a|数\n"), /* GBK */
        CASE("\xFF\xFE"
             "a\0\t\0\x70\x65\n\0",
             "a|数\n"),
        CASE("\xFE\xFF"
             "\0a\0\t\x65\x70",
             "a|数\n"),
        CASE("", ""),
        CASE("a,b\n\"c", "a|b\nE1004"),
        CASE("a,b\n\"c\"d,e\n", "a|b\nE1005"),
        CASE("a\0b", "E1003"),
        CASE("a,\xFF\xFF", "E1003"),
#undef CASE
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct documents d;

        documents_open(&d);
        g_assert_cmpstr(parse(&d, cases[i].bytes, cases[i].length), ==, cases[i].rows);
        documents_close(&d);
    }
}

static void test_numbers(void)
{
    static const struct number_rules plain = {.grouped = true}, share = {true, true}, loose = {0};
    static const struct {
        const char *cell;
        const struct number_rules *rules;
        const char *digits; /* NULL: no number; "~": spoilt by a spreadsheet */
    } cases[] = {
        {"16600", &plain, "16600"},
        {" 12.50 ", &plain, "12.50"},
        {"12,345", &plain, "12345"},
        {"1,234,567.5", &plain, "1234567.5"},
        {"１２，３４５", &plain, "12345"},
        {"　４６．１６", &plain, "46.16"},
        {"−2.5", &plain, "-2.5"},
        {"-1,000", &plain, "-1000"},
        {"+5", &plain, "5"},
        {"25%", &share, "25"},
        {"13.3 ％", &share, "13.3"},
        {"25%", &plain, NULL},
        {"1,23", &plain, NULL},
        {"1234,567", &plain, NULL},
        {",123", &plain, NULL},
        {"12,345", &loose, NULL},
        {"3.68万", &plain, NULL},
        {"16600人", &plain, NULL},
        {"1.2.3", &plain, NULL},
        {"-", &plain, NULL},
        {"- 5", &plain, NULL},
        {"0x10", &plain, NULL},
        {"1234567890123456789", &plain, NULL},
        {"3月5日", &plain, "~"},
        {"2024/3/5", &plain, "~"},
        {"5-Mar", &plain, "~"},
        {"Mar-05", &plain, "~"},
        {"2024-03-05", &plain, "~"},
        {"1.66E+04", &plain, "~"},
        {"####", &plain, "~"},
    };
    GString *out = g_string_new(NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        enum number_kind kind = number_read(cases[i].cell, *cases[i].rules, out);

        g_test_message("%s", cases[i].cell);
        g_assert_cmpint(kind, ==,
                        !cases[i].digits                    ? NUMBER_BAD
                        : g_str_equal(cases[i].digits, "~") ? NUMBER_MANGLED
                                                            : NUMBER_GOOD);
        if (kind == NUMBER_GOOD)
            g_assert_cmpstr(out->str, ==, cases[i].digits);
    }
    g_string_free(out, TRUE);
}

static void test_markup(void)
{
    static const struct {
        const char *text;
        const char *result; /* mended, or "!" with the piece that is wrong */
    } cases[] = {
        {"plain", "plain"},
        {"R&D, AT&T", "R&amp;D, AT&amp;T"},
        {"a &amp; b &#8212; &#x2014;", "a &amp; b &#8212; &#x2014;"},
        {"<em a='>'>x</em><br/>", "<em a='>'>x</em><br/>"},
        {"<!-- a & < b --><![CDATA[a & b]]>&", "<!-- a &amp; < b --><![CDATA[a & b]]>&amp;"},
        {"a < b", "!< b"},
        {"a<5", "!<5"},
        {"<em>x", "!<em>x"},
        {"x</em>", "!</em>"},
        {"<em>x</strong></em>", "!</strong>"},
        {"</zh><zh>", "!</zh>"},
        {"<em", "!<em"},
        {"<em <b>", "!<em <b>"},
        {"<em a=\"x>y</em>", "!<em a=\"x>y</em>"},
        {"<!-- x", "!<!-- x"},
        {"<![CDATA[ x", "!<![CDATA[ x"},
        {"<!DOCTYPE x>", "!<!DOCTYPE x>"},
        {"a&nbsp;b", "!&nbsp;"},
        {"AT&T;", "!&T;"},
    };
    GString *text = g_string_new(NULL), *piece = g_string_new(NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        bool wrong;

        g_string_assign(text, cases[i].text);
        wrong = markup_mend(text, piece) >= 0;
        g_assert_cmpint(wrong, ==, cases[i].result[0] == '!');
        g_assert_cmpstr(wrong ? piece->str : text->str, ==, cases[i].result + wrong);
    }
    g_string_free(piece, TRUE);
    g_string_free(text, TRUE);
}

static void test_words(void)
{
    static const char *const tidied[][2] = {
        {" a\n   b ", "a b"},
        {"中文\n  换行", "中文换行"},
        {"中文\n  en", "中文 en"},
        {"two  spaces", "two  spaces"},
        {"\n", ""},
        {"，\r\n\t“", "， “"},
        {"a \n", "a"},
    };
    static const char *const guarded[] = {"=1+1", "+5",   "-x",  "@a", "'=x",
                                          "''-",  "'tis", "a=b", ""};
    GString *text = g_string_new(NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(tidied); i++) {
        g_string_assign(text, tidied[i][0]);
        words_tidy(text);
        g_assert_cmpstr(text->str, ==, tidied[i][1]);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(guarded); i++) {
        g_string_assign(text, guarded[i]);
        words_guard(text);
        g_assert_null(text->len ? strchr("=+-@", text->str[0]) : NULL);
        g_assert_cmpstr(words_unguard(text->str), ==, guarded[i]);
    }
    g_string_free(text, TRUE);
}

/* --- import ----------------------------------------------------------------------------------- */

/* The revised edition, or the findings where there are any; "" where nothing differs. */
static const char *import(struct documents *d, const char *edition, const char *table)
{
    const struct jb_record *record = read_edition(d, edition);
    struct jb_import *import = jb_import_new(d->arena, record, d->sources, d->sink);
    const struct jb_revision *revisions;
    uint32_t count;

    jb_import_read(import, documents_write(d, "t.csv", table));
    if (jb_import_revise(import, &revisions, &count) && count > 0) {
        g_assert_cmpuint(count, ==, 1);
        return revisions[0].bytes;
    }
    return documents_findings(d);
}

static void expect_import(const char *edition, const char *table, const char *result)
{
    struct documents d;

    documents_open(&d);
    g_assert_cmpstr(import(&d, edition, table), ==, result);
    documents_check_arguments(&d);
    documents_close(&d);
}

#define JOBS(attributes) THEME "<!-- kept --><measure " attributes ">" LABEL "</measure>" END

static void test_figures(void)
{
    expect_import(JOBS("id='j' value='5' unit='job'"), "id,value\nj,6\n",
                  JOBS("id='j' value='6' unit='job'"));
    expect_import(JOBS("id='j' value='5.0' unit='job'"), "id,value\nj,5\n", "");
    expect_import(JOBS("id='j' value='5' unit='job'"), "id,target\nj,\"6,000\"\n",
                  JOBS("id='j' value='5' unit='job' target=\"6000\""));
    expect_import(JOBS("id='j' unit='job' value='5' target='9'"), "id,value\nj,\n",
                  JOBS("id='j' unit='job' target='9'"));
    expect_import(JOBS("id='j' value='5' unit='job'"), "id,value,bound,hedge\nj,,6,超\n",
                  JOBS("id='j' bound=\"6\" hedge=\"超\" unit='job'"));
    expect_import(JOBS("id='j' unit='job' missing='x' by='y'"), "id,value,missing,by\nj,6,x,y\n",
                  JOBS("id='j' value=\"6\" unit='job'"));
    expect_import(JOBS("id='j' value='5' unit='job'"), "id,source\nj,\"a <b> \"\"&\n'\"\n",
                  JOBS("id='j' value='5' unit='job' source=\"a &lt;b> &quot;&amp; '\""));
    expect_import(JOBS("id='j' value='5' unit='percent'"), "id,value\nj,6%\n",
                  JOBS("id='j' value='6' unit='percent'"));
    expect_import(JOBS("id='j' value='5' unit='job'"), "id,value\nj,6%\n", "E1031 6% @ 6%\n");
    expect_import(JOBS("id='j' value='5' unit='job'"), "id;value\nj;6,000\n",
                  "E1031 6,000 @ 6,000\n");
    expect_import(JOBS("id='j' value='5' unit='job'"), "id,value\n j ,5,\n", "");
    expect_import(JOBS("id='j' value='5' unit='job'"), "id,value,target\nj\n", "");
}

#define TITLED(halves) THEME "<lead>\n  " halves "\n  </lead>" END

static void test_halves(void)
{
    expect_import(TITLED("<zh>\n甲\n</zh>\n<en>A</en>"), "id,zh\nt.lead,乙\n",
                  TITLED("<zh>\n乙\n</zh>\n<en>A</en>"));
    expect_import(TITLED("<zh>甲\n  乙</zh><en>a\n  b</en>"), "id,zh,en\nt.lead,甲乙,a b\n", "");
    expect_import(TITLED("<zh>甲</zh><en missing='x' by='y'/>"),
                  "id,en,en-missing,en-by\nt.lead,R&D,x,y\n",
                  TITLED("<zh>甲</zh><en>R&amp;D</en>"));
    expect_import(TITLED("<zh>甲</zh><en missing='x' by='y'></en>"), "id,en\nt.lead,B\n",
                  TITLED("<zh>甲</zh><en>B</en>"));
    expect_import(TITLED("<zh>甲</zh><en>A</en>"),
                  "id,en,en-missing,en-by\nt.lead,,\"\"\"x\"\"\",y\n",
                  TITLED("<zh>甲</zh><en missing=\"&quot;x&quot;\" by=\"y\"/>"));
    expect_import(TITLED("<zh>甲</zh><en missing='x' by='y'/>"),
                  "id,en,en-missing,en-by\nt.lead,,z,y\n",
                  TITLED("<zh>甲</zh><en missing='z' by='y'/>"));
    expect_import(TITLED("<zh>甲</zh><en missing='x' by='y'/>"),
                  "id,en,en-missing,en-by\nt.lead,,,\n", "E1033 t.lead|en @ \n");
    expect_import(TITLED("<zh>甲</zh><en>A</en>"), "id,en\nt.lead,\n", "E1033 t.lead|en @ \n");
    expect_import(TITLED("<zh>甲</zh><en>A</en>"), "id,en\nt.lead,A\n", "");
    expect_import(TITLED("<zh>甲</zh><en><![CDATA[a & b]]></en>"),
                  "id,en\nt.lead,<![CDATA[a & b]]>\n", "");
    expect_import(TITLED("<zh>甲</zh><en>A</en>"), "id,en\nt.lead,'=1+1\n",
                  TITLED("<zh>甲</zh><en>=1+1</en>"));
}

/* What is written comes back as nothing that differs, from whatever it is made. */
static void test_round_trip(void)
{
    static const char edition[] = THEME
        "<lead><zh>甲，\n  乙&amp;<em>丙</em></zh><en missing='x, &quot;y' by='z'/></lead>"
        "<measure id='j' unit='job' value='-5.10' source=' =a\n b;c ' audience='internal'>" LABEL
        "<reading period='2023-Q4' value='1'/></measure>"
        "<progress><p><zh>“a”</zh><en> -dash; \"q\" \n</en></p></progress>" END;
    struct documents d;
    const struct jb_record *record;
    struct jb_import *import;
    uint32_t count;

    documents_open(&d);
    record = read_edition(&d, edition);
    import = jb_import_new(d.arena, record, d.sources, d.sink);
    for (int table = 0; table < JB_TABLES; table++) {
        GString *text = g_string_new(NULL);

        jb_table_write(d.arena, record, d.sources, (enum jb_table)table, text);
        jb_import_read(import, documents_write(&d, jb_table_name((enum jb_table)table), text->str));
        g_string_free(text, TRUE);
    }
    jb_import_changes(import, &count);
    g_assert_cmpuint(count, ==, 0);
    g_assert_cmpstr(documents_codes(&d), ==, "");
    documents_close(&d);
}

/* Where a fault of a revised file comes from. */
static void test_causes(void)
{
    struct documents d;
    const struct jb_record *record;
    struct jb_import *import;
    const struct jb_revision *revision;
    struct jb_cause cause;
    uint32_t count;
    const char *other;

    documents_open(&d);
    record = read_edition(&d, TITLED("<zh>甲</zh><en>A</en>"));
    import = jb_import_new(d.arena, record, d.sources, d.sink);
    jb_import_read(import, documents_write(&d, "t.csv", "id,zh\nt.lead,一段更长的文字\n"));
    g_assert_true(jb_import_revise(import, &revision, &count));
    other = strstr(revision->bytes, "<en>A");
    cause = jb_import_cause(import, revision->path, (uint32_t)(other - revision->bytes));
    g_assert_cmpstr(documents_bytes(&d, cause.cell), ==, "一段更长的文字");
    g_assert_cmpstr(documents_bytes(&d, cause.owner), ==,
                    "<lead>\n  <zh>甲</zh><en>A</en>\n  </lead>");
    cause = jb_import_cause(import, revision->path, 5);
    g_assert_cmpuint(cause.cell.source, ==, 0);
    documents_close(&d);
}

static void test_hostile(void)
{
    static const char alphabet[] = "a,;\t\"\r\n'=&<>/ \0\xFF\xEF\xBB\xBF";
    GRand *random = g_rand_new_with_seed(7);

    for (int round = 0; round < 300; round++) {
        struct documents d;
        GString *bytes = g_string_new(round % 2 ? "id,value\nj," : "id,zh,en\nt.lead,");
        const struct jb_record *record;
        struct jb_import *import;

        for (int i = 0; i < 60; i++)
            g_string_append_c(bytes,
                              alphabet[g_rand_int_range(random, 0, (gint)sizeof(alphabet) - 1)]);
        documents_open(&d);
        record = read_edition(&d, JOBS("id='j' value='5' unit='job'"));
        import = jb_import_new(d.arena, record, d.sources, d.sink);
        jb_import_read(import, documents_write_bytes(&d, "t.csv", bytes->str, bytes->len));
        documents_close(&d);
        g_string_free(bytes, TRUE);
    }
    g_rand_free(random);
}

/* --- the next quarter ------------------------------------------------------------------------- */

static void test_periods(void)
{
    static const struct {
        const char *id, *next;
    } cases[] = {
        {"wujin-2024-q4", "wujin-2025-q1"},
        {"Q4.2024", "Q1.2025"},
        {"q4-report", NULL},
        {"wujin-2024q4", NULL},
        {"2024-q3", NULL},
        {"wujin", NULL},
    };
    struct jb_period last = {2024, 4}, first = jb_period_after(last), told = {0};
    struct jb_arena *arena = jb_arena_open();

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpstr(jb_period_rename(arena, cases[i].id, last, first), ==, cases[i].next);
    g_assert_cmpstr(jb_period_rename(arena, "w-q1", first, jb_period_after(first)), ==, "w-q2");
    g_assert_true(jb_period_tell("w-2024-q3-draft", &told));
    g_assert_cmpint(told.year, ==, 2024);
    g_assert_cmpint(told.quarter, ==, 3);
    g_assert_false(jb_period_tell("w-2024", &told));
    g_assert_cmpint(jb_period_last_day(last).day, ==, 31);
    g_assert_cmpint(jb_period_last_day((struct jb_period){2024, 2}).day, ==, 30);
    jb_arena_close(arena);
}

#define WAIT(lang) "<" lang " missing=\"待写 / to be written\" by=\"jibao init\"/>"
#define DUE        " missing=\"待报 / figure due\" by=\"jibao init\""

/* One of each that goes, waits or stays. */
static const char before[] =
    "<!-- kept -->\n"
    "<bulletin format='1' id='w-2024-q4' period='2024-Q4' as-of='2024-12-31' state='final'>\n"
    "  <title><zh>旧</zh><en>old</en></title>\n"
    "  <source><zh>旧</zh><en>old</en></source>\n"
    "  <plan>\n"
    "    <measure id='n' value='1' unit='job' counts='themes'>" LABEL "</measure>\n"
    "  </plan>\n"
    "  <theme id='t' number='1'>\n"
    "    <title><zh>类</zh><en>Theme</en></title>\n"
    "    <lead><zh>旧</zh><en>old</en></lead>\n"
    "    <target><zh><val of='j' as='target'/></zh><en><val of='j' as='target'/></en></target>\n"
    "    <status is='on' by='x'><zh>旧</zh><en>old</en></status>\n"
    "    <measure id='j' bound='5' hedge='超' unit='job' target='9' source='r'>\n"
    "      " LABEL "\n"
    "      <reading period='2024-Q3' value='4'/>\n"
    "    </measure>\n"
    "    <measure id='k' unit='job' target='9'>" LABEL "</measure>\n"
    "    <measure id='c' value='65' unit='job' kind='criterion'/>\n"
    "    <measure id='i' value='7' unit='job' kind='stock' investment='total'>" LABEL "</measure>\n"
    "    <progress>\n"
    "      <!-- kept -->\n"
    "      <p audience='internal'><zh>旧</zh><en>old</en></p>\n"
    "      <p><zh>旧</zh><en>old</en></p>\n"
    "      <list><li><zh>旧</zh><en>old</en></li></list>\n"
    "    </progress>\n"
    "    <next><zh>旧</zh><en>old</en></next>\n"
    "    <note><zh>旧</zh><en>old</en></note> <!-- kept -->\n"
    "  </theme>\n"
    "</bulletin>\n";

static const char after[] =
    "<!-- kept -->\n"
    "<bulletin format='1' id='w-2025-q1' period='2025-Q1' as-of='2025-03-31' state='draft'>\n"
    "  <title>" WAIT("zh") WAIT(
        "en") "</title>\n"
              "  <plan>\n"
              "    <measure id='n' value='1' unit='job' counts='themes'>" LABEL "</measure>\n"
              "  </plan>\n"
              "  <theme id='t' number='1'>\n"
              "    <title><zh>类</zh><en>Theme</en></title>\n"
              "    <lead>" WAIT("zh") WAIT(
                  "en") "</lead>\n"
                        "    <target><zh><val of='j' as='target'/></zh><en><val of='j' as='target'/></en></target>\n"
                        "    <measure id='j' unit='job' target='9'" DUE ">\n"
                        "      " LABEL "\n"
                        "      <reading period='2024-Q3' value='4'/>\n"
                        "      <reading period=\"2024-Q4\" bound=\"5\" hedge=\"超\" source=\"r\"/>\n"
                        "    </measure>\n"
                        "    <measure id='k' unit='job' target='9'>" LABEL "</measure>\n"
                        "    <measure id='c' value='65' unit='job' kind='criterion'/>\n"
                        "    <measure id='i' value='7' unit='job' kind='stock' investment='total'>" LABEL
                        "</measure>\n"
                        "    <progress>\n"
                        "      <!-- kept -->\n"
                        "      <p>" WAIT("zh") WAIT("en") "</p>\n"
                                                          "    </progress>\n"
                                                          "     <!-- kept -->\n"
                                                          "  </theme>\n"
                                                          "</bulletin>\n";

static void test_advance(void)
{
    struct documents d;
    const struct jb_revision *revisions;
    const struct jb_record *record;
    const char *id = NULL;
    uint32_t count;

    documents_open(&d);
    record = read_edition(&d, before);
    g_assert_cmpstr(documents_findings(&d), ==, "");
    g_assert_true(jb_edition_advance(d.arena, record, d.sources, d.sink, &id, &revisions, &count));
    g_assert_cmpstr(id, ==, "w-2025-q1");
    g_assert_cmpuint(count, ==, 1);
    g_assert_cmpstr(revisions[0].bytes, ==, after);
    documents_close(&d);
}

/* An element that an <include/> brings in goes with it, and its file with that. */
static void test_advance_includes(void)
{
    struct documents d;
    const struct jb_revision *revisions;
    const struct jb_record *record;
    const char *id = "x";
    uint32_t count;

    documents_open(&d);
    documents_write(&d, "theme.xml",
                    "\xEF\xBB\xBF<theme id='t' number='1'><title><zh>类</zh><en>T</en></title>\r\n"
                    "<measure id='k' unit='job' value='9' kind='increment'/>\r\n"
                    "<include src='next.xml'/></theme>");
    documents_write(&d, "next.xml", "<next><zh>旧</zh><en>old</en></next>");
    record = read_edition(&d, HEAD "<include src='theme.xml'/></bulletin>");
    g_assert_true(jb_edition_advance(d.arena, record, d.sources, d.sink, &id, &revisions, &count));
    g_assert_cmpuint(count, ==, 2);
    g_assert_cmpstr(revisions[1].bytes, ==,
                    "\xEF\xBB\xBF<theme id='t' number='1'><title><zh>类</zh><en>T</en></title>\r\n"
                    "<measure id='k' unit='job' kind='increment'" DUE ">\r\n"
                    "  <reading period=\"2024-Q1\" value=\"9\"/>\r\n</measure>\r\n"
                    "</theme>");
    documents_close(&d);
}

/* --- files ------------------------------------------------------------------------------------ */

/* The second file cannot take its place: the first one is put back, with its mode. */
static void test_all_or_none(void)
{
    struct documents d;
    struct batch *batch;
    const char *first, *fresh, *folder;
    struct stat status;
    char *bytes;
    size_t length;

    documents_open(&d);
    first = documents_write(&d, "first.xml", "old");
    g_assert_cmpint(chmod(first, 0640), ==, 0);
    fresh = documents_path(&d, "fresh.xml");
    folder = documents_path(&d, "second.xml");
    batch = batch_new(d.arena, d.sink);
    g_assert_true(batch_add(batch, first, "new", 3));
    g_assert_true(batch_add(batch, fresh, "new", 3));
    g_assert_true(batch_add(batch, folder, "new", 3));
    documents_write(&d, "second.xml/in the way", "");
    g_assert_false(batch_publish(batch));
    g_assert_cmpstr(documents_codes(&d), ==, "E0901");
    g_file_get_contents(first, &bytes, &length, NULL);
    g_assert_cmpstr(bytes, ==, "old");
    g_free(bytes);
    g_assert_cmpint(stat(first, &status), ==, 0);
    g_assert_cmpint(status.st_mode & 07777, ==, 0640);
    g_assert_false(g_file_test(fresh, G_FILE_TEST_EXISTS));
    documents_close(&d);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/exchange/csv", test_csv);
    g_test_add_func("/exchange/numbers", test_numbers);
    g_test_add_func("/exchange/markup", test_markup);
    g_test_add_func("/exchange/words", test_words);
    g_test_add_func("/exchange/figures", test_figures);
    g_test_add_func("/exchange/halves", test_halves);
    g_test_add_func("/exchange/round-trip", test_round_trip);
    g_test_add_func("/exchange/causes", test_causes);
    g_test_add_func("/exchange/hostile", test_hostile);
    g_test_add_func("/exchange/periods", test_periods);
    g_test_add_func("/exchange/advance", test_advance);
    g_test_add_func("/exchange/advance-includes", test_advance_includes);
    g_test_add_func("/exchange/all-or-none", test_all_or_none);
    return g_test_run();
}
