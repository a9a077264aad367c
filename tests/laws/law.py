"""What the laws share: the files of the project, C text without its comments, and the report.

A law is a script that prints TAP, one test a rule, and names each breach on stderr as
FILE:LINE: TEXT. Its only argument is the folder to judge; the default is this project.
"""
import os
import re
import subprocess
import sys

TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
DIRECTIVE = re.compile(r'^[ \t]*#(?:[^\n]*\\\n)*[^\n]*', re.M)


def blank(text):
    """As many lines and columns, but nothing on them."""
    return re.sub(r'[^\n]', ' ', text)


def without_comments(text):
    return TOKEN.sub(lambda m: blank(m[0]) if m[0][0] == '/' else m[0], text)


def bare_code(text):
    """C without comments, preprocessor lines and the insides of strings; the places stay."""
    text = DIRECTIVE.sub(lambda m: blank(m[0]), without_comments(text))
    return TOKEN.sub(lambda m: m[0][0] + ' ' * (len(m[0]) - 2) + m[0][0], text)


def line_of(text, offset):
    return text.count('\n', 0, offset) + 1


def statements(text):
    """What stands at the outermost level of a C file: (head, first line, last line, has a body)."""
    code, start, depth, body = bare_code(text), 0, 0, None
    for at, char in enumerate(code):
        if char == '}' and code[at - 1:at] == '\n':
            depth = min(depth, 1)       # both arms of an #if opened a block: the margin is the truth
        if char == '{':
            body = at if depth == 0 else body
            depth += 1
        elif char == '}':
            depth = max(depth - 1, 0)
        if depth or char not in ';}':
            continue
        if char == ';' or function_name(code[start:body]):
            head = code[start:at if body is None else body]
            lead = len(head) - len(head.lstrip())
            yield head.strip(), line_of(code, start + lead), line_of(code, at), body is not None
            start, body = at + 1, None


def function_name(head):
    """The name of the function that a head declares, or None if it declares something else."""
    head = re.sub(r'(\s+[A-Z_][A-Z0-9_]*)*\s*$', '', head)      # G_GNUC_PURE and the like
    if not head.endswith(')') or '=' in head or re.match(r'\s*(?:typedef\b|_Static_assert\b)', head):
        return None
    for match in re.finditer(r'(\w+)\s*\((?!\s*\*)', head):
        name, before = match[1], head[:match.start()]
        attribute = name.isupper() or name.startswith('__')
        if before.count('(') == before.count(')') and not attribute:
            return name
    return None


class Law:
    def __init__(self):
        here = os.path.dirname(os.path.abspath(__file__))
        self.root = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.dirname(here))
        self.paths = sorted(p for p in self._list() if os.path.isfile(os.path.join(self.root, p)))
        self.count = self.failed = 0

    def _list(self):
        """The files in git and those about to be; outside a clone, all but what builds write."""
        if os.path.exists(os.path.join(self.root, '.git')):
            git = subprocess.run(['git', 'ls-files', '-z', '-co', '--exclude-standard'], cwd=self.root,
                                 stdout=subprocess.PIPE, text=True, check=False)
            if git.returncode == 0:
                return git.stdout.split('\0')[:-1]
        found = []
        for folder, folders, names in os.walk(self.root):
            folders[:] = [d for d in folders
                          if d not in ('.git', 'output', '__pycache__') and not d.startswith('build')]
            found += [os.path.relpath(os.path.join(folder, name), self.root) for name in names]
        return found

    def files(self, pattern):
        """The paths that match the whole of a pattern."""
        return [p for p in self.paths if re.fullmatch(pattern, p)]

    def read(self, path):
        """The text of a file; '' if there is none or it is not text."""
        try:
            with open(os.path.join(self.root, path), encoding='utf-8') as file:
                return file.read()
        except (FileNotFoundError, UnicodeDecodeError):
            return ''

    def rule(self, name, breaches):
        self.count += 1
        self.failed += bool(breaches)
        print(f'{"not ok" if breaches else "ok"} {self.count} - {name}')
        sys.stdout.flush()
        for breach in breaches:
            print(f'# {breach}', file=sys.stderr)

    def end(self):
        print(f'1..{self.count}')
        sys.exit(1 if self.failed else 0)
