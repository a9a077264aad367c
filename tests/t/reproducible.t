#!/usr/bin/env python3
"""The same bytes, wherever, whenever and by whomever the bulletin is built."""
import hashlib
import os
import shutil
import sys
import tempfile

sys.path.insert(0, 'tests/lib')

from tap import JIBAO, Tap, jibao, run, scratch

RECORDS = 'input/wujin-2024-q1/bulletin.xml'


def build(path, records=RECORDS, cwd=None, env=None, prefix=()):
    made = run(*prefix, JIBAO, 'build', records, '-t', 'quarterly', '-o', path, cwd=cwd,
               env={**os.environ, **env} if env else None)
    return '' if made.returncode == 0 else made.stderr


def digest(path):
    with open(path, 'rb') as file:
        return hashlib.sha256(file.read()).hexdigest()


def main():
    tap = Tap()
    folder = os.path.abspath(scratch('reproducible'))
    first = os.path.join(folder, 'first.pdf')
    tap.ok('the bulletin builds', filter(None, [build(first)]))
    expected = digest(first)
    home = tempfile.mkdtemp()
    copy = os.path.join(home, 'elsewhere', 'office')
    os.makedirs(copy)
    for part in ('input', 'templates'):
        shutil.copytree(part, os.path.join(copy, part))
    cases = {
        'a second time': {},
        'another time zone': {'env': {'TZ': 'Pacific/Kiritimati'}},
        'the C locale': {'env': {'LC_ALL': 'C', 'LANG': 'C'}},
        'a Chinese locale': {'env': {'LC_ALL': 'zh_CN.UTF-8', 'LANGUAGE': 'zh'}},
        'a locale that has a decimal comma': {'env': {'LC_ALL': 'de_DE.UTF-8'}},
        'another home and an empty cache': {'env': {'HOME': home, 'XDG_CACHE_HOME': home, 'USER': 'li'}},
        'a cache that cannot be written': {'env': {'HOME': '/nonexistent', 'XDG_CACHE_HOME': '/nonexistent'}},
        'no environment at all': {'prefix': ('env', '-i')},
        'another umask': {'prefix': ('sh', '-c', 'umask 077; exec "$@"', 'sh')},
        'another directory': {'cwd': copy, 'env': {'JIBAO_DATA': copy}},
        'paths from the root': {'records': os.path.abspath(RECORDS), 'cwd': '/'},
        'debugging allocation': {'env': {'G_SLICE': 'always-malloc', 'MALLOC_PERTURB_': '77'}},
    }
    if os.getuid() == 0 and shutil.which('setpriv'):
        cases['another user'] = {'prefix': ('setpriv', '--reuid=65534', '--clear-groups', 'env', 'HOME=/nonexistent')}
    for name, how in cases.items():
        path = os.path.join(folder, 'again.pdf')
        if name == 'another user':
            path = os.path.join(tempfile.mkdtemp(), 'again.pdf')
            os.chmod(os.path.dirname(path), 0o777)
            if run(*how['prefix'], 'test', '-x', JIBAO).returncode:
                print('# another user may not enter this folder: left out')
                continue
        said = build(path, **how)
        tap.ok(f'the same bytes: {name}', [said or 'other bytes'] if said or digest(path) != expected else [])

    made = run('sh', '-c', '"$0" build "$1" -o - | sha256sum', JIBAO, RECORDS)
    tap.ok('the same bytes: on the standard output', [] if expected in made.stdout else [made.stdout + made.stderr])
    dated = os.path.join(folder, 'dated.pdf')
    build(dated, env={'SOURCE_DATE_EPOCH': '1000000000'})
    info = run('pdfinfo', '-isodates', dated, env={**os.environ, 'TZ': 'UTC'}).stdout
    tap.ok('SOURCE_DATE_EPOCH is the date of the file, and of nothing else',
           [] if '2001-09-09T01:46:40' in info and digest(dated) != expected and
           run('pdftotext', dated, '-').stdout == run('pdftotext', first, '-').stdout else [info])
    shutil.rmtree(home)
    tap.end()


main()
