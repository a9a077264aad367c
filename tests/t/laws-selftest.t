#!/usr/bin/env python3
"""A law that cannot fail holds nothing: plants a breach of each rule in a copy and sees it found."""
import os
import shutil
import subprocess
import sys
import tempfile

PROJECT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LAWS = os.path.join(PROJECT, 'tests', 'laws')
sys.path.insert(0, LAWS)

from law import Law     # the list of files is the laws' own

LONG_FUNCTION = 'static int planted(void)\n{\n' + '    ;\n' * 98 + '}\n'
MESSAGE = 'JB_MESSAGE(Z9001, PLANTED, ERROR, "坏{0}", "bad {0}", "", "")\n'
GOLDEN = {'tests/messages/Z9001/expected': 'bad\n'}
MANUAL = {'doc/jibao.1': '.Sh DIAGNOSTICS\n.It Sy Z9001\n'}

# law, what is planted, the files (text is added to those that are there), what the law must say
BREACHES = [
    ('include-law', 'a stage includes another stage',
     {'generator/layout/planted.c': '#include "paint/paint.h"\n'},
     'planted.c:1: layout/ may not include paint/'),
    ('include-law', 'ground includes a helper',
     {'generator/model/planted.c': '\n#include "xml/xml.h"\n'},
     'planted.c:2: model/ may not include xml/'),
    ('include-law', 'a cycle',
     {'generator/base/one.h': '#include "base/two.h"\n', 'generator/base/two.h': '#include "base/one.h"\n'},
     'base/one.h -> base/two.h -> base/one.h'),
    ('include-law', 'a library outside its door',
     {'generator/read/planted.c': '#include <libxml/tree.h>\n'},
     'planted.c:1: <libxml/tree.h> belongs behind xml/'),
    ('include-law', 'a macro include outside its door',
     {'generator/layout/planted.c': '#include FT_FREETYPE_H\n'},
     'planted.c:1: <FT_FREETYPE_H> belongs behind paint/'),
    ('include-law', 'a library that has no door',
     {'generator/read/planted.c': '#include <curl/curl.h>\n'},
     'planted.c:1: <curl/curl.h> has no door'),
    ('include-law', 'a library in a public header',
     {'generator/typeset/typeset.h': '#include <pango/pango.h>\n'},
     'a public header names <pango/pango.h>'),
    ('include-law', 'a private header outside its folder',
     {'generator/xml/planted-private.h': '', 'generator/read/planted.c': '#include "xml/planted-private.h"\n'},
     'planted.c:1: "xml/planted-private.h" is private'),
    ('include-law', 'a second public header',
     {'generator/layout/planted.h': ''}, 'layout/planted.h: public beside'),
    ('include-law', 'an include without its folder',
     {'generator/layout/planted.c': '#include "layout.h"\n'}, 'planted.c:1: "layout.h" is no file'),
    ('include-law', 'a folder that the design does not have',
     {'generator/planted/planted.h': ''}, 'no folder of the design'),
    ('size-law', 'a file of 601 lines',
     {'generator/base/planted.c': '\n' * 601}, 'planted.c:601: 601 lines'),
    ('size-law', 'a function of 101 lines',
     {'generator/base/planted.c': LONG_FUNCTION}, 'planted.c:1: planted has 101 lines'),
    ('name-law', 'a bare name in a header',
     {'generator/base/planted.h': '/* f(); */\nint planted(int a, void (*f)(int));\n'},
     'planted.h:2: planted'),
    ('name-law', 'a get', {'generator/base/planted.h': 'int jb_get_target(void) G_GNUC_PURE;\n'},
     'planted.h:1: jb_get_target'),
    ('name-law', 'the heap outside base/',
     {'generator/read/planted.c': 'static void f(void *p)\n{\n    free(p);\n}\n'}, 'planted.c:3: free('),
    ('name-law', 'a typedef for a struct',
     {'generator/read/planted.c': 'typedef struct planted planted;\n'}, 'planted.c:1: typedef struct'),
    ('message-law', 'a code without a golden test',
     {'generator/read/messages.def': MESSAGE, **MANUAL}, 'no tests/messages/Z9001/'),
    ('message-law', 'a code that the manual does not have',
     {'generator/read/messages.def': MESSAGE, **GOLDEN}, 'no ".It Sy Z9001"'),
    ('message-law', 'a golden test without a code', GOLDEN, 'tests/messages/Z9001: no such code'),
    ('message-law', 'a word in the manual without a code', MANUAL, 'no such code: Z9001'),
    ('message-law', 'a code twice',
     {'generator/read/messages.def': MESSAGE, 'generator/bind/messages.def': MESSAGE, **GOLDEN, **MANUAL},
     'Z9001 again'),
    ('message-law', 'a message that quotes more in one language',
     {'generator/read/messages.def': MESSAGE.replace('坏{0}', '坏'), **GOLDEN, **MANUAL},
     'differ in what they quote'),
    ('message-law', 'an entry of another form',
     {'generator/read/messages.def': 'JB_MESSAGE(Z9001, PLANTED, "bad")\n'}, 'not JB_MESSAGE('),
    ('text-law', 'a package server', {'planted.txt': 'http://deb.' + 'debian.org/debian\n'},
     'planted.txt:1: deb.'),
    ('text-law', 'a path of one machine', {'planted.txt': 'see /' + 'home/li/jibao\n'},
     'planted.txt:1: /home'),
    ('text-law', 'talk of how the text came about', {'planted.txt': 'noted in an earlier ' + 'ses' 'sion\n'},
     'planted.txt:1: ses'),
    ('text-law', 'a command that is not there', {'PLANTED.md': 'Run\n\n```\nmake planted\n```\n'},
     'PLANTED.md:4: make planted'),
]


def copy_project(target):
    for path in Law().paths:
        os.makedirs(os.path.join(target, os.path.dirname(path)), exist_ok=True)
        shutil.copy(os.path.join(PROJECT, path), os.path.join(target, path))


def plant(root, files):
    for path, text in files.items():
        path = os.path.join(root, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'a', encoding='utf-8') as file:
            file.write(text)


def said(law, root):
    """The exit status of a law and the breaches that it names."""
    run = subprocess.run([os.path.join(LAWS, law), root], text=True, check=False,
                         stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return run.returncode, run.stderr


def main():
    print(f'1..{len(BREACHES)}')
    with tempfile.TemporaryDirectory() as scratch:
        pristine = os.path.join(scratch, 'pristine')
        copy_project(pristine)
        before = {law: said(law, pristine)[1] for law in {breach[0] for breach in BREACHES}}
        for number, (law, what, files, words) in enumerate(BREACHES, 1):
            root = os.path.join(scratch, str(number))
            shutil.copytree(pristine, root)
            plant(root, files)
            status, breaches = said(law, root)
            ok = status == 1 and words in breaches and words not in before[law]
            print(f'{"ok" if ok else "not ok"} {number} - {law} finds {what}', flush=True)
            shutil.rmtree(root)


main()
