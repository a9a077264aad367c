#include <string.h>

#include "check/letters-private.h"

/* A run of letters [first, end) of one mark, and what stands beside it. */
struct run {
    gint64 first, end;
    struct letter before, after;
};

/* An address goes on to the next space or Chinese mark. */
static bool begins_address(const struct letters *letters, gint64 i)
{
    return letter_at(letters, i).c == ':' && letter_at(letters, i + 1).c == '/' &&
           letter_at(letters, i + 2).c == '/';
}

static gint64 address_end(const struct letters *letters, gint64 i)
{
    enum letter_kind kind;

    do
        kind = letter_at(letters, ++i).kind;
    while (kind != LETTER_NONE && kind != LETTER_SPACE && kind != LETTER_MARK);
    return i;
}

/* "一." at the beginning is a number, and takes another mark. */
static bool is_numeral(const struct letters *letters, gint64 i)
{
    static const char numerals[] = "一二三四五六七八九十";
    gint64 count = 0;

    while (i - count > 0 && count < 3) {
        struct letter letter = letter_at(letters, i - count - 1);
        char text[8] = {0};

        g_unichar_to_utf8(letter.c, text);
        if (letter.c == 0 || !strstr(numerals, text))
            return false;
        count++;
    }
    return count > 0 && i == count;
}

/* The end of a sentence: not a point in a number, an abbreviation, or the name of a file. */
static const char *full_stop(const struct letters *letters, const struct run *run)
{
    bool at_end = run->after.kind == LETTER_NONE && letters->row->len > 0 &&
                  letter_at(letters, letters->row->len - 1).han > 0;

    if (is_chinese(run->before) && (is_chinese(run->after) || run->after.kind == LETTER_NONE))
        return is_numeral(letters, run->first) ? "、" : "。";
    return run->before.kind == LETTER_DIGIT && at_end ? "。" : NULL;
}

/* 1月-3月: a range, which takes a dash; between names and numbers the hyphen is right. */
static const char *range_dash(const struct run *run)
{
    static const char ends[] = "年月日时号";
    char text[8] = {0};

    if (run->before.kind != LETTER_HAN || run->after.kind != LETTER_DIGIT || run->before.c == 0)
        return NULL;
    g_unichar_to_utf8(run->before.c, text);
    return strstr(ends, text) ? "—" : NULL;
}

/* What is meant by a run of one mark, or NULL where it may be right. */
static const char *meant_by(const struct letters *letters, const struct run *run, gunichar c)
{
    bool beside = is_chinese(run->before) || is_chinese(run->after);
    bool several = run->end - run->first > 1;

    switch (c) {
    case ',': return beside ? "，" : NULL;
    case ';': return beside ? "；" : NULL;
    case ':': return beside ? "：" : NULL;
    case '?': return is_chinese(run->before) ? "？" : NULL;
    case '!': return is_chinese(run->before) ? "！" : NULL;
    case '.':
        if (several)
            return beside ? "……" : NULL;
        return full_stop(letters, run);
    case '-':
        if (several)
            return beside ? "——" : NULL;
        return range_dash(run);
    default: return NULL;
    }
}

static struct run run_from(const struct letters *letters, gint64 i)
{
    struct run run = {.first = i, .end = i + 1, .before = letter_before(letters, i)};
    struct letter mark = letter_at(letters, i);

    while ((mark.c == '.' || mark.c == '-') && letter_at(letters, run.end).c == mark.c &&
           letter_at(letters, run.end).piece == mark.piece)
        run.end++;
    run.after = letter_after(letters, run.end - 1);
    return run;
}

void find_latin_marks(const struct letters *letters, GArray *slips)
{
    struct run run;

    for (gint64 i = 0; i < letters->row->len; i = run.end) {
        struct letter letter = letter_at(letters, i);
        const char *meant;

        run.end = i + 1;
        if (letter.lang != JB_ZH || letter.c >= 0x80 || !g_ascii_ispunct((char)letter.c))
            continue;
        if (begins_address(letters, i)) {
            run.end = address_end(letters, i);
            continue;
        }
        run = run_from(letters, i);
        meant = meant_by(letters, &run, letter.c);
        if (meant)
            add_slip(slips, run.first, run.end - run.first, meant);
    }
}
