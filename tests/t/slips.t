#!/usr/bin/env python3
"""Slips of an officer and of an editor: each is told with its place, what was expected and what to
write instead; the build fails, and the old bulletin stays as it was."""
import os
import re
import shutil
import sys

sys.path.insert(0, 'tests/lib')

from tap import JIBAO, Tap, jibao, run, scratch

OLD = b'%PDF the old bulletin'

# file; what is there; what is written instead; the part that is pointed at; what must be said in
# English and in Chinese: what is wrong, what was expected, what to write
SLIPS = {
    'a misspelt element': (
        'records', '<val of="lifts-under-way"', '<vla of="lifts-under-way"', '<vla',
        ['there is no element <vla> here', 'hint: did you mean <val>?'],
        ['这里没有 <vla> 这个元素', '提示：是不是想写 <val>？']),
    'a missing half': (
        'records', '<en>Wuyou Ecology</en>', '', '<title>\n      <zh>“吾优生态',
        ['<title> lacks <en>', 'theme ecology', 'hint: write <en> inside <title>'],
        ['<title> 缺少 <en>', 'theme ecology', '提示：在 <title> 里补上 <en>']),
    'an id used twice': (
        'records', 'id="hospitals-child-friendly"', 'id="nurseries-new"', 'nurseries-new"',
        ['the id nurseries-new is used twice', 'hint: give one of them another id', 'see also'],
        ['编号 nurseries-new 用了两次', '提示：把其中一个改成别的编号', '另见']),
    'a unit that is not there': (
        'records', 'unit="lift"', 'unit="liftt"', 'liftt',
        ['units.xml has no unit liftt', 'hint: did you mean lift?'],
        ['units.xml 里没有单位 liftt', '提示：是不是想写 lift？']),
    'a quote of no measure': (
        'records', '<val of="lifts-built"', '<val of="lifts-biult"', 'lifts-biult',
        ['there is no <measure> with the id lifts-biult', 'hint: did you mean lifts-built?'],
        ['没有编号为 lifts-biult 的 <measure>', '提示：是不是想写 lifts-built？']),
    'a date that is none': (
        'records', 'as-of="2024-03-31"', 'as-of="2024-02-31"', '2024-02-31',
        ["'2024-02-31' is not a valid value for as-of", 'hint: expected: ', 'Example: 2024-03-31'],
        ['as-of 的值“2024-02-31”不合要求', '提示：应为：', '例：2024-03-31']),
    'stray text': (
        'records', '  <ballot complete="no">', '  <ballot complete="no">另见附表', '另见附表',
        ["text may not stand directly in <ballot>: '另见附表'", 'hint: move it into an element that holds text'],
        ['<ballot> 里不能直接写文字“另见附表”', '提示：移到放文字的元素里']),
    'a tag that is not closed': (
        'records', 'Wuyou Safety</en>', 'Wuyou Safety', '</title>',
        ['this ends <title>, but the element that is open is <en>', 'hint: write </en>', 'see also'],
        ['这里结束的是 <title>，但还没结束的是 <en>', '提示：写成 </en>', '另见']),
    'an attribute misspelt': (
        'records', 'id="lifts-preparing" value=', 'id="lifts-preparing" vaule=', 'vaule=',
        ['<measure> has no attribute vaule', 'hint: did you mean value?'],
        ['<measure> 没有 vaule 这个属性', '提示：是不是想写 value？']),
    'halves that quote different figures': (
        'records', '<val of="lifts-built" as="bare"/>', '<val of="lifts-under-way" as="bare"/>',
        '<val of="lifts-built"/>',
        ['the zh half', 'quotes the measure lifts-built', 'hint: write <val of="lifts-built"/> in the en half too'],
        ['引用了数据 lifts-built，英文没有引用', '提示：在英文里也写 <val of="lifts-built"/>']),
    'a style that is not there': (
        'template', 'style="theme-number"><value', 'style="theme-numbre"><value', 'theme-numbre',
        ["there is no style 'theme-numbre'", 'hint: available: theme-number'],
        ['没有名为“theme-numbre”的样式', '提示：可用：theme-number']),
    'a wrong XPath': (
        'template', '<each select="theme">', '<each select="theme[">', 'theme[',
        ["'theme[' is not an XPath 1.0 expression", 'hint: write it relative to the current record: theme,'],
        ['“theme[”不是合法的 XPath 1.0 表达式', '提示：相对于当前记录来写，如 theme、']),
    'a part that is not there': (
        'template', '<use part="ballot"/>', '<use part="balot"/>', 'balot',
        ["there is no part 'balot'", 'hint: available: ballot'],
        ['没有名为“balot”的部件', '提示：可用：ballot']),
    'a colour that is not there': (
        'styles', 'leading="66pt" colour="dai"', 'leading="66pt" colour="day"', 'day"',
        ["there is no colour 'day'", 'hint: available: dai'],
        ['没有名为“day”的颜色', '提示：可用：dai']),
}
RECORDS_SLIPS = ('a misspelt element', 'a unit that is not there', 'an attribute misspelt', 'stray text',
                 'a missing half')
TEMPLATE_SLIPS = ('a style that is not there', 'a part that is not there', 'a wrong XPath')
STYLES_SLIPS = ('a colour that is not there',)
MALFORMED = ('a tag that is not closed',)


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
    """Writes the slip; where it is, and the character pointed at: in the slip, or where it comes to light."""
    with open(path, encoding='utf-8') as file:
        text = file.read()
    at = text.index(there)
    text = text[:at] + instead + text[at + len(there):]
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
    later = pointed in instead or pointed.startswith('</')
    return at, text.find(pointed, at) if later else text.rfind(pointed, 0, at)


def spoil_all(files, slips):
    """(file, offset) of what each slip points at once all are written."""
    found = []
    for which, there, instead, pointed, *_ in slips:
        at, offset = spoil(files[which], there, instead, pointed)
        shift = len(instead) - len(there)
        found = [(w, o + shift if w == which and o > at else o) for w, o in found] + [(which, offset)]
    return found


def place(path, offset):
    with open(path, encoding='utf-8') as file:
        before = file.read()[:offset]
    return f'{path}:{before.count(chr(10)) + 1}:{offset - before.rfind(chr(10))}'


def build(files, folder, lang='en', prefix=()):
    return run(*prefix, JIBAO, 'build', files['records'], '-t', os.path.join(folder, 'template'),
               '--message-lang', lang, '-o', os.path.join(folder, 'output/old.pdf'))


def output_faults(folder):
    """The old bulletin lies where it lay, alone."""
    listed = os.listdir(os.path.join(folder, 'output'))
    if listed != ['old.pdf']:
        yield f'in the output folder: {listed}'
    with open(os.path.join(folder, 'output/old.pdf'), 'rb') as file:
        if file.read() != OLD:
            yield 'the old bulletin was touched'


def told_faults(said, where, level, words):
    """The message at this place has all these words; it ends where the next begins."""
    start = said.find(f'{where}: {level}: ')
    if start < 0:
        heads = [line for line in said.splitlines() if f': {level}: ' in line]
        yield '\n'.join([f'not at {where}:', *(heads or ['nothing is said'])])
        return
    message = re.split(rf'\n(?=\S+: {level}: )', said[start:])[0]
    yield from (f'{word!r} is not said: {message}' for word in words if word not in message)


def slip_faults(folder, slip):
    which, there, instead, pointed, english, chinese = slip
    files = fresh(folder)
    where = place(files[which], spoil(files[which], there, instead, pointed)[1])
    for lang, level, words in (('en', 'error', english), ('zh', '错误', chinese)):
        made = build(files, folder, lang)
        if made.returncode != 1 or made.stdout:
            yield f'exit {made.returncode}, {made.stdout!r}'
        yield from told_faults(made.stderr, where, level, words)
        yield from output_faults(folder)


def several_faults(folder, names):
    """Slips in records, template and styles at once: all are told in one run, each in its place."""
    files, slips = fresh(folder), [SLIPS[name] for name in names]
    places = spoil_all(files, slips)
    made = build(files, folder)
    if made.returncode != 1:
        yield f'exit {made.returncode}'
    for (which, offset), slip in zip(places, slips):
        yield from told_faults(made.stderr, place(files[which], offset), 'error', slip[4])
    yield from output_faults(folder)


# --- other ways to fail ---------------------------------------------------------------------------

def status_faults(folder):
    files = fresh(folder)
    cases = {
        'no such records': (3, ['build', os.path.join(folder, 'absent.xml')]),
        'no such output folder': (3, ['build', files['records'], '-o', os.path.join(folder, 'absent/x.pdf')]),
        'a file in place of the folder': (3, ['build', files['records'], '-o', files['records'] + '/x.pdf']),
        'a folder where nobody may write': (3, ['build', files['records'], '-o', '/proc/x.pdf']),
        'no such command': (2, ['bulid', files['records']]),
        'no such option': (2, ['build', files['records'], '--tempalte', 'x']),
        'no records': (2, ['build']),
        'no such format': (2, ['build', files['records'], '--format', 'doc']),
        'no such code': (2, ['explain', 'E0000']),
    }
    for name, (status, arguments) in cases.items():
        made = jibao(*arguments)
        if made.returncode != status or not made.stderr:
            yield f'{name}: exit {made.returncode}, {made.stderr!r}'
    yield from output_faults(folder)


def onto_input_faults(folder):
    """By its own name, by another, and through a link: no input is written over."""
    files = fresh(folder)
    link = os.path.join(folder, 'link.pdf')
    os.symlink(os.path.abspath(files['records']), link)
    other = os.path.join(folder, 'template/../input/units.xml')
    inputs = [files['records'], files['template'], files['styles'], other, link]
    before = [content(path) for path in inputs]
    for path in inputs:
        made = jibao('build', files['records'], '-t', os.path.join(folder, 'template'), '--format', 'pdf',
                     '-o', path, '--message-lang', 'en')
        if made.returncode != 1 or f'the output {path} is an input' not in made.stderr or 'hint: ' not in made.stderr:
            yield f'{path}: exit {made.returncode}, {made.stderr}'
    yield from (f'{path} was written over' for path, text in zip(inputs, before) if content(path) != text)


def content(path):
    with open(path, 'rb') as file:
        return file.read()


def room_faults(folder):
    """No room for the new bulletin, in a folder and on the standard output."""
    files = fresh(folder)
    made = build(files, folder, prefix=('sh', '-c', "trap '' XFSZ; ulimit -f 8; exec \"$@\"", 'sh'))
    if made.returncode != 3 or f'cannot write {folder}/output/old.pdf' not in made.stderr:
        yield f'a file that may not grow: exit {made.returncode}, {made.stderr}'
    made = run('sh', '-c', '"$0" build "$1" --message-lang en -o - >/dev/full', JIBAO, files['records'])
    if made.returncode != 3 or 'cannot write -' not in made.stderr:
        yield f'a full output: exit {made.returncode}, {made.stderr}'
    yield from output_faults(folder)


def closed_folder_faults(folder):
    """A folder that is there, but closed. To root no folder is: then another user tries."""
    files = fresh(folder)
    output, prefix = os.path.join(folder, 'output'), ()
    os.chmod(output, 0o555)
    if os.getuid() == 0:
        prefix = ('setpriv', '--reuid=65534', '--clear-groups')
        if not shutil.which('setpriv') or run(*prefix, 'test', '-r', files['records'], '-a', '-x', JIBAO).returncode:
            print('# another user cannot be tried here: left out')
            return
    made = build(files, folder, prefix=prefix)
    os.chmod(output, 0o755)
    if made.returncode != 3 or 'cannot write' not in made.stderr:
        yield f'exit {made.returncode}, {made.stderr}'
    yield from output_faults(folder)


def plants(folder):
    """What these tests say of a build that is fine, of a wrong place, and of what is left behind."""
    which, there, instead, pointed, english, chinese = SLIPS['a unit that is not there']
    if not list(slip_faults(folder, (which, there, there, 'lift', english, chinese))):
        yield 'a build without a fault: not seen'
    if len(list(slip_faults(folder, (which, there, instead, 'iftt', english, chinese)))) != 2:
        yield 'a column that is one off: not seen'
    if len(list(slip_faults(folder, (which, there, instead, pointed, ['did you mean lit?'], chinese)))) != 1:
        yield 'another hint: not seen'
    with open(os.path.join(folder, 'output/.old.pdf.x'), 'w', encoding='utf-8'):
        pass
    if not list(output_faults(folder)):
        yield 'a file left behind: not seen'


def main():
    tap = Tap()
    folder = scratch('slips')
    for name, slip in SLIPS.items():
        tap.ok(f'{name}: where, what, what to write, in both languages; the old bulletin stays',
               slip_faults(os.path.join(folder, name.replace(' ', '-')), slip))
    for name, slips in (
            ('several slips of an officer, and one in the styles', RECORDS_SLIPS + STYLES_SLIPS),
            ('several slips in the template', TEMPLATE_SLIPS),
            ('records that are not well-formed, and a slip in the styles', MALFORMED + STYLES_SLIPS),
            ('slips in records and template', RECORDS_SLIPS + TEMPLATE_SLIPS),
            ('slips in template and styles', TEMPLATE_SLIPS + STYLES_SLIPS),
            ('records that are not well-formed, and slips in the template', MALFORMED + TEMPLATE_SLIPS)):
        tap.ok(f'{name}: all told in one run', several_faults(os.path.join(folder, 'several'), slips))
    for name, faults in (
            ('exit 2 for wrong usage, 3 for what cannot be read or written', status_faults),
            ('output onto an input is refused', onto_input_faults),
            ('no room: exit 3, the old bulletin stays', room_faults),
            ('a closed folder: exit 3, the old bulletin stays', closed_folder_faults),
            ('planted: no fault, another place, another hint and a file left behind are seen', plants)):
        tap.ok(name, faults(os.path.join(folder, faults.__name__)))
    tap.end()


main()
