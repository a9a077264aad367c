#!/usr/bin/env python3
"""The XSDs proved: for every element a good document, one with every attribute, and bad ones (an attribute that is
not there, a required one left out, a child that is not there). xmllint judges them by the XSD; jibao tells each
fault of records, units, terms, templates and styles at its place. And everything is explained in both languages."""
import copy
import os
import shutil
import sys
import xml.etree.ElementTree as ET

sys.path.insert(0, 'tests/lib')

from tap import Tap, jibao, run, scratch
from xsd import SCHEMAS, XS, Schema, documentation, last_of

ODD_ATTRIBUTE, ODD_CHILD = 'strange-thing', 'stranger-thing'
AT_ONCE = 100                       # documents that one xmllint takes


# --- documents ------------------------------------------------------------------------------------

def spoilt(document, chain, how):
    bad = copy.deepcopy(document)
    how(last_of(bad, chain))
    return bad


def odd_attribute(element):
    element.set(ODD_ATTRIBUTE, '1')


def odd_child(element):
    element.append(ET.Element(ODD_CHILD))


def cases(schema):
    """(name, document, code that jibao tells or None where it is good)."""
    for number, chain in enumerate(schema.chains().values()):
        name = f'{number}-{chain[-1].get("name")}'
        good = schema.document(chain)
        yield f'{name}-good', good, None
        yield f'{name}-full', schema.document(chain, full=True), None
        yield f'{name}-odd-attribute', spoilt(good, chain, odd_attribute), 'E0116'
        yield f'{name}-odd-child', spoilt(good, chain, odd_child), 'E011'
        for attribute in schema.attributes(chain[-1]):
            if attribute.get('use') == 'required':
                lost = attribute.get('name')
                yield (f'{name}-without-{lost}', spoilt(good, chain, lambda element, lost=lost: element.attrib.pop(lost)),
                       'E0117')


def code_of(path, code):
    """An <include> is no element of the document that is validated: it has a fault of its own."""
    return 'E0131' if code and '-include-' in os.path.basename(path) else code


def written(folder, schema):
    """(path, code): the documents as files."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    found = []
    for name, document, code in cases(schema):
        path = os.path.join(folder, f'{name}.xml')
        ET.ElementTree(document).write(path, encoding='unicode')
        found.append((path, code_of(path, code)))
    return found


# --- judges ---------------------------------------------------------------------------------------

def xmllint_faults(xsd, files):
    """xmllint takes just the good ones."""
    said = ''
    for start in range(0, len(files), AT_ONCE):
        said += run('xmllint', '--noout', '--schema', xsd, *(path for path, _ in files[start:start + AT_ONCE])).stderr
    lines = said.splitlines()
    valid = {line.removesuffix(' validates') for line in lines if line.endswith(' validates')}
    for path, code in files:
        if code is None and path not in valid:
            why = next((line for line in lines if line.startswith(path + ':')), 'nothing is said')
            yield f'{path} is refused: {why}'
        if code is not None and path in valid:
            yield f'{path} is taken'


def place_of(path, code):
    """Where the fault of a bad document is, column of its one line, as far as the file tells it."""
    with open(path, encoding='utf-8') as file:
        text = file.read()
    what = {'E0116': f'{ODD_ATTRIBUTE}=', 'E011': f'<{ODD_CHILD}'}.get(code)
    return f'{path}:1:{text.index(what) + 1}: ' if what else f'{path}:1:'


def command(which, path, folder):
    """How jibao comes to read a file of that kind."""
    edition = os.path.join(folder, 'edition/bulletin.xml')
    if which == 'records':
        return ('check', path)
    if which in ('units', 'terms'):
        shutil.copy(path, os.path.join(folder, f'edition/{which}.xml'))
        return ('check', edition)
    shutil.copy(path, os.path.join(folder, f'sheet/{which}.xml'))
    return ('build', edition, '-t', os.path.join(folder, 'sheet'), '-o', os.path.join(folder, 'out.pdf'))


def jibao_faults(which, files, folder):
    """jibao tells the fault of each bad one, at its place."""
    shutil.copytree('tests/golden/edition', os.path.join(folder, 'edition'))
    shutil.copytree('templates/quarterly', os.path.join(folder, 'sheet'))
    for path, code in files:
        if code is None:
            continue
        where = place_of(path, code)
        arguments = command(which, path, folder)
        read = path if which == 'records' else os.path.join(
            folder, 'edition' if which in ('units', 'terms') else 'sheet', f'{which}.xml')
        made = jibao(*arguments, '--message-lang', 'en', '--diagnostics', 'short', '--max-errors', '0')
        where = where.replace(path, read, 1)
        told = [line for line in made.stderr.splitlines() if line.startswith(where) and f'[{code}' in line]
        if made.returncode != 1 or not told:
            first = (made.stderr.splitlines() or ['nothing'])[0]
            yield f'{path}: exit {made.returncode}, no {code} at {where}; told: {first}'


def explained_faults(schema):
    for kind in ('element', 'attribute'):
        for node in schema.declarations(kind):
            missing = {'zh-CN', 'en'} - documentation(node) - schema.documentation_of_type(node)
            if missing:
                yield f'{schema.path}: {kind} {node.get("name")} is not explained in {", ".join(sorted(missing))}'


def reached_faults(schema):
    reached = schema.chains()
    yield from (f'{schema.path}: no document can have the element {node.get("name")}'
                for node in schema.declarations('element') if id(node) not in reached and node.get('type') is None)


# --- what these tests can see ---------------------------------------------------------------------

def rename_element(root):
    next(node for node in root.iter(XS + 'element') if node.get('name') == 'target').set('name', 'traget')


def free_attribute(root):
    next(node for node in root.iter(XS + 'attribute') if node.get('use') == 'required').set('use', 'optional')


def rename_attribute(root):
    next(node for node in root.iter(XS + 'attribute') if node.get('name') == 'hedge').set('name', 'hegde')


def plants(folder):
    schema = Schema(SCHEMAS['records'])
    files = written(os.path.join(folder, 'files'), schema)
    for spoil in (rename_element, free_attribute, rename_attribute):
        root = copy.deepcopy(schema.root)
        spoil(root)
        path = os.path.join(folder, 'broken.xsd')
        ET.ElementTree(root).write(path, encoding='unicode')
        if not list(xmllint_faults(path, files)):
            yield f'{spoil.__name__}: not seen'
    next(node for node in schema.root.iter(XS + 'attribute') if node.get('name') == 'as-of').find(XS + 'annotation').clear()
    if not list(explained_faults(schema)):
        yield 'an attribute that is not explained: not seen'
    good = next(path for path, code in files if code is None)
    if not list(jibao_faults('records', [(good, 'E0117')], os.path.join(folder, 'one'))):
        yield 'a fault that is not told: not seen'


def main():
    tap = Tap()
    top = scratch('schema-proof')
    shutil.rmtree(top)
    for which, path in SCHEMAS.items():
        schema = Schema(path)
        folder = os.path.join(top, which)
        files = written(os.path.join(folder, 'files'), schema)
        tap.ok(f'{which}.xsd: every element can be written', reached_faults(schema))
        tap.ok(f'{which}.xsd: {len(files)} documents, good and bad, as xmllint judges them', xmllint_faults(path, files))
        tap.ok(f'{which}.xsd: jibao tells the fault of each bad one at its place', jibao_faults(which, files, folder))
        tap.ok(f'{which}.xsd: every element and attribute is explained in Chinese and English', explained_faults(schema))
    tap.ok('planted: broken schemas, and a fault that is not told, are seen', plants(os.path.join(top, 'planted')))
    tap.end()


main()
