/* One value, worded in both languages (R90-R93). Each row was read by eye for idiom. */

#include <glib.h>

#include "base/arena.h"
#include "figures/figures.h"

static const struct jb_unit units[] = {
    {.id = "person",
     .zh = "人",
     .en = "person",
     .plural = "people",
     .scaled = true,
     .counted = true},
    {.id = "jia", .zh = "家", .en = "hospital", .plural = "hospitals", .counted = true},
    {.id = "yuan", .zh = "元", .en = "yuan", .plural = "yuan", .scaled = true},
    {.id = "km", .zh = "公里", .en = "kilometre", .plural = "kilometres"},
    {.id = "case", .zh = "例", .en = "case", .plural = "cases", .scaled = true, .counted = true},
    {.id = "%", .zh = "%", .en = "percent", .plural = "percent"},
};

static struct jb_measure measure_of(const char *value, const char *target, const char *share,
                                    const char *hedge)
{
    struct jb_measure measure = {.id = "m", .hedge = hedge, .is_bound = hedge != NULL};

    measure.has_value = value && jb_decimal_parse(value, &measure.value);
    measure.has_target = target && jb_decimal_parse(target, &measure.target);
    measure.has_share = share && jb_decimal_parse(share, &measure.share);
    return measure;
}

static const struct {
    const char *value, *hedge;
    int unit;
    enum jb_form form;
    bool starts;
    const char *zh, *en;
} wordings[] = {
    {"36800", NULL, 0, JB_FORM_VALUE, false, "3.68万人", "36,800 people"},
    {"16600", NULL, 0, JB_FORM_VALUE, false, "1.66万人", "16,600 people"},
    {"10000", NULL, 0, JB_FORM_VALUE, false, "1万人", "10,000 people"},
    {"9999", NULL, 0, JB_FORM_VALUE, false, "9999人", "9,999 people"},
    {"16786", NULL, 0, JB_FORM_VALUE, false, "16786人", "16,786 people"},
    {"1", NULL, 0, JB_FORM_VALUE, false, "1人", "one person"},
    {"0", NULL, 0, JB_FORM_VALUE, false, "0人", "zero people"},
    {"7", NULL, 1, JB_FORM_VALUE, false, "7家", "seven hospitals"},
    {"7", NULL, 1, JB_FORM_VALUE, true, "7家", "Seven hospitals"},
    {"10", NULL, 1, JB_FORM_VALUE, false, "10家", "10 hospitals"},
    {"7", NULL, 1, JB_FORM_BARE, false, "7", "seven"},
    {"461600", NULL, 2, JB_FORM_VALUE, false, "46.16万元", "461,600 yuan"},
    {"3607200", NULL, 2, JB_FORM_VALUE, false, "360.72万元", "3,607,200 yuan"},
    {"6080000000", NULL, 2, JB_FORM_VALUE, false, "60.8亿元", "6.08 billion yuan"},
    {"1500000", NULL, 2, JB_FORM_VALUE, false, "150万元", "1.5 million yuan"},
    {"-859993", NULL, 2, JB_FORM_VALUE, false, "−859993元", "−859,993 yuan"},
    {"6.15", NULL, 3, JB_FORM_VALUE, false, "6.15公里", "6.15 kilometres"},
    {"1", NULL, 3, JB_FORM_VALUE, false, "1公里", "1 kilometre"},
    {"1500", "超", 4, JB_FORM_VALUE, false, "超1500例", "more than 1,500 cases"},
    {"30000", "超过", 0, JB_FORM_VALUE, true, "超过3万人", "More than 30,000 people"},
    {"36000", "余", 0, JB_FORM_VALUE, false, "3.6万余人", "more than 36,000 people"},
    {"2000", "近", 4, JB_FORM_VALUE, false, "近2000例", "nearly 2,000 cases"},
    {"5", "约", 1, JB_FORM_VALUE, false, "约5家", "about five hospitals"},
    {"500", "不足", 3, JB_FORM_VALUE, false, "不足500公里", "less than 500 kilometres"},
    {"500", "不足", 4, JB_FORM_VALUE, true, "不足500例", "Fewer than 500 cases"},
    {"100", NULL, 5, JB_FORM_VALUE, false, "100%", "100 percent"},
};

static void test_wording(void)
{
    struct jb_arena *arena = jb_arena_open();

    for (size_t i = 0; i < G_N_ELEMENTS(wordings); i++) {
        struct jb_measure measure = measure_of(wordings[i].value, NULL, NULL, wordings[i].hedge);
        struct jb_quote quote = {&measure, &units[wordings[i].unit], wordings[i].form,
                                 wordings[i].starts};
        struct jb_wording wording;

        g_assert_true(jb_figure_quote(arena, &quote, JB_ZH, &wording));
        g_assert_cmpstr(wording.text, ==, wordings[i].zh);
        g_assert_true(jb_figure_quote(arena, &quote, JB_EN, &wording));
        g_assert_cmpstr(wording.text, ==, wordings[i].en);
    }
    jb_arena_close(arena);
}

static const char *kept(struct jb_arena *arena, const struct jb_quote *quote, enum jb_lang lang)
{
    struct jb_wording wording;

    g_assert_true(jb_figure_quote(arena, quote, lang, &wording));
    return jb_arena_dup_span(arena, wording.text + wording.kept_start,
                             wording.kept_end - wording.kept_start);
}

/* R07, R53: the number and its unit, not what hedges it nor the end of a long noun. */
static void test_kept(void)
{
    static const struct jb_unit centres = {
        .zh = "家", .en = "service centre", .plural = "service centres", .counted = true};
    struct jb_arena *arena = jb_arena_open();
    struct jb_measure measure = measure_of("30000", NULL, NULL, "超过");
    struct jb_quote quote = {&measure, &units[2], JB_FORM_VALUE, false};

    g_assert_cmpstr(kept(arena, &quote, JB_ZH), ==, "3万元");
    g_assert_cmpstr(kept(arena, &quote, JB_EN), ==, "30,000 yuan");
    measure = measure_of("3", NULL, NULL, NULL);
    quote.unit = &centres;
    g_assert_cmpstr(kept(arena, &quote, JB_EN), ==, "three service");
    jb_arena_close(arena);
}

static void assert_form(const struct jb_measure *measure, enum jb_form form, const char *zh,
                        const char *en)
{
    struct jb_arena *arena = jb_arena_open();
    struct jb_quote quote = {measure, &units[1], form, false};
    struct jb_wording wording;

    g_assert_cmpint(jb_figure_quote(arena, &quote, JB_ZH, &wording), ==, zh != NULL);
    g_assert_cmpstr(wording.text, ==, zh);
    jb_figure_quote(arena, &quote, JB_EN, &wording);
    g_assert_cmpstr(wording.text, ==, en);
    jb_arena_close(arena);
}

static void test_forms(void)
{
    struct jb_measure reached = measure_of("3", "18", NULL, NULL);
    struct jb_measure planned = measure_of(NULL, "18", NULL, NULL);
    struct jb_measure published = measure_of("2500", NULL, "25", NULL);
    struct jb_measure bound = measure_of("15", "18", NULL, "超");

    assert_form(&reached, JB_FORM_TARGET, "18家", "18 hospitals");
    assert_form(&reached, JB_FORM_SHARE, "16.7%", "16.7 percent");
    assert_form(&reached, JB_FORM_REMAINING, "15家", "15 hospitals");
    assert_form(&reached, JB_FORM_CHANGE, NULL, NULL);
    assert_form(&planned, JB_FORM_VALUE, NULL, NULL);
    assert_form(&planned, JB_FORM_SHARE, NULL, NULL);
    assert_form(&planned, JB_FORM_REMAINING, NULL, NULL);
    assert_form(&published, JB_FORM_SHARE, "25%", "25 percent");
    assert_form(&published, JB_FORM_TARGET, NULL, NULL);
    assert_form(&bound, JB_FORM_SHARE, NULL, NULL); /* of a bound nothing can be reckoned */
}

static void test_tables(void)
{
    struct jb_arena *arena = jb_arena_open();
    struct jb_measure jobs = measure_of("36800", "40000", NULL, NULL);
    struct jb_measure earth = measure_of("30000", NULL, NULL, "超过");
    struct jb_measure rate = measure_of("100", NULL, NULL, NULL);

    g_assert_cmpstr(jb_figure_number(arena, &jobs), ==, "36,800");
    g_assert_cmpstr(jb_figure_short(arena, &jobs, &units[0]), ==, "3.68万");
    g_assert_cmpstr(jb_figure_short(arena, &jobs, &units[1]), ==, "36,800");
    g_assert_cmpstr(jb_figure_share_text(arena, &jobs), ==, "92.0%");
    g_assert_cmpstr(jb_figure_target(arena, &jobs), ==, "40,000");
    g_assert_cmpstr(jb_figure_short(arena, &earth, &units[0]), ==, "> 3万");
    g_assert_null(jb_figure_share_text(arena, &earth));
    g_assert_cmpstr(jb_figure_short(arena, &rate, &units[5]), ==, "100%");
    g_assert_cmpstr(jb_figure_unit(&rate, &units[5], JB_EN), ==, "");
    g_assert_cmpstr(jb_figure_unit(&jobs, &units[0], JB_EN), ==, "people");
    jb_arena_close(arena);
}

static void test_dates(void)
{
    struct jb_arena *arena = jb_arena_open();
    struct jb_date date = {2024, 3, 31};
    struct jb_record record = {.year = 2024, .quarter = 3};

    g_assert_cmpstr(jb_date_text(arena, date, JB_ZH), ==, "2024年3月31日");
    g_assert_cmpstr(jb_date_text(arena, date, JB_EN), ==, "31 March 2024");
    date = (struct jb_date){2024, 12, 0};
    g_assert_cmpstr(jb_date_text(arena, date, JB_ZH), ==, "2024年12月");
    g_assert_cmpstr(jb_date_text(arena, date, JB_EN), ==, "December 2024");
    date = (struct jb_date){2024, 0, 0};
    g_assert_cmpstr(jb_date_text(arena, date, JB_ZH), ==, "2024年");
    g_assert_cmpstr(jb_date_text(arena, date, JB_EN), ==, "2024");
    g_assert_cmpstr(jb_period_text(arena, 2024, 1, JB_ZH), ==, "2024年第一季度");
    g_assert_cmpstr(jb_period_text(arena, 2024, 4, JB_EN), ==, "Fourth quarter of 2024");
    g_assert_cmpstr(jb_period_inside(arena, 2024, 2, JB_ZH), ==, "2024年第二季度");
    g_assert_cmpstr(jb_period_inside(arena, 2024, 2, JB_EN), ==, "second quarter of 2024");
    g_assert_cmpstr(jb_period_short(arena, 2024, 3, JB_ZH), ==, "2024年三季度");
    g_assert_cmpstr(jb_period_short(arena, 2024, 3, JB_EN), ==, "Q3 2024");
    g_assert_cmpint(jb_schedule_percent(&record), ==, 75);
    jb_arena_close(arena);
}

/* A figure to come says so in every form that would need it. */
static void test_to_come(void)
{
    struct jb_arena *arena = jb_arena_open();
    struct jb_measure measure = measure_of(NULL, "50", NULL, NULL);
    static const struct {
        enum jb_form form;
        const char *zh, *en;
    } forms[] = {
        {JB_FORM_VALUE, "［待报］", "[to follow]"}, {JB_FORM_BARE, "［待报］", "[to follow]"},
        {JB_FORM_SHARE, "［待报］", "[to follow]"}, {JB_FORM_REMAINING, "［待报］", "[to follow]"},
        {JB_FORM_TARGET, "50家", "50 hospitals"},
    };
    struct jb_wording wording;

    measure.missing = "待报";
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        struct jb_quote quote = {.measure = &measure, .unit = &units[1], .form = forms[i].form};

        g_assert_true(jb_figure_quote(arena, &quote, JB_ZH, &wording));
        g_assert_cmpstr(wording.text, ==, forms[i].zh);
        g_assert_true(jb_figure_quote(arena, &quote, JB_EN, &wording));
        g_assert_cmpstr(wording.text, ==, forms[i].en);
        g_assert_cmpuint(wording.kept_end, <=, strlen(wording.text));
    }
    jb_arena_close(arena);
}

/* --- words ------------------------------------------------------------------------------------ */

/* Each value that the schema lists for an attribute whose word is printed has one in both
 * languages. The schema is read as text: its enumerations follow the name of the type. */
static void expect_words(const char *schema, const char *type, const char *kind)
{
    char *name = g_strdup_printf("<xs:simpleType name=\"%s\">", type);
    const char *from = strstr(schema, name), *end;
    int count = 0;

    g_assert_nonnull(from);
    end = strstr(from, "</xs:simpleType>");
    while ((from = strstr(from, "<xs:enumeration value=\"")) && from < end) {
        char *value;

        from += strlen("<xs:enumeration value=\"");
        value = g_strndup(from, strcspn(from, "\""));
        g_assert_nonnull(jb_word(kind, value, JB_ZH));
        g_assert_nonnull(jb_word(kind, value, JB_EN));
        g_free(value);
        count++;
    }
    g_assert_cmpint(count, >, 1);
    g_free(name);
}

static void test_words(void)
{
    static const char *const types[][2] = {
        {"stage", "stage"},           {"role", "role"},   {"status-word", "status"},
        {"investment", "investment"}, {"state", "state"}, {"measure-kind", "kind"},
        {"audience", "audience"},
    };
    char *schema;

    g_assert_true(g_file_get_contents("input/schema/records.xsd", &schema, NULL, NULL));
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
        expect_words(schema, types[i][0], types[i][1]);
    g_free(schema);
    g_assert_cmpstr(jb_word("role", "lead", JB_ZH), ==, "牵头单位");
    g_assert_cmpstr(jb_word("sign-off", "approved", JB_EN), ==, "Approved by");
    g_assert_null(jb_word("role", "leader", JB_ZH));
    g_assert_null(jb_word("roll", "lead", JB_EN));
}

/* --- status ----------------------------------------------------------------------------------- */

static const struct {
    const char *value, *target, *share;
    int elapsed;
    const char *slightly;
    enum jb_status status;
} statuses[] = {
    {"25", "100", NULL, 25, "60", JB_STATUS_ON_SCHEDULE},
    {"24.999999", "100", NULL, 25, "60", JB_STATUS_SLIGHTLY_BEHIND}, /* shown as 25.0% */
    {"15", "100", NULL, 25, "60", JB_STATUS_SLIGHTLY_BEHIND},
    {"14.999999", "100", NULL, 25, "60", JB_STATUS_BEHIND},
    {"99.99", "100", NULL, 100, "60", JB_STATUS_SLIGHTLY_BEHIND},
    {"99.99", "100", NULL, 75, "60", JB_STATUS_ON_SCHEDULE},
    {"100", "100", NULL, 100, "60", JB_STATUS_COMPLETE},
    {"150", "100", NULL, 25, "60", JB_STATUS_COMPLETE},
    {"0", "100", NULL, 25, "60", JB_STATUS_BEHIND},
    {"0", "100", NULL, 25, "0", JB_STATUS_SLIGHTLY_BEHIND},
    {"-3", "100", NULL, 25, "60", JB_STATUS_BEHIND},
    {"-30", "-100", NULL, 25, "60", JB_STATUS_ON_SCHEDULE}, /* taken down, as was planned */
    {"-20", "-100", NULL, 25, "60", JB_STATUS_SLIGHTLY_BEHIND},
    {"5", "-100", NULL, 25, "60", JB_STATUS_BEHIND},
    {"-100", "-100", NULL, 25, "60", JB_STATUS_COMPLETE},
    {"16.625", "100", NULL, 25, "66.5", JB_STATUS_SLIGHTLY_BEHIND},
    {"16.624999", "100", NULL, 25, "66.5", JB_STATUS_BEHIND},
    {"249999999999999999", "999999999999999999", NULL, 25, "99.99", JB_STATUS_SLIGHTLY_BEHIND},
    {"250000000000000000", "999999999999999999", NULL, 25, "99.99", JB_STATUS_ON_SCHEDULE},
    {"999999999999999999", "0.000001", NULL, 25, "60", JB_STATUS_COMPLETE},
    {"0.000001", "999999999999999999", NULL, 100, "60", JB_STATUS_BEHIND},
    {NULL, NULL, "25", 25, "60", JB_STATUS_ON_SCHEDULE},
    {"2500", NULL, "24.9", 25, "60", JB_STATUS_SLIGHTLY_BEHIND},
    {NULL, NULL, "100", 25, "60", JB_STATUS_COMPLETE},
    {NULL, "5", NULL, 25, "60", JB_STATUS_NOT_COUNTED},
    {"22", NULL, NULL, 25, "60", JB_STATUS_NO_TARGET},
    {"22", "0", NULL, 25, "60", JB_STATUS_NO_TARGET}, /* nothing is a part of nothing */
};

static void test_status(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(statuses); i++) {
        struct jb_measure measure =
            measure_of(statuses[i].value, statuses[i].target, statuses[i].share, NULL);
        struct jb_decimal slightly;

        g_assert_true(jb_decimal_parse(statuses[i].slightly, &slightly));
        g_test_message("%s of %s", statuses[i].value, statuses[i].target);
        g_assert_cmpint(jb_figure_status(&measure, statuses[i].elapsed, slightly), ==,
                        statuses[i].status);
    }
}

/* More than is told is known of none of them: no share can be told. */
static void test_status_of_bound(void)
{
    struct jb_measure measure = measure_of("1500", "2000", NULL, "超");

    g_assert_cmpint(jb_figure_status(&measure, 25, jb_decimal_from(60)), ==, JB_STATUS_NOT_COUNTED);
}

static void test_status_words(void)
{
    static const char *const words[JB_STATUSES][JB_LANGS] = {
        {"已完成", "Complete"}, {"达到序时", "On schedule"},   {"略慢", "Slightly behind"},
        {"滞后", "Behind"},     {"待报数", "Not counted yet"}, {"未设目标", "No target"},
    };

    for (enum jb_status status = 0; status < JB_STATUSES; status++)
        for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
            g_assert_cmpstr(jb_word("progress", jb_status_name(status), lang), ==,
                            words[status][lang]);
}

/* As headings count: one 零 for any noughts between digits, none at the end. */
static void test_numerals(void)
{
    static const struct {
        uint64_t number;
        const char *words;
    } cases[] = {{0, "零"},
                 {1, "一"},
                 {10, "十"},
                 {11, "十一"},
                 {20, "二十"},
                 {99, "九十九"},
                 {100, "一百"},
                 {101, "一百零一"},
                 {110, "一百一十"},
                 {119, "一百一十九"},
                 {1000, "一千"},
                 {1001, "一千零一"},
                 {1010, "一千零一十"},
                 {2024, "二千零二十四"},
                 {9999, "九千九百九十九"},
                 {10000, "10000"}};
    struct jb_arena *arena = jb_arena_open();

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpstr(jb_numeral_zh(arena, cases[i].number), ==, cases[i].words);
    jb_arena_close(arena);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/figures/wording", test_wording);
    g_test_add_func("/figures/kept", test_kept);
    g_test_add_func("/figures/forms", test_forms);
    g_test_add_func("/figures/tables", test_tables);
    g_test_add_func("/figures/dates", test_dates);
    g_test_add_func("/figures/to-come", test_to_come);
    g_test_add_func("/figures/words", test_words);
    g_test_add_func("/figures/status", test_status);
    g_test_add_func("/figures/status-of-bound", test_status_of_bound);
    g_test_add_func("/figures/status-words", test_status_words);
    g_test_add_func("/figures/numerals", test_numerals);
    return g_test_run();
}
