/* Page content, read as tokens (ISO 32000-1, 7.8.2) and copied with other marks.
 *
 * cairo leaves `/Span << /MCID 3 >> BDC … EMC` for each of our markers. It also writes
 * `/Span << /ActualText … >> BDC` by itself, inside text: those are kept, and not counted. */

#include <string.h>

#include "finish/finish-private.h"

enum { NOWHERE = -1, NO_MCID = -1 };

enum mark { NO_MARK, MARK_ELEMENT, MARK_ARTIFACT };

struct filter {
    const uint8_t *next;
    const uint8_t *end;
    const enum jb_role *roles;
    uint32_t role_count;
    GString *out;
    gssize operands; /* where in out the operands of the coming operator begin, or NOWHERE */
    gssize path;     /* where the path under construction begins, or NOWHERE */
    enum mark mark;  /* what is open */
    uint32_t nested; /* marks of cairo's own that are open inside it */
    bool in_text;
    bool names_mcid; /* the last token was /MCID */
    int64_t mcid;    /* among the operands, or NO_MCID */
    uint32_t markers;
    const char *fault; /* a literal, or NULL */
};

struct token {
    const uint8_t *start;
    size_t length;
};

/* --- tokens ----------------------------------------------------------------------------------- */

static bool is_space(uint8_t byte)
{
    switch (byte) {
    case '\0':
    case '\t':
    case '\n':
    case '\f':
    case '\r':
    case ' ': return true;
    default: return false;
    }
}

static bool is_delimiter(uint8_t byte)
{
    switch (byte) {
    case '(':
    case ')':
    case '<':
    case '>':
    case '[':
    case ']':
    case '{':
    case '}':
    case '/':
    case '%': return true;
    default: return false;
    }
}

static bool is_regular(uint8_t byte)
{
    return !is_space(byte) && !is_delimiter(byte);
}

static void skip_string(struct filter *filter)
{
    uint32_t depth = 0;

    while (filter->next < filter->end) {
        uint8_t byte = *filter->next++;

        if (byte == '\\' && filter->next < filter->end)
            filter->next++;
        else if (byte == '(')
            depth++;
        else if (byte == ')' && --depth == 0)
            return;
    }
    filter->fault = "a string does not end";
}

static void skip_hexadecimal(struct filter *filter)
{
    const uint8_t *close = memchr(filter->next, '>', (size_t)(filter->end - filter->next));

    if (!close)
        filter->fault = "a string does not end";
    filter->next = close ? close + 1 : filter->end;
}

static void skip_regular(struct filter *filter)
{
    while (filter->next < filter->end && is_regular(*filter->next))
        filter->next++;
}

static bool twice(const struct filter *filter, char byte)
{
    return filter->end - filter->next > 1 && filter->next[0] == byte && filter->next[1] == byte;
}

static void skip_token(struct filter *filter)
{
    if (*filter->next == '(') {
        skip_string(filter);
    } else if (twice(filter, '<') || twice(filter, '>')) {
        filter->next += 2;
    } else if (*filter->next == '<') {
        skip_hexadecimal(filter);
    } else if (is_regular(*filter->next)) {
        skip_regular(filter);
    } else {
        filter->next++; /* a bracket, or the slash before a name */
        if (filter->next[-1] == '/')
            skip_regular(filter);
    }
}

/* Copies spaces; comments are dropped up to their line end. */
static bool read_token(struct filter *filter, struct token *token)
{
    while (filter->next < filter->end) {
        if (*filter->next == '%') {
            while (filter->next < filter->end && *filter->next != '\n' && *filter->next != '\r')
                filter->next++;
        } else if (is_space(*filter->next)) {
            g_string_append_c(filter->out, (char)*filter->next++);
        } else {
            token->start = filter->next;
            skip_token(filter);
            token->length = (size_t)(filter->next - token->start);
            return true;
        }
    }
    return false;
}

static bool token_is(const struct token *token, const char *text)
{
    return token->length == strlen(text) && memcmp(token->start, text, token->length) == 0;
}

static bool is_operator(const struct token *token)
{
    uint8_t first = token->start[0];

    return (g_ascii_isalpha(first) || first == '\'' || first == '"') && !token_is(token, "true") &&
           !token_is(token, "false") && !token_is(token, "null");
}

/* A number that is no count gives one that no content has. */
static int64_t token_number(const struct token *token)
{
    int64_t number = 0;

    for (size_t i = 0; i < token->length; i++) {
        if (!g_ascii_isdigit(token->start[i]) || number > INT32_MAX)
            return INT64_MAX;
        number = number * 10 + (token->start[i] - '0');
    }
    return number;
}

/* --- marks ------------------------------------------------------------------------------------ */

static void open_artifact(struct filter *filter, gssize at)
{
    if (filter->mark != NO_MARK)
        return;
    g_string_insert(filter->out, at, "/Artifact BMC\n");
    filter->mark = MARK_ARTIFACT;
}

/* An artifact stays open over as many painting operators as it can, but never over q or Q: marks
 * and graphics states must nest. */
static void close_artifact(struct filter *filter)
{
    static const char end[] = "\nEMC\n"; /* what is before it may end without a space */

    if (filter->mark != MARK_ARTIFACT || filter->nested > 0)
        return;
    g_string_insert(filter->out, filter->operands, end);
    filter->operands += (gssize)strlen(end);
    filter->mark = NO_MARK;
}

static void begin_marker(struct filter *filter)
{
    close_artifact(filter);
    if (filter->mark != NO_MARK || filter->in_text || filter->path != NOWHERE) {
        filter->fault = "a marker begins inside something else";
    } else if (filter->mcid != filter->markers) {
        filter->fault = "the markers are not in order";
    } else {
        filter->mark = MARK_ELEMENT;
        g_string_truncate(filter->out, (gsize)filter->operands);
        if (filter->markers < filter->role_count)
            g_string_append_printf(filter->out, "/%s <</MCID %u>> BDC",
                                   jb_role_name(filter->roles[filter->markers]), filter->markers);
        filter->markers++;
    }
}

static void end_mark(struct filter *filter)
{
    if (filter->nested > 0)
        filter->nested--;
    else if (filter->mark != MARK_ELEMENT || filter->in_text || filter->path != NOWHERE)
        filter->fault = "a mark ends that did not begin";
    else
        filter->mark = NO_MARK;
}

/* --- operators -------------------------------------------------------------------------------- */

#define WORD(a, b, c) ((uint32_t)(a) | (uint32_t)(b) << 8 | (uint32_t)(c) << 16)

/* Operators have at most three letters; anything longer is none. */
static uint32_t token_word(const struct token *token)
{
    uint32_t word = 0;

    if (token->length > 3)
        return 0;
    for (size_t i = 0; i < token->length; i++)
        word |= (uint32_t)token->start[i] << (8 * i);
    return word;
}

static void begin_path(struct filter *filter)
{
    if (filter->path == NOWHERE)
        filter->path = filter->operands;
}

static void paint_path(struct filter *filter)
{
    open_artifact(filter, filter->path == NOWHERE ? filter->operands : filter->path);
    filter->path = NOWHERE;
}

static void begin_text(struct filter *filter)
{
    open_artifact(filter, filter->operands);
    if (filter->in_text)
        filter->fault = "a text begins inside a text";
    filter->in_text = true;
}

static void begin_nested(struct filter *filter)
{
    open_artifact(filter, filter->operands);
    filter->nested++;
}

/* What an operator does to marks. The operator itself is copied afterwards, but for BDC. */
static void apply_operator(struct filter *filter, uint32_t word)
{
    switch (word) {
    case WORD('B', 'M', 'C'):
    case WORD('B', 'D', 'C'): begin_nested(filter); break;
    case WORD('E', 'M', 'C'): end_mark(filter); break;
    case WORD('B', 'T', 0): begin_text(filter); break;
    case WORD('E', 'T', 0): filter->in_text = false; break;
    case WORD('q', 0, 0):
    case WORD('Q', 0, 0): close_artifact(filter); break;
    case WORD('m', 0, 0):
    case WORD('r', 'e', 0): begin_path(filter); break;
    case WORD('n', 0, 0): /* only clips */ filter->path = NOWHERE; break;
    case WORD('f', 0, 0):
    case WORD('F', 0, 0):
    case WORD('f', '*', 0):
    case WORD('S', 0, 0):
    case WORD('s', 0, 0):
    case WORD('B', 0, 0):
    case WORD('B', '*', 0):
    case WORD('b', 0, 0):
    case WORD('b', '*', 0): paint_path(filter); break;
    case WORD('D', 'o', 0):
    case WORD('s', 'h', 0):
    case WORD('B', 'I', 0): open_artifact(filter, filter->operands); break;
    default: break;
    }
}

/* The bytes of an inline image are no tokens; they end at an EI that stands alone. */
static void copy_inline_image(struct filter *filter)
{
    const uint8_t *start = filter->next;

    for (const uint8_t *at = start; filter->end - at >= 3; at++) {
        if (is_space(at[0]) && at[1] == 'E' && at[2] == 'I' &&
            (at + 3 == filter->end || is_space(at[3]))) {
            filter->next = at + 3;
            g_string_append_len(filter->out, (const char *)start, filter->next - start);
            return;
        }
    }
    filter->fault = "an image does not end";
}

static void handle_operator(struct filter *filter, const struct token *token)
{
    uint32_t word = token_word(token);

    if (filter->operands == NOWHERE)
        filter->operands = (gssize)filter->out->len;
    if (word == WORD('B', 'D', 'C') && filter->mcid != NO_MCID) {
        begin_marker(filter);
    } else {
        apply_operator(filter, word);
        g_string_append_len(filter->out, (const char *)token->start, (gssize)token->length);
    }
    if (word == WORD('I', 'D', 0))
        copy_inline_image(filter);
    filter->operands = NOWHERE;
    filter->names_mcid = false;
    filter->mcid = NO_MCID;
}

static void handle_operand(struct filter *filter, const struct token *token)
{
    if (filter->operands == NOWHERE)
        filter->operands = (gssize)filter->out->len;
    if (filter->names_mcid)
        filter->mcid = token_number(token);
    filter->names_mcid = token_is(token, "/MCID");
    g_string_append_len(filter->out, (const char *)token->start, (gssize)token->length);
}

static void check_end(struct filter *filter)
{
    if (filter->fault)
        return;
    if (filter->mark == MARK_ELEMENT || filter->nested > 0)
        filter->fault = "a mark does not end";
    else if (filter->in_text)
        filter->fault = "a text does not end";
}

const char *filter_content(const uint8_t *bytes, size_t length, const enum jb_role *roles,
                           uint32_t role_count, GString *out, uint32_t *found)
{
    const uint8_t *start = length > 0 ? bytes : (const uint8_t *)""; /* an empty page has none */
    struct filter filter = {.next = start,
                            .end = start + length,
                            .roles = roles,
                            .role_count = role_count,
                            .out = out,
                            .operands = NOWHERE,
                            .path = NOWHERE,
                            .mcid = NO_MCID};
    struct token token;

    while (!filter.fault && read_token(&filter, &token)) {
        if (is_operator(&token))
            handle_operator(&filter, &token);
        else
            handle_operand(&filter, &token);
    }
    check_end(&filter);
    filter.operands = (gssize)out->len;
    close_artifact(&filter);
    *found = filter.markers;
    return filter.fault;
}
