#include "model/role.h"

const char *jb_role_name(enum jb_role role)
{
    static const char *const names[JB_ROLES] = {
        [JB_ROLE_NONE] = "",         [JB_ROLE_DOCUMENT] = "Document",
        [JB_ROLE_SECT] = "Sect",     [JB_ROLE_DIV] = "Div",
        [JB_ROLE_H1] = "H1",         [JB_ROLE_H2] = "H2",
        [JB_ROLE_H3] = "H3",         [JB_ROLE_H4] = "H4",
        [JB_ROLE_P] = "P",           [JB_ROLE_SPAN] = "Span",
        [JB_ROLE_LINK] = "Link",     [JB_ROLE_TOC] = "TOC",
        [JB_ROLE_TOCI] = "TOCI",     [JB_ROLE_REFERENCE] = "Reference",
        [JB_ROLE_L] = "L",           [JB_ROLE_LI] = "LI",
        [JB_ROLE_LBL] = "Lbl",       [JB_ROLE_LBODY] = "LBody",
        [JB_ROLE_TABLE] = "Table",   [JB_ROLE_THEAD] = "THead",
        [JB_ROLE_TBODY] = "TBody",   [JB_ROLE_TR] = "TR",
        [JB_ROLE_TH] = "TH",         [JB_ROLE_TD] = "TD",
        [JB_ROLE_FIGURE] = "Figure", [JB_ROLE_CAPTION] = "Caption",
        [JB_ROLE_NOTE] = "Note",
    };

    return names[role];
}
