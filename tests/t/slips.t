#!/usr/bin/env python3
"""Slips of an officer and of an editor: each is told with its place, what was expected and what to
write instead; the build fails, and the old bulletin stays as it was."""
import os
import shutil
import sys

sys.path.insert(0, 'tests/lib')

from tap import Tap, jibao, scratch

OLD = b'%PDF the old bulletin'

# file, what is there, what is written instead, the part of it that is pointed at, what is said in
# English and in Chinese
SLIPS = {
    'a misspelt element': ('records', '<val of="lifts-under-way"', '<vla of="lifts-under-way"', '<vla',
                           ['<vla>', 'did you mean <val>?'], ['<vla>']),
    'a missing half': ('records', '<en>Wuyou Ecology</en>', '', '<title>\n      <zh>“吾优生态',
                       ['<title> lacks <en>', 'write <en> inside <title>'], ['<title> 缺少 <en>']),
    'an id used twice': ('records', 'id="hospitals-child-friendly"', 'id="nurseries-new"', 'nurseries-new"',
                         ['nurseries-new is used twice', 'another id'], ['nurseries-new']),
    'a unit that is not there': ('records', 'unit="lift"', 'unit="liftt"', 'liftt', ['no unit liftt', 'did you mean lift?'],
                                 ['liftt']),
    'a quote of no measure': ('records', '<val of="lifts-built"', '<val of="lifts-biult"', 'lifts-biult',
                              ['lifts-biult', 'did you mean lifts-built?'], ['lifts-biult', 'lifts-built']),
    'a date that is none': ('records', 'as-of="2024-03-31"', 'as-of="2024-02-31"', '2024-02-31',
                            ['2024-02-31', '2024-03-31'], ['2024-02-31']),
    'stray text': ('records', '  <ballot complete="no">', '  <ballot complete="no">另见附表', '另见附表',
                   ['in <ballot>', 'move it'], ['<ballot>', '另见附表']),
    'a tag that is not closed': ('records', 'Wuyou Safety</en>', 'Wuyou Safety', '</title>',
                                 ['this ends <title>, but the element that is open is <en>', '</en>'], ['</en>', '<en>']),
    'an attribute misspelt': ('records', 'id="lifts-preparing" value=', 'id="lifts-preparing" vaule=', 'vaule=',
                              ['no attribute vaule', 'did you mean value?'], ['vaule']),
    'halves that quote different figures': ('records', 'of which <val of="lifts-built" as="bare"/>', None, None, [], []),
    'a style that is not there': ('template', 'style="theme-number"><value', 'style="theme-numbre"><value', 'theme-numbre',
                                  ["no style 'theme-numbre'", 'theme-number'], ['theme-numbre', 'theme-number']),
    'a wrong XPath': ('template', '<each select="theme">', '<each select="theme[">', 'theme[',
                      ["'theme['", 'XPath 1.0'], ['theme[', 'XPath']),
    'a part that is not there': ('template', '<use part="ballot"/>', '<use part="balot"/>', 'balot',
                                 ["no part 'balot'", 'ballot'], ['balot', 'ballot']),
    'a colour that is not there': ('styles', 'leading="66pt" colour="dai"', 'leading="66pt" colour="day"', 'day"',
                                   ["no colour 'day'", 'dai'], ['day', 'dai']),
}


def fresh(folder):
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree('input', os.path.join(folder, 'input'))
    shutil.copytree('templates/quarterly', os.path.join(folder, 'template'))
    os.makedirs(os.path.join(folder, 'output'))
    with open(os.path.join(folder, 'output/old.pdf'), 'wb') as file:
        file.write(OLD)
    return {'records': os.path.join(folder, 'input/wujin-2024-q1/bulletin.xml'),
            'template': os.path.join(folder, 'template/template.xml'),
            'styles': os.path.join(folder, 'template/styles.xml')}


def spoil(path, there, instead, pointed):
    """Writes the slip; the line and column of what is pointed at."""
    with open(path, encoding='utf-8') as file:
        text = file.read()
    at = text.index(there)
    text = text[:at] + instead + text[at + len(there):]
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
    # what is pointed at stands in the slip, or round it
    found = text.find(pointed, at) if pointed in instead or pointed.startswith('</') else text.rfind(pointed, 0, at)
    return text.count('\n', 0, found) + 1, found - text.rfind('\n', 0, found)


def build(files, folder, lang='en'):
    return jibao('build', files['records'], '-t', os.path.join(folder, 'template'), '--message-lang', lang,
                 '-o', os.path.join(folder, 'output/old.pdf'))


def output_faults(folder):
    listed = os.listdir(os.path.join(folder, 'output'))
    if listed != ['old.pdf']:
        yield f'in the output folder: {listed}'
    with open(os.path.join(folder, 'output/old.pdf'), 'rb') as file:
        if file.read() != OLD:
            yield 'the old bulletin was touched'


def slip_faults(folder, slip):
    which, there, instead, pointed, english, chinese = slip
    files = fresh(folder)
    line, column = spoil(files[which], there, instead, pointed)
    for lang, words in (('en', english), ('zh', chinese)):
        made = build(files, folder, lang)
        if made.returncode != 1:
            yield f'exit {made.returncode}'
        if f'{files[which]}:{line}:{column}: ' not in made.stderr:
            yield f'not at {line}:{column}: {made.stderr}'
        for word in words:
            if word not in made.stderr:
                yield f'{word!r} is not said: {made.stderr}'
        yield from output_faults(folder)


def several_faults(folder):
    """Slips in records, template and styles at once: all are told in one run."""
    files = fresh(folder)
    wanted = []
    for name in ('a misspelt element', 'a unit that is not there', 'an attribute misspelt', 'a colour that is not there'):
        which, there, instead, pointed, *_ = SLIPS[name]
        spoil(files[which], there, instead, pointed)
        wanted.append((name, pointed.strip('<>="')))
    made = build(files, folder)
    for name, word in wanted:
        if word not in made.stderr:
            yield f'{name} is not told: {made.stderr}'


def status_faults(folder):
    """Exit statuses other than 0 and 1."""
    files = fresh(folder)
    cases = {
        'no such records': (3, ['build', os.path.join(folder, 'absent.xml')]),
        'no such output folder': (3, ['build', files['records'], '-o', os.path.join(folder, 'absent/x.pdf')]),
        'no such command': (2, ['bulid', files['records']]),
        'no such option': (2, ['build', files['records'], '--tempalte', 'x']),
        'no records': (2, ['build']),
        'no such format': (2, ['build', files['records'], '--format', 'doc']),
        'no such code': (2, ['explain', 'E0000']),
        'output onto an input': (1, ['build', files['records'], '--format', 'pdf', '-o', files['records']]),
        'a full disk': (3, ['build', files['records'], '-o', '/dev/full/x.pdf']),
    }
    for name, (status, arguments) in cases.items():
        made = jibao(*arguments)
        if made.returncode != status or not made.stderr:
            yield f'{name}: exit {made.returncode}, {made.stderr!r}'
    if jibao('check', files['records']).returncode:
        yield 'an input was written'
    yield from output_faults(folder)


def main():
    tap = Tap()
    folder = scratch('slips')
    for name, slip in SLIPS.items():
        if slip[2] is None:
            slip = parity_slip()
        tap.ok(name, slip_faults(os.path.join(folder, name.replace(' ', '-')), slip))
    tap.ok('several slips in one run', several_faults(os.path.join(folder, 'several')))
    tap.ok('exit statuses', status_faults(os.path.join(folder, 'statuses')))
    tap.end()


def parity_slip():
    """The English half of a sentence tells another lift than the Chinese."""
    return ('records', '<val of="lifts-built" as="bare"/>', '<val of="lifts-under-way" as="bare"/>',
            '<val of="lifts-built"/>', ['the zh half', 'lifts-built', 'write <val of="lifts-built"/>'], ['lifts-built'])


main()
