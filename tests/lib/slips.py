"""Slips of an officer and of an editor, as tests/slips/NAME.txt describes them:

    # What is wrong, in a sentence.

    in      FILE            the file that is spoilt, of a copy of the first edition and its template
    replace WHAT            its first occurrence there …
    with    WHAT            … and what stands in its place
    at      WHAT            a finding points here: the first such text in or behind what was written …
    before  WHAT            … or the last one before it; "at" alone is the end of the file
    new     FILE            a file beside; its text follows as "with"
    remove  FILE            a file is taken away
    nowhere                 a finding has no place in a file
    save-as ENCODING        FILE is saved in another encoding

    -- en
    all that is said in English
    -- zh
    … and in Chinese

The text behind a word begins at column 8; \\n is a line end, \\0 a NUL, \\xNN a byte. As many findings are told as
there are places, no more."""
import os
import re
import shutil

WORDS = ('in', 'replace', 'with', 'at', 'before', 'new', 'remove', 'save-as', 'nowhere')


class Step:
    """What is done to one file, and the places where a finding is due."""

    def __init__(self, file, kind):
        self.file, self.kind = file, kind
        self.there = self.instead = self.encoding = None
        self.places = []            # (word, text)

    def take(self, word, text):
        if word == 'replace':
            self.there = text
        elif word == 'with':
            self.instead = text
        elif word == 'save-as':
            self.encoding = text
        else:
            self.places.append((word, text))


class Slip:
    def __init__(self, path):
        with open(path, encoding='utf-8', newline='') as file:
            head, _, said = file.read().partition('-- en\n')
        self.path, self.head = path, head
        self.title = head.partition('\n')[0].lstrip('# ')
        self.steps = []
        self.en, _, self.zh = said.partition('-- zh\n')
        for line in head.splitlines()[1:]:
            if line.strip():
                self.take(*split(line))

    def take(self, word, text):
        if word not in WORDS:
            raise ValueError(f'{self.path}: {word!r} is no word of a slip')
        if word in ('in', 'new', 'remove'):
            self.steps.append(Step(text, word))
        else:
            self.steps[-1].take(word, text)

    def accept(self, en, zh):
        with open(self.path, 'w', encoding='utf-8', newline='') as file:
            file.write(f'{self.head}-- en\n{en}-- zh\n{zh}')


def split(line):
    text = re.sub(r'\\x(..)|\\(.)', lambda m: chr(int(m[1], 16)) if m[1] else {'n': '\n', '0': '\0'}.get(m[2], m[2]),
                  line[8:])
    return line[:8].strip(), text


def fresh(folder):
    """A copy of what the first edition is made from."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(os.path.join(folder, 'output'))
    shutil.copytree('input', os.path.join(folder, 'input'))
    shutil.copytree('templates/quarterly', os.path.join(folder, 'template'))


def read(path):
    with open(path, encoding='utf-8', newline='') as file:
        return file.read()


def write(path, text, encoding='utf-8'):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding=encoding, newline='') as file:
        file.write(text)


def find(text, word, what, start):
    if word == 'at':
        return text.index(what, start) if what else len(text)
    return text.rindex(what, 0, start)


def spoil(folder, slip):
    """Does what the slip says. The places, as FILE:LINE:COLUMN, once all is done."""
    found = []                      # [file, offset]
    for step in slip.steps:
        path = os.path.join(folder, step.file)
        if step.kind == 'remove':
            os.remove(path)
            found += [['jibao', None] for _ in step.places]
            continue
        text, start, shift = step.instead, 0, 0
        if step.kind == 'in':
            text = read(path)
        if step.there is not None:
            start = text.index(step.there)
            text = text[:start] + step.instead + text[start + len(step.there):]
            shift = len(step.instead) - len(step.there)
        write(path, text, step.encoding or 'utf-8')
        for entry in found:
            if entry[0] == step.file and entry[1] > start:
                entry[1] += shift
        found += [[step.file, find(text, word, what, start)] for word, what in step.places]
        if step.encoding:
            return [place(step.file, offset, text) for _, offset in found]
    return [file if offset is None else place(file, offset, read(os.path.join(folder, file)))
            for file, offset in found]


def place(file, offset, text):
    before = text[:offset]
    return f'{file}:{before.count(chr(10)) + 1}:{offset - before.rfind(chr(10))}'
