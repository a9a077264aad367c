#!/usr/bin/env python3
"""What is seen on finished pages: nothing in the editions at hand, and drawn at its place where asked for."""
import os
import re
import shutil
import sys

sys.path.insert(0, 'tests/lib')

import pdf
from tap import Tap, jibao, scratch

EDITIONS = ['input/wujin-2024-q1'] + [f'tests/editions/{name}' for name in ('sparse', 'crowded', 'single')]
SEEN = re.compile(r'\[(W073\d)\].*\(page (\d+)\)')


def build(records, folder, *more):
    path = os.path.join(folder, 'bulletin.pdf')
    return path, jibao('build', f'{records}/bulletin.xml', '-o', path, '--message-lang', 'en', '--diagnostics',
                       'short', *more)


def spoilt(folder):
    """The shipped template, in colours that are too pale and with notes that are too small."""
    template = os.path.join(folder, 'pale')
    shutil.rmtree(template, ignore_errors=True)
    shutil.copytree('templates/quarterly', template)
    path = os.path.join(template, 'styles.xml')
    with open(path, encoding='utf-8') as file:
        text = file.read()
    pale = text.replace('value="#50585F"', 'value="#A0A8AF"')
    small = re.sub(r'(<style name="foot" [^>]*size=)"8pt"', r'\1"5pt"', pale)
    assert text != pale != small
    with open(path, 'w', encoding='utf-8') as file:
        file.write(small)
    return template


def seen(answer):
    return [(code, int(page)) for code, page in SEEN.findall(answer.stderr)]


def labels(path):
    """The codes on the pages, as text that belongs to no element."""
    document = pdf.Document(path)
    for reader in document.readers:
        for mark in reader.marks:
            if mark.mcid is None:
                yield from ((code, mark.page) for code in re.findall(r'[EWN]\d{4}', mark.text()))


def tree(path):
    return [(e.role, e.name, e.text()) for e in pdf.Document(path).root.walk()]


def plain_faults(folder):
    for records in EDITIONS:
        _, answer = build(records, folder)
        yield from (f'{records}: {code} on page {page}' for code, page in seen(answer))


def drawn_faults(folder):
    template = spoilt(folder)
    path, answer = build(EDITIONS[0], folder, '-t', template)
    found, before = seen(answer), tree(path)
    if [code for code, _ in found] != ['W0736', 'W0735'] and [code for code, _ in found] != ['W0735', 'W0736']:
        yield f'found {found}'
    yield from (f'{label} without being asked' for label in labels(path))
    path, answer = build(EDITIONS[0], folder, '-t', template, '--annotate')
    if sorted(labels(path)) != sorted(found):
        yield f'drawn {sorted(labels(path))}, not {sorted(found)}'
    if tree(path) != before:
        yield 'the text for those who listen is another one'


def record_faults(folder):
    """What the records lack has no spot of its own: it is drawn at the first text that came from there."""
    path, answer = build('tests/editions/complete', folder, '--annotate')
    told = sorted(re.findall(r'\[(W\d+)\]', answer.stderr))
    drawn = sorted(code for code, _ in labels(path))
    if told != ['W0405', 'W0406'] or drawn != told:
        yield f'told {told}, drawn {drawn}'


def main():
    tap = Tap()
    folder = scratch('review')
    tap.ok('the editions at hand have nothing that a reader would stumble over', plain_faults(folder))
    tap.ok('what is found is drawn on its page, as an artifact', drawn_faults(folder))
    tap.ok('what the records lack is drawn where it is missed', record_faults(folder))
    tap.end()


main()
