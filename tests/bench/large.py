"""Records of any size, for measuring: themes of the first edition's kind, or items in one theme."""
HEAD = ('<?xml version="1.0" encoding="UTF-8"?>\n'
        '<bulletin format="1" id="large" period="2024-Q1" as-of="2024-03-31">\n'
        '  <title><zh>季报</zh><en>Bulletin</en></title>\n')
TAIL = '</bulletin>\n'
TOLD = '''    <title><zh>“吾优所养”工程之{n}</zh><en>Wuyou Elderly Care, {n}</en></title>
    <department term="wujin" role="lead"/>
    <target>
      <zh>改造提升老年助餐点<val of="points-{n}" as="target"/>。</zh>
      <en>Renovate <val of="points-{n}" as="target"/> for older people.</en>
    </target>
    <measure id="points-{n}" value="3" unit="meal-point" target="18">
      <label><zh>老年助餐点</zh><en>Meal points for older people</en></label>
    </measure>
    <measure id="care-{n}" value="23000" unit="person-ming">
      <label><zh>居家养老服务老人</zh><en>Older people cared for at home</en></label>
    </measure>
    <progress>
      <p>
        <zh>方便老人居家颐养，截至3月底，已建成<val of="points-{n}"/>助餐点，已为<val of="care-{n}"/>居家老人提供生活照料、康复护理、精神关爱、陪医就诊等服务。</zh>
        <en>As of the end of March, <val of="points-{n}"/> had been completed, and <val of="care-{n}"/> had been given home-based services such as daily care, rehabilitative nursing and emotional support.</en>
      </p>
    </progress>
'''


def themes(count):
    body = ''.join(f'  <theme id="theme-{n}" number="{n}">\n{TOLD.format(n=n)}  </theme>\n' for n in range(1, count + 1))
    return HEAD + body + TAIL


def items(count):
    body = ''.join(f'    <item id="item-{n}">\n{TOLD.format(n=n)}    </item>\n' for n in range(1, count + 1))
    return (f'{HEAD}  <theme id="theme" number="1">\n    <title><zh>工程</zh><en>Theme</en></title>\n'
            f'{body}  </theme>\n{TAIL}')


def megabytes(size):
    """Themes of that many million bytes, within a hundredth."""
    one = len(themes(1001).encode()) - len(themes(1).encode())
    return themes(max(1, round(size * 1e6 * 1000 / one)))
