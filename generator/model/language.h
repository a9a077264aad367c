#ifndef JB_MODEL_LANGUAGE_H
#define JB_MODEL_LANGUAGE_H

#include <stdbool.h>
#include <stdint.h>

/* The two languages of a bulletin, in the order in which they are read. */
enum jb_lang { JB_ZH, JB_EN, JB_LANGS };

/* Sets of languages, a bit for each. */
enum { JB_ZH_ALONE = 1 << JB_ZH, JB_EN_ALONE = 1 << JB_EN, JB_BOTH = JB_ZH_ALONE | JB_EN_ALONE };

static inline bool jb_langs_have(uint32_t langs, enum jb_lang lang)
{
    return (langs & 1u << lang) != 0;
}

/* As element names, and as BCP 47 tags for the finished file. */
static inline const char *jb_lang_name(enum jb_lang lang)
{
    return lang == JB_ZH ? "zh" : "en";
}

static inline const char *jb_lang_tag(enum jb_lang lang)
{
    return lang == JB_ZH ? "zh-CN" : "en-GB";
}

#endif
