#include <errno.h>
#include <libxml/xmlerror.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "xml/xml-private.h"

/* What the library and the system say, in words of ours in both languages; what has none is quoted
 * as it is. */

static struct jb_words quoted(struct jb_arena *arena, const char *text)
{
    const char *end = text + strlen(text);

    while (end > text && (g_ascii_isspace(end[-1]) || end[-1] == '.'))
        end--;
    text = jb_arena_dup_span(arena, text, (size_t)(end - text));
    return (struct jb_words){jb_arena_print(arena, "（%s）", text), text};
}

/* --- markup ----------------------------------------------------------------------------------- */

static const struct {
    int code;
    struct jb_words words;
} markup[] = {
    {XML_ERR_SPACE_REQUIRED,
     {"两个属性之间要有空格", "there must be a space between two attributes"}},
    {XML_ERR_ATTRIBUTE_WITHOUT_VALUE,
     {"属性没有值，应写成 名称=\"值\"", "an attribute has no value: write name=\"value\""}},
    {XML_ERR_COMMENT_NOT_FINISHED, {"注释没有用 --> 结束", "a comment is not closed by -->"}},
    {XML_ERR_HYPHEN_IN_COMMENT, {"注释里不能有两个连着的短横 --", "a comment may not contain --"}},
    {XML_ERR_CDATA_NOT_FINISHED, {"<![CDATA[ 没有用 ]]> 结束", "<![CDATA[ is not closed by ]]>"}},
    {XML_ERR_MISPLACED_CDATA_END,
     {"文字里不能有 ]]>，其中的 > 写成 &gt;", "]]> may not stand in text: write ]]&gt;"}},
    {XML_ERR_PI_NOT_FINISHED, {"<? 没有用 ?> 结束", "<? is not closed by ?>"}},
    {XML_ERR_XMLDECL_NOT_FINISHED, {"<?xml 没有用 ?> 结束", "<?xml is not closed by ?>"}},
    {XML_ERR_RESERVED_XML_NAME,
     {"<?xml …?> 只能写在文件的最前面，前面不能有空格和空行",
      "<?xml …?> may only stand at the very beginning, with no space or line before it"}},
    {XML_ERR_VERSION_MISSING, {"<?xml 里缺少 version=\"1.0\"", "<?xml lacks version=\"1.0\""}},
    {XML_ERR_UNKNOWN_VERSION,
     {"<?xml 里的 version 应为 \"1.0\"", "the version in <?xml must be \"1.0\""}},
    {XML_ERR_ENCODING_NAME,
     {"<?xml 里的 encoding 写得不对", "the encoding in <?xml is not a name"}},
    {XML_ERR_STANDALONE_VALUE,
     {"<?xml 里的 standalone 只能是 yes 或 no", "standalone in <?xml must be yes or no"}},
    {XML_ERR_INVALID_CHARREF,
     {"&#…; 写的不是可用的字符", "&#…; is not a character that may be used"}},
    {XML_ERR_INVALID_DEC_CHARREF, {"&#…; 里只能写数字", "&#…; takes digits alone"}},
    {XML_ERR_INVALID_HEX_CHARREF,
     {"&#x…; 里只能写十六进制数字", "&#x…; takes hexadecimal digits alone"}},
    {XML_NS_ERR_UNDEFINED_NAMESPACE, {"名称里不能有冒号", "a name may not have a colon in it"}},
    {XML_NS_ERR_QNAME, {"名称里不能有冒号", "a name may not have a colon in it"}},
    {XML_NS_ERR_COLON, {"名称里不能有冒号", "a name may not have a colon in it"}},
};

struct jb_words markup_words(struct jb_arena *arena, int code, const char *text)
{
    for (size_t i = 0; i < G_N_ELEMENTS(markup); i++)
        if (markup[i].code == code)
            return markup[i].words;
    return quoted(arena, text ? text : "");
}

/* --- files ------------------------------------------------------------------------------------ */

static struct jb_words kind_words(mode_t mode)
{
    if (S_ISDIR(mode))
        return (struct jb_words){"这是文件夹", "it is a folder"};
    if (S_ISFIFO(mode))
        return (struct jb_words){"这是管道，不是普通文件", "it is a pipe, not a regular file"};
    if (S_ISSOCK(mode))
        return (struct jb_words){"这是套接字，不是普通文件", "it is a socket, not a regular file"};
    return (struct jb_words){"这是设备，不是普通文件", "it is a device, not a regular file"};
}

struct jb_words unreadable_words(struct jb_arena *arena, const char *path, int error)
{
    struct stat status;

    if (stat(path, &status) == 0 && !S_ISREG(status.st_mode))
        return kind_words(status.st_mode);
    switch (error) {
    case EACCES:
    case EPERM: return (struct jb_words){"没有读取权限", "permission denied"};
    case ELOOP: return (struct jb_words){"符号链接绕成了圈", "its symbolic links lead in a circle"};
    case ENAMETOOLONG: return (struct jb_words){"文件名太长", "the name is too long"};
    case EIO: return (struct jb_words){"磁盘读取出错", "the disk cannot be read"};
    default: return quoted(arena, g_strerror(error));
    }
}

/* --- expressions ------------------------------------------------------------------------------ */

static const struct jb_words expressions[] = {
    {"表达式不完整或写错了", "Invalid expression"},
    {"方括号里的条件不完整或写错了", "Invalid predicate"},
    {"引号没有成对", "Unfinished literal"},
    {"应以引号开头", "Start of literal"},
    {"“$”后面要写变量名", "Expected $ for variable reference"},
    {"没有这个变量", "Undefined variable"},
    {"没有这个函数", "Unregistered function"},
    {"函数的参数个数不对", "Invalid number of arguments"},
    {"函数的参数类型不对", "Invalid type"},
    {"名称里不能有冒号", "Undefined namespace prefix"},
    {"数字写错了", "Invalid number"},
    {"计算量超出上限", "Evaluation limit exceeded"},
    {"计算量超出上限", "Operation limit exceeded"},
    {"嵌套太深", "Recursion limit exceeded"},
    {"太长，超过 4096 字节", "the expression is longer than 4096 bytes"},
    {"表达式不完整或写错了", "invalid expression"},
    {"求不出结果", "the expression cannot be evaluated"},
    {"选中的不是元素，而是一个值", "the expression selects no elements, but a value"},
    {"选中的不是元素，而是属性或文字", "the expression selects other nodes than elements"},
    {"结果不是整数", "the expression gives a number that is not whole"},
};

/* ", at character 7" */
static const char *place_in_chinese(struct jb_arena *arena, const char *rest)
{
    int column;

    if (sscanf(rest, ", at character %d", &column) == 1)
        return jb_arena_print(arena, "（第 %d 个字符处）", column);
    return rest;
}

/* libxml2 begins some of them with the name of a function. */
struct jb_words jb_xml_expression_words(struct jb_arena *arena, const char *text)
{
    for (size_t i = 0; i < G_N_ELEMENTS(expressions); i++) {
        const char *en = expressions[i].en;
        const char *found = strcasestr(text, en);

        if (found)
            return (struct jb_words){jb_arena_print(arena, "%s%s", expressions[i].zh,
                                                    place_in_chinese(arena, found + strlen(en))),
                                     text};
    }
    return (struct jb_words){quoted(arena, text).zh, text};
}
