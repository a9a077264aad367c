#ifndef JB_TESTS_UNIT_EDITIONS_H
#define JB_TESTS_UNIT_EDITIONS_H

/* Small editions, read as jibao reads them, and what was said about them. */

#include "documents.h"
#include "read/read.h"

/* The schemas that are shipped; tests run in the project's folder. */
static const char schemas[] = "input/schema";

static const char units[] =
    "<units format='1'>"
    "<unit id='job' zh='个' en='job' en-plural='jobs' scale='yes' kind='count'/>"
    "<unit id='yuan' zh='元' en='yuan' en-plural='yuan' scale='yes' kind='quantity'/></units>";
static const char terms[] =
    "<terms format='1'><term id='wujin' zh='武进区' en='Wujin District' kind='place'/></terms>";

#define HEAD                                                           \
    "<bulletin format='1' id='e' period='2024-Q1' as-of='2024-03-31'>" \
    "<title><zh>标题</zh><en>Title</en></title>"
#define THEME HEAD "<theme id='t' number='1'><title><zh>类</zh><en>theme</en></title>"

#define END                    "</theme></bulletin>"
#define LABEL                  "<label><zh>数</zh><en>figure</en></label>"
#define MEASURE_OF(attributes) "<measure " attributes ">" LABEL "</measure>"
#define JOBS                   MEASURE_OF("id='jobs' value='36800' target='50000' unit='job'")
#define PROGRESS(zh, en)       "<progress><p><zh>" zh "</zh><en>" en "</en></p></progress>"

static inline const struct jb_record *read_files(struct documents *d, const char *edition)
{
    struct jb_record_files files = {.schemas = schemas};

    files.edition = documents_write(d, "bulletin.xml", edition);
    files.units = documents_path(d, "units.xml");
    files.terms = documents_path(d, "terms.xml");
    return jb_read_record(d->arena, d->sources, d->sink, &files);
}

static inline const struct jb_record *read_edition(struct documents *d, const char *edition)
{
    documents_write(d, "units.xml", units);
    documents_write(d, "terms.xml", terms);
    return read_files(d, edition);
}

/* What was read of a faulty edition comes back, but says of itself that it is not sound. */
static inline void expect_unsound(const struct jb_record *record)
{
    g_assert_nonnull(record);
    g_assert_false(record->sound);
}

static inline void expect_faults(const char *edition, const char *findings)
{
    struct documents d;

    documents_open(&d);
    expect_unsound(read_edition(&d, edition));
    g_assert_cmpstr(documents_findings(&d), ==, findings);
    documents_check_arguments(&d);
    documents_close(&d);
}

#endif
