#!/usr/bin/env python3
"""The same bytes, wherever, whenever and by whomever the bulletin is built."""
import hashlib
import os
import re
import shutil
import stat
import sys
import tempfile

sys.path.insert(0, 'tests/lib')

from tap import JIBAO, Tap, run, scratch

RECORDS = 'input/wujin-2024-q1/bulletin.xml'
NOWHERE = '/nonexistent'
LOCALES = ('zh_CN', 'tr_TR', 'de_DE')       # other words, another lower case of I, a decimal comma
DATES = rb'D:\d{14}[^)>]*|<xmp:\w+Date>[^<]*<|/ID ?\[[^]]*\]'


def build(path, records=RECORDS, cwd=None, env=None, prefix=()):
    made = run(*prefix, JIBAO, 'build', records, '-t', 'quarterly', '-o', path, cwd=cwd,
               env={**os.environ, **env} if env else None)
    return '' if made.returncode == 0 else made.stderr or f'exit {made.returncode}'


def content(path):
    with open(path, 'rb') as file:
        return file.read()


def digest(path):
    return hashlib.sha256(content(path)).hexdigest()


def copy_office(folder):
    """The records and templates, in a folder of another name."""
    for part in ('input', 'templates'):
        shutil.copytree(part, os.path.join(folder, part))
    return folder


def locale_settings(folder):
    """Those of the system, or made here where it can make them."""
    # glibc loses the list of folders that it makes of LOCPATH, which a leak checker would blame on us
    may_make = 'ASAN_OPTIONS' not in os.environ
    settings = {'LOCPATH': os.path.abspath(folder)}
    known = run('locale', '-a').stdout.lower().replace('utf-8', 'utf8').split()
    for name in LOCALES:
        made = os.path.join(folder, f'{name}.UTF-8')
        if f'{name.lower()}.utf8' in known:
            yield name, {'LC_ALL': f'{name}.UTF-8'}
        elif may_make and shutil.which('localedef') and run('localedef', '-i', name, '-f', 'UTF-8', made).returncode == 0:
            yield name, {'LC_ALL': f'{name}.UTF-8', **settings}
        else:
            print(f'# no locale {name} here: left out')


def other_user():
    """As nobody, where root runs the tests and others may enter this folder."""
    as_nobody = ('setpriv', '--reuid=65534', '--clear-groups', 'env', f'HOME={NOWHERE}')
    if os.getuid() or not shutil.which('setpriv') or run(*as_nobody, 'test', '-x', JIBAO).returncode:
        print('# another user cannot be tried here: left out')
        return {}
    return {'another user': {'prefix': as_nobody}}


def cold_cache(folder):
    """An empty folder over the system's list of fonts, in a name space of the one process."""
    hidden = ('unshare', '--mount', '--map-root-user', 'sh', '-c',
              'mount -t tmpfs -o ro none /var/cache/fontconfig && exec "$@"', 'sh')
    if run(*hidden, 'true').returncode:
        print('# the cache of fonts cannot be hidden here: left out')
        return {}
    settings = {'XDG_CACHE_HOME': os.path.join(folder, 'cache')}
    return {'no cache of fonts': {'prefix': hidden, 'env': settings},
            'a cache that was just made': {'prefix': hidden, 'env': settings}}


def cases(folder):
    copy = copy_office(os.path.join(folder, 'elsewhere', '季报 office'))
    made = {
        'a second time': {},
        'another time zone': {'env': {'TZ': 'Pacific/Kiritimati'}},
        'the C locale': {'env': {'LC_ALL': 'C', 'LANG': 'C'}},
        'a locale that is not there': {'env': {'LC_ALL': 'xx_XX.UTF-8', 'LANGUAGE': 'zh'}},
        'another home and an empty cache': {'env': {'HOME': folder, 'XDG_CACHE_HOME': folder, 'USER': 'li'}},
        'a cache that cannot be written': {'env': {'HOME': NOWHERE, 'XDG_CACHE_HOME': NOWHERE}},
        'no environment but another home': {'prefix': ('env', '-i', f'HOME={folder}')},
        'another umask': {'prefix': ('sh', '-c', 'umask 077; exec "$@"', 'sh')},
        'another directory': {'cwd': copy, 'env': {'JIBAO_DATA': copy}},
        'paths from the root': {'records': os.path.abspath(RECORDS), 'cwd': '/',
                                'env': {'JIBAO_DATA': os.path.abspath('.')}},
        'debugging allocation': {'env': {'G_SLICE': 'always-malloc', 'MALLOC_PERTURB_': '77'}},
    }
    made.update({f'locale {name}': {'env': env} for name, env in locale_settings(folder)})
    return {**made, **cold_cache(folder), **other_user()}


def same_faults(expected, folder, how):
    """Each build has a folder that any user may write to."""
    path = os.path.join(tempfile.mkdtemp(dir=folder), 'again.pdf')
    os.chmod(os.path.dirname(path), 0o777)
    said = build(path, **how)
    if said or digest(path) != expected:
        yield said or 'other bytes'


def output_faults(expected):
    made = run('sh', '-c', '"$0" build "$1" -o - | sha256sum', JIBAO, RECORDS)
    if expected not in made.stdout:
        yield made.stdout + made.stderr


def mode_faults(folder):
    for mask, expected in (('022', 0o644), ('027', 0o640), ('077', 0o600)):
        path = os.path.join(folder, f'mask-{mask}.pdf')
        build(path, prefix=('sh', '-c', f'umask {mask}; exec "$@"', 'sh'))
        mode = stat.S_IMODE(os.stat(path).st_mode)
        if mode != expected:
            yield f'umask {mask}: {mode:o}'


def date_faults(first, folder):
    dated = os.path.join(folder, 'dated.pdf')
    build(dated, env={'SOURCE_DATE_EPOCH': '1000000000'})
    info = run('pdfinfo', '-isodates', dated, env={**os.environ, 'TZ': 'UTC'}).stdout
    if info.count('2001-09-09T01:46:40') != 2:
        yield info
    plain = []
    for path in (first, dated):
        run('qpdf', '--qdf', '--object-streams=disable', path, path + '.qdf')
        plain.append(re.sub(DATES, b'', content(path + '.qdf')))
    if digest(dated) == digest(first) or plain[0] != plain[1]:
        yield 'more, or less, than dates differs'


def plants(expected, folder):
    """Other records must give other bytes; a change of the page must not pass as a date."""
    copy = copy_office(os.path.join(folder, 'changed'))
    records = os.path.join(copy, RECORDS)
    text = content(records)
    with open(records, 'wb') as file:
        file.write(text.replace('有序推进'.encode(), '有序开展'.encode()))
    if not list(same_faults(expected, folder, {'records': records})):
        yield 'other records: not seen'
    path = os.path.join(folder, 'changed.pdf')
    build(path, records=records)
    if not list(date_faults(path, folder)):
        yield 'another text: passes as a date'


def main():
    tap = Tap()
    first = os.path.join(os.path.abspath(scratch('reproducible')), 'first.pdf')
    tap.ok('the bulletin builds', filter(None, [build(first)]))
    expected = digest(first)
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        for name, how in cases(folder).items():
            tap.ok(f'the same bytes: {name}', same_faults(expected, folder, how))
        tap.ok('the same bytes: on the standard output', output_faults(expected))
        tap.ok('who may read the file is as the umask says', mode_faults(folder))
        tap.ok('SOURCE_DATE_EPOCH is the date of the file, and of nothing else', date_faults(first, folder))
        tap.ok('planted: other bytes are seen', plants(expected, folder))
    tap.end()


main()
