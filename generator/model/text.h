#ifndef JB_MODEL_TEXT_H
#define JB_MODEL_TEXT_H

/* What is done to a stretch of text. The elements nest in the records; here they are flat. */
enum {
    JB_TEXT_EM = 1 << 0,
    JB_TEXT_STRONG = 1 << 1,
    JB_TEXT_SUP = 1 << 2,
    JB_TEXT_SUB = 1 << 3,
    JB_TEXT_NOBR = 1 << 4, /* no line ends inside it, unless it is longer than half a line (R07) */
};

#endif
