#!/usr/bin/env python3
"""Completion in editors: every document finds its schema, and RELAX NG (for Emacs) says what the XSDs say."""
import copy
import filecmp
import fnmatch
import glob
import json
import os
import random
import re
import sys
import xml.etree.ElementTree as ET
from importlib.machinery import SourceFileLoader

sys.dont_write_bytecode = True
sys.path.insert(0, 'tests/lib')

from relaxng import Grammar
from tap import Tap, run, scratch

MUTANTS = 300
DOCUMENTS = ['input/**/*.xml', 'templates/**/*.xml', 'tests/editions/**/*.xml']
CATALOG = '{urn:oasis:names:tc:entity:xmlns:xml:catalog}'
RULES = '{http://thaiopensource.com/ns/locating-rules/1.0}'

maker = SourceFileLoader('make_relaxng', 'tests/tools/make-relaxng').load_module()
SCHEMAS = sorted(p for pattern in maker.SCHEMAS for p in glob.glob(pattern))


# --- who finds what ------------------------------------------------------------------------------------

def settings(path):
    with open(path, encoding='utf-8') as file:
        return json.load(file)


def associations(path='.vscode/settings.json'):
    return [(a['pattern'], a['systemId']) for a in settings(path)['xml.fileAssociations']]


def schema_for(path):
    """As the language server matches: ** stands for any folders."""
    return next((schema for pattern, schema in associations()
                 if fnmatch.fnmatchcase('/' + path, '*/' + pattern.removeprefix('**/'))), None)


def documents():
    return sorted(p for pattern in DOCUMENTS for p in glob.glob(pattern, recursive=True))


def document_faults():
    for path in documents():
        schema = schema_for(path)
        with open(path, encoding='utf-8') as file:
            model = re.search(r'<\?xml-model href="([^"]*)"', file.read())
        if not schema:
            yield f'{path}: no association'
            continue
        if model and os.path.normpath(os.path.join(os.path.dirname(path), model[1])) != schema:
            yield f'{path} names {model[1]}, but {schema} is associated'
        done = run('xmllint', '--noout', '--schema', schema, path)
        if done.returncode:
            yield done.stderr


def office_faults():
    """What init writes tells the same, of the schemas in the office's own folder."""
    ours = [(pattern, f'schema/{os.path.basename(schema)}') for pattern, schema in associations()]
    theirs = associations('office/vscode-settings.json')
    return [] if ours == theirs else [f'{ours} against {theirs}']


def theme_faults(folder):
    """A theme in a file of its own, as <include> brings it in."""
    os.makedirs(f'{folder}/themes', exist_ok=True)
    for theme in ET.parse('input/wujin-2024-q1/bulletin.xml').getroot().findall('theme'):
        path = f'{folder}/themes/{theme.get("id")}.xml'
        ET.ElementTree(theme).write(path, encoding='utf-8', xml_declaration=True)
        done = run('xmllint', '--noout', '--schema', schema_for(path), path)
        if done.returncode:
            yield done.stderr


def catalog_faults():
    for path in settings('.vscode/settings.json')['xml.catalogs']:
        entries = ET.parse(path).getroot()
        named = {e.get('uri') for e in entries}
        yield from (f'{path}: no name for {s}' for s in SCHEMAS if s not in named)
        for entry in entries:
            name = entry.get('systemId') or entry.get('name')
            found = run('xmlcatalog', path, name).stdout.strip()
            if found not in SCHEMAS or found != entry.get('uri'):
                yield f'{name} leads to {found or "nothing"}'


def emacs_faults():
    """Emacs is told the same, with the other schema language."""
    rules = [('**/' + e.get('pattern'), e.get('uri').replace('.rnc', '.xsd'))
             for e in ET.parse('schemas.xml').getroot().findall(f'{RULES}uri')]
    yield from (f'{a} against {b}' for a, b in zip(rules, associations()) if a != b)
    if len(rules) != len(associations()):
        yield f'{len(rules)} rules, {len(associations())} associations'


def stale_faults(folder):
    done = run('tests/tools/make-relaxng', '-o', folder)
    if done.returncode:
        yield done.stderr
        return
    for schema in SCHEMAS:
        name = schema.replace('.xsd', '.rnc')
        if not os.path.exists(name) or not filecmp.cmp(name, f'{folder}/{os.path.basename(name)}', shallow=False):
            yield f'{name} is not what tests/tools/make-relaxng writes: run it'


# --- a document with everything in it, and its mutants --------------------------------------------------

SAMPLES = ['x', '1', '60%', '2024-12-31', '2024-Q1', '12', '1.5', '3pt', 'A4', '#1B1F23', '* *', '']
TYPED = {'date': '2024-12-31', 'gYear': '2024', 'gYearMonth': '2024-12', 'language': 'en', 'NCName': 'a',
         'token': 'x', 'anyURI': 'x', 'decimal': '1', 'positiveInteger': '1', 'nonNegativeInteger': '0'}


class Sampler:
    """Walks the patterns of a schema; what is optional is written where its definition is met first."""

    def __init__(self, path):
        schema = maker.Schema(path)
        self.defined = {name: body for s in [*schema.inherited, schema] for name, body in s.definitions()}
        self.roots = schema.roots()
        self.met = set()

    def value(self, node):
        if node.kind == 'ref':
            return self.value(self.defined[node.name])
        if node.kind in ('choice', 'list', 'oneOrMore'):
            return self.value(node.kids[0])
        if node.kind == 'value':
            return node.kids[0]
        patterns = [value for name, value in node.facets if name == 'pattern']
        if patterns:
            return next(s for s in SAMPLES if all(re.fullmatch(p, s) for p in patterns))
        return 'x' if node.kind == 'text' else TYPED[node.name]

    def write(self, node, into, full=True):
        if node.kind == 'ref':
            full, first = full and node.name not in self.met, node.name
            self.met.add(first)
            self.write(self.defined[node.name], into, full)
        elif node.kind == 'element':
            self.write(node.kids[0], ET.SubElement(into, node.name), full)
        elif node.kind == 'attribute':
            into.set(node.name, self.value(node.kids[0]))
        elif node.kind == 'oneOrMore' or (node.kind == 'zeroOrMore' and full):
            inner = node.kids[0]
            for kid in inner.kids if inner.kind == 'choice' and full else [inner]:
                self.write(kid, into, full)
        elif node.kind == 'choice':
            self.write(node.kids[0], into, full)
        elif node.kind in ('group', 'mixed') or (node.kind == 'optional' and full):
            for kid in node.kids:
                self.write(kid, into, full)

    def document(self, root):
        holder = ET.Element('holder')
        self.met = set()
        self.write(root, holder)
        return holder[0]


def mutated(document, names, values, dice):
    """One slip: something left out, doubled, moved, misspelt or ill filled in."""
    document = copy.deepcopy(document)
    places = [(parent, i) for parent in document.iter() for i in range(len(parent))]
    parent, i = dice.choice(places)
    node = parent[i]
    kind = dice.randrange(7)
    if kind == 0:
        parent.remove(node)
    elif kind == 1:
        parent.insert(i, copy.deepcopy(node))
    elif kind == 2:
        parent.remove(node)
        dice.choice(places)[0].append(node)
    elif kind == 3:
        node.tag = dice.choice(names)
    elif kind == 4 and node.attrib:
        del node.attrib[dice.choice(list(node.attrib))]
    elif kind == 5:
        node.text = 'stray'
    else:
        node.set(dice.choice(list(node.attrib) or ['id']), dice.choice(values))
    return document


def samples(schema, folder):
    """Whole documents for one schema, and mutants of them, in files."""
    sampler, dice = Sampler(schema), random.Random(schema)
    whole = [sampler.document(root) for root in sampler.roots]
    nodes = [e for document in whole for e in document.iter()]
    names = sorted({e.tag for e in nodes})
    values = sorted({v for e in nodes for v in e.attrib.values()}) + ['', ' x', '2024-02-30', '2024-Q5', '１']
    mutants = [mutated(dice.choice(whole), names, values, dice) for _ in range(MUTANTS)]
    paths = []
    for number, document in enumerate(whole + mutants):
        paths.append(f'{folder}/{os.path.basename(schema)}-{number}.xml')
        ET.ElementTree(document).write(paths[-1], encoding='utf-8')
    return paths[:len(whole)], paths[len(whole):]


def verdicts(schema, paths):
    """What xmllint says by the XSD, and what the RELAX NG file says."""
    said = run('xmllint', '--noout', '--schema', schema, *paths).stderr
    grammar = Grammar(schema.replace('.xsd', '.rnc'))
    return ({p: f'{p} validates\n' in said for p in paths},
            {p: grammar.accepts(ET.parse(p).getroot()) for p in paths})


def proof_faults(schema, folder):
    """Both schema languages accept and refuse the same; and the mutants are of both sorts.

    The sample holds what the RELAX NG knows: that nothing is lost in it, the real documents show."""
    whole, mutants = samples(schema, folder)
    whole += [p for p in documents() if schema_for(p) == schema]
    xsd, rng = verdicts(schema, whole + mutants)
    yield from (f'{p}: refused' for p in whole if not xsd[p])
    yield from (f'{p}: XSD {"accepts" if accepted else "refuses"} it, RELAX NG does not agree'
                for p, accepted in xsd.items() if accepted != rng[p])
    refused = sum(not xsd[p] for p in mutants)
    if not MUTANTS / 4 < refused < MUTANTS:
        yield f'{refused} of {MUTANTS} mutants are refused: they prove nothing'


def main():
    tap, folder = Tap(), scratch('editors')
    tap.ok('every document is matched by a schema that accepts it', document_faults())
    tap.ok('a theme in a file of its own is matched too', theme_faults(folder))
    tap.ok('a new office is told the same', office_faults())
    tap.ok('the catalog names every schema', catalog_faults())
    tap.ok('Emacs is told what VS Code is told', emacs_faults())
    tap.ok('the RELAX NG files are current', stale_faults(folder))
    for schema in SCHEMAS:
        tap.ok(f'{schema}: RELAX NG accepts and refuses the same', proof_faults(schema, folder))
    tap.end()


if __name__ == '__main__':
    main()
