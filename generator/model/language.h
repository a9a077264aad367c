#ifndef JB_MODEL_LANGUAGE_H
#define JB_MODEL_LANGUAGE_H

/* The two languages of a bulletin, in the order in which they are read. */
enum jb_lang { JB_ZH, JB_EN, JB_LANGS };

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
