#ifndef JB_LAYOUT_COSTS_PRIVATE_H
#define JB_LAYOUT_COSTS_PRIVATE_H

/* What a break of pages costs, and by which rule. */

/* Faults: what a rule forbids. Fewer faults come before fewer pages, and every fault is finite, so
 * that text is set even where no break is allowed: what is longer than a page has to be parted. */
enum {
    FAULT_KEEP = 1,  /* inside of <keep> */
    FAULT_BOND = 8,  /* after a heading (R62), or between others that are kept with the next */
    FAULT_LINE = 64, /* one line alone (R61, R71) */
};

/* Demerits: the square of the white at a page's foot in points, and these. A demerit of n * n is as
 * bad as n points of white. */
enum {
    DEMERITS_HYPHEN = 12 * 12,  /* R51: the last word of a page is divided */
    DEMERITS_ROWS = 150 * 150,  /* R80: a table goes on */
    DEMERITS_CUT = 90 * 90,     /* R71, R80: a pair or row is divided */
    DEMERITS_SCANT = 400 * 400, /* R63: a last page with next to nothing */
};

/* A last page with a single strip less tall than this, in points, is scant. */
enum { SCANT_BELOW = 48 };

#endif
