#include <glib.h>
#include <string.h>

#include "figures/figures.h"

/* What the vocabulary of records stands for, as it is printed beside a label or alone. */
static const struct word {
    const char *kind, *value;
    const char *text[JB_LANGS];
} words[] = {
    {"role", "lead", {"牵头单位", "Lead department"}},
    {"role", "responsible", {"责任单位", "Responsible department"}},
    {"role", "cooperating", {"配合单位", "Cooperating department"}},
    {"role", "owner", {"业主单位", "Project owner"}},

    {"stage", "preliminary", {"前期手续", "Preliminary procedures"}},
    {"stage", "tendering", {"招标", "Tendering"}},
    {"stage", "started", {"开工", "Construction started"}},
    {"stage", "structure", {"主体", "Main structure"}},
    {"stage", "fitting-out", {"装修", "Fitting-out"}},
    {"stage", "accepted", {"验收", "Accepted"}},
    {"stage", "in-use", {"投用", "In use"}},

    {"status", "done", {"已完成", "Completed"}},
    {"status", "ahead", {"超序时", "Ahead of schedule"}},
    {"status", "on", {"达序时", "On schedule"}},
    {"status", "behind", {"滞后", "Behind schedule"}},
    {"status", "paused", {"暂缓", "Paused"}},

    {"investment", "total", {"总投资", "Total investment"}},
    {"investment", "plan", {"本年计划投资", "Planned for the year"}},
    {"investment", "done", {"本年完成投资", "Invested this year"}},

    {"kind", "cumulative", {"年初以来累计", "Since the start of the year"}},
    {"kind", "stock", {"期末数", "At the end of the period"}},
    {"kind", "increment", {"本季度", "In the quarter"}},
    {"kind", "plan", {"计划数", "Planned"}},
    {"kind", "criterion", {"条件", "Criterion"}},

    {"state", "draft", {"征求意见稿", "Draft"}},
    {"state", "review", {"送审稿", "For review"}},
    {"state", "final", {"定稿", "Final"}},

    {"sign-off", "written", {"撰稿", "Written by"}},
    {"sign-off", "reviewed", {"审稿", "Reviewed by"}},
    {"sign-off", "approved", {"审核", "Approved by"}},

    {"votes", "satisfied", {"满意", "Satisfied"}},
    {"votes", "fairly-satisfied", {"基本满意", "Fairly satisfied"}},
    {"votes", "dissatisfied", {"不满意", "Dissatisfied"}},

    {"audience", "public", {"公开", "Public"}},
    {"audience", "internal", {"内部", "Internal"}},

    {"progress", "complete", {"已完成", "Complete"}},
    {"progress", "on-schedule", {"达到序时", "On schedule"}},
    {"progress", "slightly-behind", {"略慢", "Slightly behind"}},
    {"progress", "behind", {"滞后", "Behind"}},
    {"progress", "not-counted", {"待报数", "Not counted yet"}},
    {"progress", "no-target", {"未设目标", "No target"}},

    {"missing", "", {"［待报］", "[to follow]"}},
};

const char *jb_word(const char *kind, const char *value, enum jb_lang lang)
{
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i].kind, kind) == 0 && strcmp(words[i].value, value) == 0)
            return words[i].text[lang];
    return NULL;
}
