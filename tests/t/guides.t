#!/usr/bin/env python3
"""The guides are run as they stand: each step's files are written, its commands run, and what they say compared.

In a guide, a fenced block says by its info string what it is:
  sh           commands; "sh fails" where the program must say no
  text         what the commands before it must print, line by line, with other lines between
  xml FILE     the whole file; "xml FILE <NAME>" or "xml FILE <NAME id="…">": takes the place of that element
and the comment <!-- page: TEXT --> says what must stand on the pages of the last PDF, <!-- no page: TEXT -->
what must not."""
import os
import re
import shutil
import sys

sys.path.insert(0, 'tests/lib')

from tap import JIBAO, Tap, run, scratch

GUIDES = {'doc/records-in-ten-steps.md': 'zh', 'doc/template-in-ten-steps.md': 'zh'}
PIECE = re.compile(r'^## (?P<step>.*)$|^```(?P<info>\S.*)\n(?P<body>(?:.*\n)*?)```$|'
                   r'^<!-- (?P<kind>(?:no )?page): (?P<text>.*) -->$', re.M)


class Guide:
    """One reader who follows a guide in a folder of his own."""

    def __init__(self, name, language):
        self.folder = os.path.abspath(os.path.join(scratch('guides'), name))
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(os.path.join(self.folder, 'bin'))
        program = os.path.join(self.folder, 'bin', 'jibao')
        with open(program, 'w', encoding='utf-8') as file:
            file.write(f'#!/bin/sh\nexec {JIBAO} "$@"\n')
        os.chmod(program, 0o755)
        self.here = os.path.join(self.folder, 'office')
        os.makedirs(self.here)
        self.said, self.pages = '', None
        path = os.path.join(self.folder, 'bin') + ':' + os.environ['PATH']
        locale = {'zh': 'zh_CN.UTF-8', 'en': 'en_GB.UTF-8'}[language]      # which need not be installed
        self.environment = {**os.environ, 'PATH': path, 'JIBAO_DATA': os.getcwd(), 'LC_ALL': locale, 'LANGUAGE': '',
                            'SOURCE_DATE_EPOCH': '1712000000'}

    def follow(self, piece):
        """The faults of one piece of the guide."""
        if piece['kind']:
            return self.look(piece['text'], piece['kind'] == 'page')
        kind, *words = piece['info'].split(None, 2)
        if kind == 'sh':
            return self.type(piece['body'], words == ['fails'])
        if kind == 'text':
            return self.compare(piece['body'].splitlines())
        if kind == 'xml' and words:
            return self.write(words[0], words[1] if words[1:] else None, piece['body'])
        return [f'nobody knows what to do with a block of {piece["info"]}']

    def type(self, commands, fails):
        end = os.path.join(self.folder, 'end')
        done = run('bash', '-ec', f'{commands}\npwd >{end}', cwd=self.here, env=self.environment)
        self.said, self.pages = done.stdout + done.stderr, None
        if not fails and done.returncode == 0:
            with open(end, encoding='utf-8') as file:
                self.here = file.read().strip()
        if done.returncode != (1 if fails else 0):
            return [f'status {done.returncode} of {commands}{self.said}']
        return []

    def compare(self, lines):
        at = 0
        for line in lines:
            found = self.said.find(line, at)
            if found < 0:
                return [f'not said: {line}\nbut: {self.said[at:]}']
            at = found + len(line)
        return []

    def look(self, text, wanted):
        """White space apart, the text on the pages is continuous within a line at most."""
        if self.pages is None:
            built = sorted((os.path.join(self.here, f) for f in os.listdir(self.here) if f.endswith('.pdf')),
                           key=os.path.getmtime)
            self.pages = ''.join(run('pdftotext', built[-1], '-').stdout.split()) if built else ''
        if (''.join(text.split()) in self.pages) != wanted:
            return [f'{"not " if wanted else ""}on the pages: {text}']
        return []

    def write(self, path, element, text):
        path = os.path.join(self.here, path)
        if element:
            with open(path, encoding='utf-8') as file:
                text = replaced(file.read(), element, text)
            if text is None:
                return [f'{path} has no {element}']
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        return []


def replaced(whole, element, text):
    """whole with text in place of the element whose start tag begins as element says."""
    name = re.match(r'<([\w-]+)', element)[1]
    start = re.escape(element.rstrip('>'))
    pattern = rf'^[ ]*{start}(?=[\s/>])(?:[^<>]*/>|(?:.|\n)*?</{name}>)\n'
    result, count = re.subn(pattern, lambda _: text, whole, count=1, flags=re.M)
    return result if count else None


def faults_of_steps(path, language):
    """(step, faults), in order; after a fault the rest of the step is left out."""
    with open(path, encoding='utf-8') as file:
        pieces = list(PIECE.finditer(file.read()))
    guide = Guide(os.path.splitext(os.path.basename(path))[0], language)
    step, faults = None, []
    for piece in pieces:
        if piece['step']:
            if step:
                yield step, faults
            step, faults = piece['step'], []
        elif not faults:
            faults = guide.follow(piece)
    yield step, faults


def main():
    tap = Tap()
    for path, language in GUIDES.items():
        steps = list(faults_of_steps(path, language))
        for step, faults in steps:
            tap.ok(f'{path}: {step}', faults)
        tap.ok(f'{path} has ten steps', [] if len(steps) == 10 else [f'{len(steps)}'])
    tap.end()


main()
