"""The XSDs of the house, read for the tests: which elements and attributes there are, what is explained, and
documents with one of everything. Only what the house writes is understood; anything else stops the tests."""
import re
import xml.etree.ElementTree as ET

XS = '{http://www.w3.org/2001/XMLSchema}'
LANG = '{http://www.w3.org/XML/1998/namespace}lang'
SCHEMAS = {'records': 'input/schema/records.xsd', 'units': 'input/schema/units.xsd', 'terms': 'input/schema/terms.xsd',
           'template': 'templates/schema/template.xsd', 'styles': 'templates/schema/styles.xsd'}
# One of these fits any type of the house.
SAMPLES = ('a', '1', '2', 'parallel', '12pt', '*', '12pt a', '#1D4557', '2024-Q1', '2024-03-31', '2024', 'a.png', 'theme', 'zh', '60%')
BUILT_IN = {'string': r'(?s).*', 'token': r'(\S+( \S+)*)?', 'NCName': r'[A-Za-z_][\w.\-]*', 'decimal': r'[+\-]?[0-9]+(\.[0-9]+)?',
            'date': r'\d{4}-\d\d-\d\d', 'gYearMonth': r'\d{4}-\d\d', 'gYear': r'\d{4}', 'anyURI': r'\S+',
            'positiveInteger': r'[1-9]\d*', 'nonNegativeInteger': r'\d+', 'integer': r'-?\d+', 'language': r'[a-z]+'}


def local(name):
    return name.rpartition(':')[2]


class Schema:
    def __init__(self, path):
        self.path = path
        self.root = ET.parse(path).getroot()
        self.named = {(node.tag, node.get('name')): node for node in self.root if node.get('name')}

    def find(self, kind, name):
        return self.named[XS + kind, local(name)]

    # --- declarations -----------------------------------------------------------------------------

    def declarations(self, kind):
        return [node for node in self.root.iter(XS + kind) if node.get('name')]

    def roots(self):
        return [node for node in self.root if node.tag == XS + 'element']

    def type_of(self, declaration):
        """The complex type of an element; None where it holds a simple value."""
        name = declaration.get('type')
        if name:
            return self.named.get((XS + 'complexType', local(name)))
        return declaration.find(XS + 'complexType')

    def particles(self, node):
        """The particles of a type with those of its base before them, or of a group or sequence."""
        for child in node:
            if child.tag in (XS + 'sequence', XS + 'choice', XS + 'element'):
                yield child
            elif child.tag == XS + 'group':
                yield self.group(child)
            elif child.tag in (XS + 'complexContent', XS + 'extension'):
                if child.get('base'):
                    yield from self.particles(self.find('complexType', child.get('base')))
                yield from self.particles(child)
            elif child.tag not in (XS + 'annotation', XS + 'attribute', XS + 'attributeGroup'):
                raise ValueError(f'{self.path}: {child.tag} is not understood')

    def group(self, reference):
        """A group in the place of the reference, with the reference's own occurrences."""
        found = ET.Element(XS + 'sequence', {k: v for k, v in reference.attrib.items() if k != 'ref'})
        found.extend(list(self.particles(self.find('group', reference.get('ref')))))
        return found

    def children(self, declaration):
        """The declarations of all children that an element may have."""
        found, pending = [], list(self.particles(self.type_of(declaration) or []))
        while pending:
            particle = pending.pop(0)
            if particle.tag == XS + 'element':
                found.append(particle)
            else:
                pending = list(self.particles(particle)) + pending
        return found

    def attributes(self, declaration):
        return self.attributes_in(self.type_of(declaration) or [])

    def attributes_in(self, node):
        found = []
        for child in node:
            if child.tag == XS + 'attribute':
                found.append(child)
            elif child.tag == XS + 'attributeGroup':
                found += self.attributes_in(self.find('attributeGroup', child.get('ref')))
            elif child.tag in (XS + 'complexContent', XS + 'extension'):
                if child.get('base'):
                    found += self.attributes_in(self.find('complexType', child.get('base')))
                found += self.attributes_in(child)
        return found

    def documentation_of_type(self, declaration):
        """Editors show it where the declaration itself has none."""
        name = local(declaration.get('type') or '')
        kinds = [self.named.get((XS + kind, name)) for kind in ('complexType', 'simpleType')]
        return {lang for kind in kinds if kind is not None for lang in documentation(kind)}

    # --- values -----------------------------------------------------------------------------------

    def simple_type(self, declaration):
        name = declaration.get('type')
        return name or declaration.find(XS + 'simpleType')

    def allows(self, kind, value):
        """Whether a simple type, by name or as an element, allows the value."""
        if isinstance(kind, str):
            if (XS + 'simpleType', local(kind)) not in self.named:
                return re.fullmatch(BUILT_IN[local(kind)], value) is not None
            kind = self.find('simpleType', kind)
        for node in kind:
            if node.tag == XS + 'restriction':
                return self.restriction_allows(node, value)
            if node.tag == XS + 'union':
                members = node.get('memberTypes', '').split() + node.findall(XS + 'simpleType')
                return any(self.allows(member, value) for member in members)
            if node.tag == XS + 'list':
                item = node.get('itemType')
                item = node.find(XS + 'simpleType') if item is None else item
                return all(self.allows(item, word) for word in value.split())
        raise ValueError(f'{self.path}: a simple type is not understood')

    def is_list(self, kind):
        node = self.named.get((XS + 'simpleType', local(kind))) if isinstance(kind, str) else kind
        return node is not None and node.find(XS + 'list') is not None

    def restriction_allows(self, node, value):
        base = node.get('base')
        if base is None:
            base = node.find(XS + 'simpleType')
        length = len(value.split()) if self.is_list(base) else len(value)
        values = [facet.get('value') for facet in node.findall(XS + 'enumeration')]
        patterns = [facet.get('value') for facet in node.findall(XS + 'pattern')]
        least = node.find(XS + 'minLength')
        bounds = [node.find(XS + name) for name in ('minInclusive', 'maxInclusive')]
        low, high = (None if facet is None else int(facet.get('value')) for facet in bounds)
        return (self.allows(base, value) and (not values or value in values)
                and (not patterns or any(re.fullmatch(pattern, value) for pattern in patterns))
                and (least is None or length >= int(least.get('value')))
                and (low is None or int(value) >= low) and (high is None or int(value) <= high))

    def sample(self, declaration):
        kind = self.simple_type(declaration)
        if declaration.get('fixed'):
            return declaration.get('fixed')
        node = kind if not isinstance(kind, str) else self.named.get((XS + 'simpleType', local(kind)))
        words = [facet.get('value') for facet in node.iter(XS + 'enumeration')] if node is not None else []
        found = next((value for value in (*words, *SAMPLES) if self.allows(kind, value)), None)
        if found is None:
            raise ValueError(f'{self.path}: no sample for {declaration.get("name")}: add one to SAMPLES')
        return found

    # --- documents --------------------------------------------------------------------------------

    def chains(self):
        """For each element declaration, the declarations from a root to it; those that no root leads to are missing."""
        found, pending = {}, [[root] for root in self.roots()]
        while pending:
            chain = pending.pop(0)
            if id(chain[-1]) in found:
                continue
            found[id(chain[-1])] = chain
            pending += [[*chain, child] for child in self.children(chain[-1])]
        return found

    def element(self, declaration, chain=(), full=False):
        """The least that the declaration allows, with the rest of the chain inside; full: with every attribute."""
        element = ET.Element(declaration.get('name'))
        for attribute in self.attributes(declaration):
            if attribute.get('use') == 'required' or (full and not chain):
                element.set(attribute.get('name'), self.sample(attribute))
        kind = self.type_of(declaration)
        if kind is None:
            element.text = self.sample(declaration) if self.simple_type(declaration) is not None else None
            return element
        for particle in self.particles(kind):
            element.extend(self.content(particle, chain, full))
        return element

    def leads_to(self, particle, declaration):
        if particle.tag == XS + 'element':
            return particle is declaration
        return any(self.leads_to(inner, declaration) for inner in self.particles(particle))

    def content(self, particle, chain, full):
        wanted = bool(chain) and self.leads_to(particle, chain[0])
        if not wanted and particle.get('minOccurs', '1') == '0':
            return []
        if particle.tag == XS + 'element':
            return [self.element(particle, chain[1:] if wanted else (), full and wanted)]
        inner = list(self.particles(particle))
        if particle.tag == XS + 'choice':
            inner = [next((p for p in inner if wanted and self.leads_to(p, chain[0])), inner[0])]
        return [element for p in inner for element in self.content(p, chain, full)]

    def document(self, chain, full=False):
        return self.element(chain[0], chain[1:], full)


def last_of(document, chain):
    """The element that the chain ends in."""
    node = document
    for declaration in chain[1:]:
        node = next(child for child in reversed(list(node)) if child.tag == declaration.get('name'))
    return node


def documentation(node):
    """The languages in which a declaration is explained."""
    return {text.get(LANG) for text in node.findall(f'{XS}annotation/{XS}documentation')
            if (text.text or '').strip()}
