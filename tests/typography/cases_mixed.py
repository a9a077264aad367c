"""Sections C and D of the rules: Chinese beside Latin, and the marks that both share."""
from checks import Alike, Count, Distance, Even, Face, Flush, Gap, Lines, Spaceless, Width
from sheet import zh, en

MIXED = '全区有31个HPV疫苗接种点，其中12个在2024年新设，HPV接种9879人次，另有5个HPV门诊待建，HPV疫苗到位率36.8%左右'

CASES = [
    zh('R20', '中文A中文有31个β粒', 40, Gap('文A', 0.25), Gap('A中', 0.25), Gap('有3', 0.25), Gap('1个', 0.25),
       Gap('个β', 0.25), Gap('β粒', 0.25)),
    zh('R20', '占36.8%的', 40, Gap('占3', 0.25), Gap('%的', 0.25)),
    zh('R21', '到，2024年（79子项）', 40, Distance('，2', 1), Distance('（7', 1), Gap('9子', 0.25)),
    zh('R21', '打“HPV”疫苗', 40, Distance('“H', 1), Gap('V”', 0), Distance('”疫', 1)),
    zh('R21', '甲， 2个（ 7项', 40, Distance('， 2', 1), Distance('（ 7', 1)),
    zh('R22', '有 A 中 3 个', 40, Gap('有 A', 0.25), Gap('A 中', 0.25), Gap('中 3', 0.25), Gap('3 个', 0.25)),
    zh('R23', MIXED, 40, Spaceless()),
    zh('R23', MIXED, 12, Spaceless()),
    zh('R24', '一二三四五六七八九十HPV疫苗', 10, Lines('一二三四五六七八九十|HPV疫苗'), Flush(), Even(0)),
    zh('R24', '一二三四五六七八九十 HPV 疫苗', 10, Lines('一二三四五六七八九十|HPV 疫苗'), Flush(), Even(0)),
    *(zh('R25', MIXED, width, Gap('有3', 0.125, 0.5), Gap('个H', 0.125, 0.5), Gap('V疫', 0.125, 0.5), Flush())
      for width in (18, 24, 28)),
    *(zh('R26', MIXED, width, Alike('HPV'), Even(), Flush()) for width in (11, 14, 18)),
    zh('R27', '甲<sup>2</sup>乙占3<sup>a</sup>丙', 40, Gap('甲2', 0), Gap('2乙', 0), Gap('a丙', 0)),
    zh('R27', '甲<sub>2</sub>乙', 40, Gap('甲2', 0), Gap('2乙', 0)),

    zh('R30', '城区“十四五”规', 40, Distance('区“十', 2), Width('“', 0.99, 1.01), Width('”', 0.99, 1.01)),
    zh('R30', 'A“HPV”B‘a’', 40, *(Width(c, 0.99, 1.01) for c in '“”‘’'), Face('“”‘’', 'NotoSerifCJKsc')),
    zh('R30', '甲—乙…丙', 40, Distance('甲—乙', 2), Distance('乙…丙', 2), Face('—…', 'NotoSerifCJKsc')),
    en('R31', 'it doesn’t say “so” — it’s 3…', 40, Width('’', 0.1, 0.5), Width('“', 0.2, 0.6), Width('”', 0.2, 0.6),
       Face('’“”—…', 'CharisSIL')),
    en('R31', 'the 民生 of “民生” is', 40, Width('“', 0.2, 0.6), Face('“”', 'CharisSIL'), Face('民生', 'NotoSerifCJKsc')),
    zh('R32', '看Alice’s书', 40, Width('’', 0.1, 0.5), Face('’', 'CharisSIL')),
    zh('R32', '即“<span lang="en">go far</span>”的意思', 40, Width('“', 0.2, 0.6), Width('”', 0.2, 0.6),
       Face('“”', 'CharisSIL')),
    zh('R32', '即“<span lang="en">go</span>去”的', 40, Width('“', 0.99, 1.01), Width('”', 0.99, 1.01)),
    zh('R33', '共25%的HPV，到3。', 40, Face('25%HPV3', 'CharisSIL'), Face('，。', 'NotoSerifCJKsc')),
    en('R33', 'all 25% of HPV', 40, Face('25%HPV', 'CharisSIL')),
    zh('R34', '甲——乙a——b1——2丙', 60, Distance('甲——乙', 3), Distance('——b', 2), Distance('——2', 2)),
    zh('R34', '甲——a', 40, Distance('甲——a', 3), Count(1)),
]
