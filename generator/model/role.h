#ifndef JB_MODEL_ROLE_H
#define JB_MODEL_ROLE_H

/* What a piece of the bulletin is, in the standard structure types of PDF (ISO 32000-1, 14.8.4). */

enum jb_role {
    JB_ROLE_NONE, /* no element of its own */
    JB_ROLE_DOCUMENT,
    JB_ROLE_SECT,
    JB_ROLE_DIV,
    JB_ROLE_H1,
    JB_ROLE_H2,
    JB_ROLE_H3,
    JB_ROLE_H4,
    JB_ROLE_P,
    JB_ROLE_SPAN,
    JB_ROLE_LINK,
    JB_ROLE_TOC,
    JB_ROLE_TOCI,
    JB_ROLE_REFERENCE,
    JB_ROLE_L,
    JB_ROLE_LI,
    JB_ROLE_LBL,
    JB_ROLE_LBODY,
    JB_ROLE_TABLE,
    JB_ROLE_THEAD,
    JB_ROLE_TBODY,
    JB_ROLE_TR,
    JB_ROLE_TH,
    JB_ROLE_TD,
    JB_ROLE_FIGURE,
    JB_ROLE_CAPTION,
    JB_ROLE_NOTE,
    JB_ROLES
};

/* "H1", "TOCI" …; "" for JB_ROLE_NONE. */
const char *jb_role_name(enum jb_role role);

#endif
