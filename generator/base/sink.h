#ifndef JB_BASE_SINK_H
#define JB_BASE_SINK_H

/* Where every stage says what is wrong.
 *
 * A stage keeps its messages in one table, `messages.def`, and reports by entry; it never formats
 * text. The sink only collects: report/ renders what was collected in the reader's language. */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/source.h"

enum jb_level { JB_NOTE, JB_WARNING, JB_ERROR };

/* One entry of a messages.def: {0}, {1} … stand for the arguments. */
struct jb_message {
    const char *code; /* E0312: stable, explained in jibao(1) */
    enum jb_level level;
    const char *zh;
    const char *en;
    const char *hint_zh; /* what to write instead; may be empty */
    const char *hint_en;
};

enum { JB_FINDING_ARGS = 4 };

/* Where a finding can be seen on the pages; lengths in 1/1024 pt from the page's top left corner.
 */
struct jb_spot {
    uint32_t page; /* from 1; 0: nowhere in particular */
    int32_t x, y, width, height;
};

struct jb_finding {
    const struct jb_message *message;
    struct jb_span at;    /* the place to mend */
    struct jb_span other; /* a second place (the record of a template's fault), or none */
    const char *args[JB_FINDING_ARGS];
    const char *args_zh[JB_FINDING_ARGS]; /* as they stand in Chinese: the same but for words */
    uint32_t others;                      /* how many more second places the same was met with */
    struct jb_spot spot;
};

/* An argument that is worded in both languages. */
struct jb_words {
    const char *zh, *en;
};

/* One that reads the same in both. */
static inline struct jb_words jb_words_same(const char *text)
{
    return (struct jb_words){text, text};
}

struct jb_sink;

/* Of each level at most max_findings are kept and the others counted; 0 means no limit. */
struct jb_sink *jb_sink_new(struct jb_arena *arena, const struct jb_sources *sources,
                            uint32_t max_findings);

/* Copies the arguments (strings, closed by NULL; at most JB_FINDING_ARGS). The same message with
 * the same arguments at the same place is kept once, with the first of its second places. */
void jb_report(struct jb_sink *sink, const struct jb_message *message, struct jb_span at, ...)
    __attribute__((sentinel));
void jb_report_both(struct jb_sink *sink, const struct jb_message *message, struct jb_span at,
                    struct jb_span other, ...) __attribute__((sentinel));

/* The same where an argument differs by language. words are at most JB_FINDING_ARGS, closed by
 * one without texts; other may be no place. */
void jb_report_words(struct jb_sink *sink, const struct jb_message *message, struct jb_span at,
                     struct jb_span other, const struct jb_words *words);

/* The same for what is seen at a spot of the pages. */
void jb_report_spot(struct jb_sink *sink, const struct jb_message *message, struct jb_span at,
                    struct jb_span other, struct jb_spot spot, const struct jb_words *words);

/* Says once more, at other places, what was said in another sink, which may be gone afterwards. */
void jb_report_copy(struct jb_sink *sink, const struct jb_finding *finding, struct jb_span at,
                    struct jb_span other);

const struct jb_finding *jb_sink_findings(const struct jb_sink *sink, uint32_t *count);
uint32_t jb_sink_count(const struct jb_sink *sink, enum jb_level level);
uint32_t jb_sink_dropped(const struct jb_sink *sink);
const struct jb_sources *jb_sink_sources(const struct jb_sink *sink);

static inline bool jb_sink_has_errors(const struct jb_sink *sink)
{
    return jb_sink_count(sink, JB_ERROR) > 0;
}

/* A stage's table, for `jibao explain` and the tests. */
struct jb_message_table {
    const struct jb_message *entries;
    uint32_t count;
};

/* Expands messages.def into the initialisers of a table; the enumerators come from
 * JB_MESSAGE_NAME. Both are used as JB_MESSAGE while the file is included. */
#define JB_MESSAGE_ENTRY(code, name, level, zh, en, hint_zh, hint_en) \
    {#code, JB_##level, zh, en, hint_zh, hint_en},
#define JB_MESSAGE_NAME(code, name, level, zh, en, hint_zh, hint_en) SAY_##name,

#endif
