#!/usr/bin/env python3
"""Records to spreadsheets and back: what is not changed stays, byte for byte; what is changed is told."""
import os
import re
import shutil
import stat
import sys
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, 'tests/lib')

import spreadsheet
from tap import Tap, jibao, run, scratch

EDITION = 'wujin-2024-q1'
RECORDS = f'{EDITION}/bulletin.xml'
os.environ['JIBAO_DATA'] = os.path.abspath('.')
os.environ['LC_ALL'] = 'C'


def fresh(name):
    """A folder with the first edition, one of its themes in a file of its own, and its tables."""
    folder = scratch(f'exchange/{name}')
    shutil.rmtree(folder)
    shutil.copytree(f'input/{EDITION}', f'{folder}/{EDITION}')
    for table in 'units.xml', 'terms.xml':
        shutil.copy(f'input/{table}', folder)
    text = content(folder)
    theme = re.search(r'  <theme id="education".*?</theme>\n', text, re.S)[0]
    put(folder, text.replace(theme, '  <include src="themes/education.xml"/>\n'))
    os.mkdir(f'{folder}/{EDITION}/themes')
    put(folder, theme, f'{EDITION}/themes/education.xml')
    expect(jibao('export', RECORDS, cwd=folder), 0)
    return folder


def content(folder, path=RECORDS):
    with open(f'{folder}/{path}', encoding='utf-8', newline='') as file:
        return file.read()


def put(folder, text, path=RECORDS, encoding='utf-8'):
    with open(f'{folder}/{path}', 'w', encoding=encoding, newline='') as file:
        file.write(text)


def expect(result, status):
    if result.returncode != status:
        raise SystemExit(f'Bail out! {result.args}: {result.returncode}\n{result.stderr}')
    return result


def table(folder, name):
    return f'{folder}/{EDITION}-{name}.csv'


def imported(folder, *tables, options=()):
    return jibao('import', RECORDS, *[os.path.relpath(t, folder) for t in tables], *options,
                 '--diagnostics', 'short', cwd=folder)


def files(folder):
    return {os.path.join(root, name): open(os.path.join(root, name), 'rb').read()
            for root, _, names in os.walk(f'{folder}/{EDITION}') for name in names}


def export_faults():
    folder = fresh('export')
    for name in 'measures', 'pairs':
        raw = open(table(folder, name), 'rb').read()
        if not raw.startswith(b'\xef\xbb\xbf'):
            yield f'{name}: no byte order mark'
        if raw.count(b'\n') != raw.count(b'\r\n'):
            yield f'{name}: a bare line feed'
        head, rows = spreadsheet.read(table(folder, name))
        yield from (f'{name}: {row}' for row in rows if len(row) != len(head))
    root = ElementTree.parse('input/' + RECORDS).getroot()
    _, measures = spreadsheet.read(table(folder, 'measures'))
    wanted = {m.get('id'): m.get('value', '') for m in root.iter('measure')}
    if {row[0]: row[6] for row in measures} != wanted:
        yield 'the measures are not those of the records'
    _, pairs = spreadsheet.read(table(folder, 'pairs'))
    if len(pairs) != sum(1 for element in root.iter() if element.find('zh') is not None):
        yield f'{len(pairs)} pairs'


def place_faults():
    """-o and --table say where a table goes."""
    folder = fresh('places')
    result = jibao('export', RECORDS, '--table', 'pairs', '-o', '-', cwd=folder)
    if result.stdout != open(table(folder, 'pairs'), encoding='utf-8').read():
        yield 'the standard output differs from the file'
    expect(jibao('export', RECORDS, '-o', 'x/{table}.csv', cwd=folder), 3)
    os.mkdir(f'{folder}/x')
    expect(jibao('export', RECORDS, '-o', 'x/{table}.csv', cwd=folder), 0)
    if sorted(os.listdir(f'{folder}/x')) != ['measures.csv', 'pairs.csv']:
        yield os.listdir(f'{folder}/x')
    for status, *options in ((2, '-o', 'both.csv'), (2, '-o', '-'), (2, '--table', 'figures'),
                             (1, '--table', 'pairs', '-o', RECORDS)):
        expect(jibao('export', RECORDS, *options, cwd=folder), status)


def unchanged_faults():
    """import(export(x)) changes no byte, whatever the table went through."""
    folder = fresh('unchanged')
    old = files(folder)
    forms = [{}, {'encoding': 'gb18030'}, {'encoding': 'utf-16', 'delimiter': '\t'},
             {'encoding': 'utf-8', 'delimiter': ';', 'lineterminator': '\n'}]
    for form in forms:
        tables = [spreadsheet.edit(table(folder, name), {}, to=f'{folder}/{name}.csv', **form)
                  for name in ('measures', 'pairs')]
        result = expect(imported(folder, *tables), 0)
        if result.stdout != '0 changes in 0 files\n' or result.stderr or files(folder) != old:
            yield f'{form}: {result.stdout}{result.stderr}'


def edition_faults():
    """The same for every edition at hand, whatever its records hold."""
    folder = scratch('exchange/editions')
    shutil.rmtree(folder)
    shutil.copytree('tests/editions', folder)
    shutil.copytree('tests/golden/edition', f'{folder}/golden')
    for table in 'units.xml', 'terms.xml':
        shutil.copy(f'input/{table}', folder)
    editions = sorted(name for name in os.listdir(folder) if os.path.exists(f'{folder}/{name}/bulletin.xml'))
    for name in editions:
        records = f'{name}/bulletin.xml'
        expect(jibao('export', records, '-o', f'{name}.{{table}}.csv', cwd=folder), 0)
        old = run('sha256sum', *[os.path.join(root, file) for root, _, found in os.walk(f'{folder}/{name}')
                                 for file in found]).stdout
        result = jibao('import', records, f'{name}.measures.csv', f'{name}.pairs.csv', cwd=folder)
        if result.stdout != '0 changes in 0 files\n' or run('sha256sum', '-c', '--quiet', input=old).returncode:
            yield f'{name}: {result.stdout}{result.stderr}'


def changed_faults():
    """A changed cell changes just what it is about, in the file where it stands."""
    folder = fresh('changed')
    os.chmod(f'{folder}/{RECORDS}', 0o640)
    old, theme = content(folder), content(folder, f'{EDITION}/themes/education.xml')
    spreadsheet.edit(table(folder, 'measures'), {('nurseries-new', 'value'): ' １,000 ',
                                           ('family-lectures', 'value'): '51.0',
                                           ('online-courses', 'value'): '200.0'})
    spreadsheet.edit(table(folder, 'pairs'), {('childcare.title', 'en'): 'R&D <em>for</em> Childcare'})
    dry = expect(imported(folder, table(folder, 'measures'), table(folder, 'pairs'),
                          options=['--dry-run']), 0)
    if content(folder) != old:
        yield '--dry-run wrote'
    result = expect(imported(folder, table(folder, 'measures'), table(folder, 'pairs')), 0)
    wanted = ['nurseries-new value: — → 1000', 'family-lectures value: 50 → 51.0',
              'childcare.title en: Wuyou Childcare → R&amp;D <em>for</em> Childcare',
              '3 changes in 2 files']
    if result.stdout.splitlines() != wanted:
        yield result.stdout
    if dry.stdout != result.stdout.rstrip('\n') + ' (not written)\n':
        yield dry.stdout
    new = (old.replace('id="nurseries-new" unit', 'id="nurseries-new" value="1000" unit')
              .replace('<en>Wuyou Childcare</en>', '<en>R&amp;D <em>for</em> Childcare</en>'))
    if content(folder) != new:
        yield run('diff', f'input/{RECORDS}', f'{folder}/{RECORDS}').stdout
    if content(folder, f'{EDITION}/themes/education.xml') != \
            theme.replace('id="family-lectures" value="50"', 'id="family-lectures" value="51.0"'):
        yield 'the theme is not as wanted'
    if stat.S_IMODE(os.stat(f'{folder}/{RECORDS}').st_mode) != 0o640:
        yield 'the mode has changed'


def fault_faults():
    """What the records would say wrong is told at the cell, and nothing is written."""
    folder = fresh('faults')
    old = files(folder)
    spreadsheet.edit(table(folder, 'measures'), {('family-lectures', 'value'): '60',
                                           ('online-courses', 'hedge'): '大约',
                                           ('nurseries-new', 'target'): '0'})
    spreadsheet.edit(table(folder, 'pairs'), {
        ('childcare.title', 'en'): 'No <foo/>', ('education.title', 'zh'): '⼈',
        ('childcare.progress.p1', 'en'): 'No figure.'})
    result = imported(folder, table(folder, 'measures'), table(folder, 'pairs'))
    codes = sorted(re.findall(r'\[(\w+)\]', result.stderr))
    if codes != ['E0112', 'E0118', 'E0215', 'E0401', 'E0403']:
        yield result.stderr
    for code, name, column, text in (
            ('E0112', 'pairs', 'en', 'No <foo/>'), ('E0118', 'measures', 'hedge', '大约'),
            ('E0403', 'pairs', 'zh', '⼈'), ('E0401', 'pairs', 'en', 'No figure.')):
        lines = open(table(folder, name), encoding='utf-8-sig', newline='').read().split('\r\n')
        line = next(i for i, found in enumerate(lines) if text in found)
        place = f'{EDITION}-{name}.csv:{line + 1}:{lines[line].index(text) + 1}: error:'
        if not any(place in said and code in said for said in result.stderr.splitlines()):
            yield f'{code} is not at {place}\n{result.stderr}'
    if files(folder) != old or result.returncode != 1 or result.stdout:
        yield 'something was written'


def known_faults():
    """Faults that stood in the records before are no concern of a table."""
    folder = fresh('known')
    put(folder, content(folder).replace('target="2"', 'target="0"', 1))
    spreadsheet.edit(table(folder, 'measures'), {('nurseries-new', 'target'): '0',
                                           ('family-lectures', 'value'): '60'})
    result = imported(folder, table(folder, 'measures'))
    if result.returncode or result.stderr:
        yield result.stderr


def missing_faults():
    """A figure and a text that were missing come in; the same table again, its reasons still in it, changes nothing."""
    folder = fresh('missing')
    text = content(folder)
    put(folder, text.replace('value="2" unit="nursery"', 'unit="nursery" missing="due" by="me"')
                    .replace('<en>Wuyou Childcare</en>', '<en missing="due" by="me"/>'))
    expect(jibao('export', RECORDS, cwd=folder), 0)
    spreadsheet.edit(table(folder, 'measures'), {('nurseries-civil-works', 'value'): '2'})
    spreadsheet.edit(table(folder, 'pairs'), {('childcare.title', 'en'): 'Wuyou Childcare'})
    for said in ('4 changes', '0 changes'):
        made = expect(imported(folder, table(folder, 'measures'), table(folder, 'pairs')), 0)
        if content(folder) != text:
            yield run('diff', f'input/{RECORDS}', f'{folder}/{RECORDS}').stdout
        if said not in made.stdout:
            yield made.stdout
    if made.stdout.count('→'):
        yield made.stdout


def moved_faults():
    """A paragraph that came in since the export does not let rows overwrite their neighbours."""
    folder = fresh('moved')
    added = '<progress>\n      <p><zh>新的一段。</zh><en>A new paragraph.</en></p>'
    put(folder, content(folder).replace('<progress>', added, 1))
    result = imported(folder, table(folder, 'pairs'))
    if result.returncode != 1 or 'E1025' not in result.stderr:
        yield result.stdout + result.stderr


def link_faults():
    """A symbolic link stays one."""
    folder = fresh('link')
    os.rename(f'{folder}/{RECORDS}', f'{folder}/{EDITION}/real.xml')
    os.symlink('real.xml', f'{folder}/{RECORDS}')
    spreadsheet.edit(table(folder, 'measures'), {('nurseries-new', 'value'): '1'})
    expect(imported(folder, table(folder, 'measures')), 0)
    if not os.path.islink(f'{folder}/{RECORDS}') or 'value="1"' not in content(folder):
        yield 'the link was replaced'


def order_faults():
    """A new attribute takes the place that the schema gives it."""
    folder = fresh('order')
    spreadsheet.edit(table(folder, 'measures'), {
        ('nurseries-new', 'bound'): '1', ('nurseries-new', 'hedge'): '超',
        ('nurseries-new', 'share'): '50', ('nurseries-new', 'source'): 'x'})
    expect(imported(folder, table(folder, 'measures')), 0)
    schema = open('input/schema/records.xsd', encoding='utf-8').read()
    kind = re.search(r'<xs:complexType name="measure">.*?</xs:complexType>', schema, re.S)[0]
    order = re.findall(r'<xs:attribute name="([\w-]+)"', kind)
    tag = re.search(r'<measure id="nurseries-new"[^>]*>', content(folder))[0]
    names = re.findall(r'([\w-]+)=', tag)
    if names != [name for name in order if name in names] or len(names) != 7:
        yield tag


def large_faults():
    """A million rows are read in time, right or wrong; so is a table of 10,000 changes."""
    folder = fresh('large')
    put(folder, 'id,value\n' + 'wrong-id,1\n' * 1000000, 'rows.csv')
    result = imported(folder, f'{folder}/rows.csv')
    if result.returncode != 1 or result.stderr.count('\n') != 100:
        yield result.stderr[:300]
    one = '<measure id="m{}" value="1" unit="person"><label><zh>数</zh><en>n</en></label></measure>'
    put(folder, content(folder).replace('  <theme id="medical', '  <theme id="x" number="9"><title><zh>类</zh>'
        '<en>x</en></title>' + ''.join(one.format(i) for i in range(10000)) + '</theme>\n  <theme id="medical'))
    put(folder, 'id,value,unit\n' + ''.join(f'm{i},2,job\n' for i in range(10000)), 'rows.csv')
    result = imported(folder, f'{folder}/rows.csv')
    if not result.stdout.endswith('10000 changes in 1 file\n') or result.stderr.count('W1041') != 1:
        yield result.stdout[-200:] + result.stderr[:300]


tap = Tap()
tap.ok('tables are CSV as spreadsheets want it, and hold every measure and pair', export_faults())
tap.ok('tables go where they are asked for', place_faults())
tap.ok('what is not changed stays, byte for byte', unchanged_faults())
tap.ok('so it does in every edition at hand', edition_faults())
tap.ok('a changed cell changes just what it is about, and is listed', changed_faults())
tap.ok('faults are told at their cells, and nothing is written', fault_faults())
tap.ok('faults that stood there before do not stop a table', known_faults())
tap.ok('what was missing comes in', missing_faults())
tap.ok('rows do not overwrite their neighbours', moved_faults())
tap.ok('a symbolic link stays one', link_faults())
tap.ok('new attributes stand in the order of the schema', order_faults())
tap.ok('large tables are read in time', large_faults())
tap.end()
