#ifndef JB_MODEL_AUDIENCE_H
#define JB_MODEL_AUDIENCE_H

/* Who reads an edition, and for whom an element of it is meant. What is internal is in no public
 * edition. */
enum jb_audience { JB_PUBLIC, JB_INTERNAL };

#endif
