#ifndef JB_TYPESET_NUMBERS_PRIVATE_H
#define JB_TYPESET_NUMBERS_PRIVATE_H

#include "typeset/shaped-private.h"

/* R07, R53: forbids line ends between a number and its unit, counter or scale word. */
void jb_numbers_bind(struct jb_shaped *shaped);

#endif
