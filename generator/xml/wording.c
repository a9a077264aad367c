#include <errno.h>
#include <libxml/xmlerror.h>
#include <libxml/xpath.h>
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

/* libxml2 gives a handler of one's own the number of a fault, and no text. */
static const struct {
    int code; /* of libxml2; -1: a fault that we find ourselves */
    struct jb_words words;
} expressions[] = {
    {XPATH_EXPR_ERROR, {"表达式不完整或写错了", "it is incomplete or wrong"}},
    {XPATH_NUMBER_ERROR, {"数字写错了", "a number is wrong"}},
    {XPATH_UNFINISHED_LITERAL_ERROR, {"引号没有成对", "a quotation mark has no partner"}},
    {XPATH_START_LITERAL_ERROR, {"应以引号开头", "a text should begin with a quotation mark"}},
    {XPATH_VARIABLE_REF_ERROR, {"“$”后面要写变量名", "a $ has no name behind it"}},
    {XPATH_UNDEF_VARIABLE_ERROR, {"没有这个变量", "there is no such variable"}},
    {XPATH_INVALID_PREDICATE_ERROR,
     {"方括号里的条件不完整或写错了", "a condition in square brackets is incomplete or wrong"}},
    {XPATH_UNCLOSED_ERROR, {"括号没有结束", "a bracket is not closed"}},
    {XPATH_UNKNOWN_FUNC_ERROR, {"没有这个函数", "there is no such function"}},
    {XPATH_INVALID_TYPE, {"函数的参数类型不对", "an argument of a function is of the wrong type"}},
    {XPATH_INVALID_ARITY, {"函数的参数个数不对", "a function has the wrong number of arguments"}},
    {XPATH_UNDEF_PREFIX_ERROR, {"名称里不能有冒号", "a name has a colon"}},
    {XPATH_INVALID_CHAR_ERROR, {"有不能用的字符", "a character is not allowed"}},
    {XPATH_OP_LIMIT_EXCEEDED, {"计算量超出上限", "it takes more work than is allowed"}},
    {XPATH_RECURSION_LIMIT_EXCEEDED, {"嵌套太深", "it nests too deep"}},
    {-1, {"太长，超过 4096 字节", "it is longer than 4096 bytes"}},
    {-1, {"求不出结果", "it gives no result"}},
    {-1, {"选中的不是元素，而是一个值", "it selects no elements, but a value"}},
    {-1, {"选中的不是元素，而是属性或文字", "it selects other nodes than elements"}},
    {-1, {"结果不是整数", "it gives a number that is not whole"}},
};

const char *jb_xml_expression_fault(int code)
{
    for (size_t i = 0; i < G_N_ELEMENTS(expressions); i++)
        if (expressions[i].code == code)
            return expressions[i].words.en;
    return expressions[0].words.en;
}

/* ", at character 7" */
static const char *place_in_chinese(struct jb_arena *arena, const char *rest)
{
    int column;

    if (sscanf(rest, ", at character %d", &column) == 1)
        return jb_arena_print(arena, "（第 %d 个字符处）", column);
    return rest;
}

struct jb_words jb_xml_expression_words(struct jb_arena *arena, const char *text)
{
    for (size_t i = 0; i < G_N_ELEMENTS(expressions); i++) {
        const struct jb_words *words = &expressions[i].words;

        if (g_str_has_prefix(text, words->en))
            return (struct jb_words){
                jb_arena_print(arena, "%s%s", words->zh,
                               place_in_chinese(arena, text + strlen(words->en))),
                text};
    }
    return (struct jb_words){quoted(arena, text).zh, text};
}
