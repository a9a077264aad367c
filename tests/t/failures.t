#!/usr/bin/env python3
"""Other ways to fail than by a slip in a file: wrong usage, no room, closed folders. The exit status says which,
a message says what to do, and the old bulletin stays as it was."""
import os
import shutil
import sys

sys.path.insert(0, 'tests/lib')

from slips import fresh
from tap import JIBAO, Tap, jibao, run, scratch

OLD = b'%PDF the old bulletin'


def start(folder):
    fresh(folder)
    with open(os.path.join(folder, 'output/old.pdf'), 'wb') as file:
        file.write(OLD)
    return {'records': os.path.join(folder, 'input/wujin-2024-q1/bulletin.xml'),
            'template': os.path.join(folder, 'template/template.xml'),
            'styles': os.path.join(folder, 'template/styles.xml')}


def build(files, folder, *more, prefix=()):
    return run(*prefix, JIBAO, 'build', files['records'], '-t', os.path.join(folder, 'template'),
               '--message-lang', 'en', '-o', os.path.join(folder, 'output/old.pdf'), *more)


def output_faults(folder):
    """The old bulletin lies where it lay, alone."""
    listed = os.listdir(os.path.join(folder, 'output'))
    if listed != ['old.pdf']:
        yield f'in the output folder: {listed}'
    with open(os.path.join(folder, 'output/old.pdf'), 'rb') as file:
        if file.read() != OLD:
            yield 'the old bulletin was touched'


def status_faults(folder):
    files = start(folder)
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


def strict_faults(folder):
    """With --strict a warning of the records, or of the layout stops the bulletin; without it does not."""
    for code, old, new in (('W0405', '<en>Wuyou Childcare</en>', '<en missing="due" by="me"/>'),
                           ('W0702', '<en>Wuyou Childcare</en>', f'<en>Wuyou {"Childcare" * 12}</en>')):
        files = start(folder)
        text = content(files['records']).decode()
        with open(files['records'], 'w', encoding='utf-8') as file:
            file.write(text.replace(old, new))
        made = build(files, folder, '--strict')
        if made.returncode != 1 or f'[{code}]' not in made.stderr:
            yield f'{code}: exit {made.returncode}, {made.stderr}'
        yield from output_faults(folder)
        made = build(files, folder)
        if made.returncode or content(os.path.join(folder, 'output/old.pdf')) == OLD:
            yield f'{code}, not strict: exit {made.returncode}, {made.stderr}'


def onto_input_faults(folder):
    """By its own name, by another, and through a link: no input is written over."""
    files = start(folder)
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
    files = start(folder)
    made = build(files, folder, prefix=('sh', '-c', "trap '' XFSZ; ulimit -f 8; exec \"$@\"", 'sh'))
    if made.returncode != 3 or f'cannot write {folder}/output/old.pdf' not in made.stderr:
        yield f'a file that may not grow: exit {made.returncode}, {made.stderr}'
    made = run('sh', '-c', '"$0" build "$1" --message-lang en -o - >/dev/full', JIBAO, files['records'])
    if made.returncode != 3 or 'cannot write -' not in made.stderr:
        yield f'a full output: exit {made.returncode}, {made.stderr}'
    yield from output_faults(folder)


def closed_folder_faults(folder):
    """A folder that is there, but closed. To root no folder is: then another user tries."""
    files = start(folder)
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


def no_file_faults(folder):
    """What is no file says what it is instead."""
    files = start(folder)
    pipe = os.path.join(folder, 'pipe.xml')
    os.mkfifo(pipe)
    for path, what in ((folder, 'it is a folder'), (pipe, 'it is a pipe'), ('/dev/null', 'it is a device')):
        made = jibao('check', path, '--message-lang', 'en')
        if made.returncode != 3 or f'cannot read {path}: {what}' not in made.stderr:
            yield f'{path}: exit {made.returncode}, {made.stderr}'
    yield from output_faults(folder)


def data_faults(folder):
    """Without the program's own files: that they are missing is said once, and what names them."""
    files = start(folder)
    made = run(JIBAO, 'check', files['records'], '--message-lang', 'en',
               env={**os.environ, 'JIBAO_DATA': os.path.join(folder, 'absent')})
    said = f'{folder}/absent, which comes with the program, is not there'
    if made.returncode != 3 or made.stderr.count(': error: ') != 1 or said not in made.stderr \
            or 'JIBAO_DATA' not in made.stderr:
        yield f'exit {made.returncode}, {made.stderr}'


def plants(folder):
    """What these tests say of a file that is left behind."""
    start(folder)
    with open(os.path.join(folder, 'output/.old.pdf.x'), 'w', encoding='utf-8'):
        pass
    if not list(output_faults(folder)):
        yield 'a file left behind: not seen'


def main():
    tap = Tap()
    folder = scratch('failures')
    for name, faults in (
            ('exit 2 for wrong usage, 3 for what cannot be read or written', status_faults),
            ('warnings that are to fail: the old bulletin stays', strict_faults),
            ('output onto an input is refused', onto_input_faults),
            ('no room: exit 3, the old bulletin stays', room_faults),
            ('a closed folder: exit 3, the old bulletin stays', closed_folder_faults),
            ('a folder, a pipe, a device in place of records: exit 3, it says which', no_file_faults),
            ("missing files of the program's own: exit 3, said once", data_faults),
            ('planted: a file left behind is seen', plants)):
        tap.ok(name, faults(os.path.join(folder, faults.__name__)))
    tap.end()


main()
