"""Sections A and B of the rules: where a line may break, and the widths of marks."""
from checks import (Balanced, Broken, Count, Distance, Ends, Even, Flush, Lines, Starts, Unbroken, Width)
from sheet import zh, en

LONG = '一二三四五六七八九十'

STARTS = [case for c in '，。、；：？！）》〉」』】〕］｝”’·％%‰℃～' for case in (
    zh('R01', f'{LONG}{c}甲乙丙丁', 10, Starts(c), Flush()),
    zh('R01', f'{LONG}{LONG}甲{c}乙丙', 10.5, Starts(c), Even()))]

ENDS = [case for c in '（《〈「『【〔［｛“‘￥' for case in (
    zh('R02', f'一二三四五六七八九{c}甲乙丙丁', 10, Ends(c), Flush()),
    zh('R02', f'{LONG}一二三四五六七八{c}甲乙丙', 9.5, Ends(c), Even()))]

BREAKS = [
    zh('R01', '聚焦民之所需群众所盼，持续擦亮名片', 10, Starts('，'), Flush()),
    zh('R01', '一二三四五六七八九。”）甲乙', 9.6, Starts('。”）'), Flush()),
    zh('R02', '印发了相关实施《意见》', 8, Lines('印发了相关实施|《意见》'), Flush()),
    zh('R03', '一二三克里斯·罗塞蒂', 6, Lines('一二三克里|斯·罗塞蒂'), Flush()),
    zh('R03', '克里斯蒂娜·罗塞蒂', 5, Starts('·')),
    zh('R04', '一二三四五六七八九1—3月到', 11, Lines('一二三四五六七八九|1—3月到')),
    zh('R04', '一二三四五六50%～60%到', 9, Unbroken('50%～60%'), Flush()),
    zh('R04', '一二三四五六七9704—2012年', 10, Unbroken('9704—2012年'), Flush()),
    zh('R04', '一二三四1—3月到', 6, Broken('1—|3月')),
    en('R04', 'It was held open for all in 2021–2024 and then', 15.4, Unbroken('2021–2024'), Flush()),
    zh('R05', '一二三四甲/乙', 5.4, Lines('一二三四|甲/乙')),
    zh('R05', '一二三四五/六七', 5, Starts('/'), Ends('/')),
    en('R05', 'the man and/or woman', 6.8, Broken('and/|or'), align='start'),
    zh('R06', '一二三四——其中有', 5, Lines('一二三四|——其中有'), Width('——', 1.99, 2.01)),
    zh('R06', '一二三四五……其中有', 6, Lines('一二三四|五……其中有'), Distance('……', 1)),
    zh('R06', '住着——其中甲乙……丙丁戊己庚辛', 10.4, Distance('——其', 2), Distance('……', 1), Flush()),
    zh('R06', '甲——乙……丙', 20, Distance('甲——乙', 3), Distance('乙……丙', 3)),
    zh('R07', '一二三四五36.8%的人', 7, Lines('一二三四五|36.8%的人')),
    zh('R07', '一二三四五3.68万个中心', 9, Lines('一二三四五|3.68万个中心')),
    zh('R07', '一二三四五￥360.72万元', 11, Lines('一二三四五|￥360.72万元')),
    zh('R07', '一二三四五六9879人次到', 10, Lines('一二三四五六|9879人次到')),
    zh('R07', '一二三四五六第12条甲乙', 8, Lines('一二三四五六|第12条甲乙')),
    zh('R07', '一二三四五六50余名甲乙', 9, Lines('一二三四五六|50余名甲乙')),
    zh('R07', '一二三四五六2024年3月31日止', 9.3, Unbroken('2024年', '3月', '31日')),
    zh('R07', '一二三四五六1252处甲乙', 8.5, Unbroken('1252处'), Flush()),
    zh('R07', '一二三四五六<nobr>甲乙丙丁</nobr>戊己', 9, Unbroken('甲乙丙丁')),
    zh('R07', '一二三四五六七甲\u2060乙丙丁', 8, Unbroken('甲乙')),
    zh('R07', '一二三四五六<nobr>甲乙丙丁戊己庚</nobr>辛', 9, Lines('一二三四五六甲乙丙|丁戊己庚辛')),
    zh('R08', '甲“十四五”规划乙丙', 5.5, Broken('”|规划'), Flush()),
    zh('R08', '“瓶改管”“气改电”甲', 4.5, Broken('”|“气')),
    zh('R08', '一二三四（五）六七八', 6, Broken('）|六'), Flush()),
    zh('R08', '一二三四“五六七八”', 4, Lines('一二三四|“五六七|八”')),
    zh('R08', '一二三四……五六七八', 6, Broken('……|五')),
]

LEVELS = [
    zh('R08b', '一二三四五，六七', 5, Lines('一二三四五|，六七'), breaks='none'),
    zh('R08b', '一二三四五，六七', 5, Lines('一二三四|五，六七'), breaks='basic'),
    *(zh('R08b', '一二三四五……其', 6.2, Lines(lines), breaks=level) for level, lines in (
        ('none', '一二三四五|……其'), ('basic', '一二三四五|……其'), ('gb', '一二三四|五……其'),
        ('strict', '一二三四|五……其'))),
    *(zh('R08b', '一二三四五——其', 6.2, Lines(lines), breaks=level) for level, lines in (
        ('none', '一二三四五|——其'), ('basic', '一二三四五|——其'), ('gb', '一二三四五|——其'),
        ('strict', '一二三四|五——其'))),
    *(zh('R08b', '一二三四五/六七', 5.6, Lines(lines), breaks=level, align='start') for level, lines in (
        ('basic', '一二三四五/|六七'), ('gb', '一二三四|五/六七'), ('strict', '一二三四|五/六七'))),
    zh('R08b', '一二三四五。』」六七', 5.2, Starts('。』」')),
]

WIDTHS = [
    zh('R09', '甲，乙', 20, Distance('甲，乙', 2), Distance('甲，', 1)),
    zh('R09', '甲（乙）丙', 20, Distance('甲（乙）丙', 4)),
    *(zh('R09', f'甲{c}乙', 20, Distance(f'甲{c}乙', 2)) for c in '。、；：？！《》“”【】'),
    *(zh('R10', f'甲{pair}乙', 20, Distance(f'甲{pair}乙', 2.5)) for pair in (
        '，“', '。”', '》（', '）（', '：“', '》，', '“《', '》”', '”）', '”、', '”“', '？”', '！）')),
    zh('R10', '甲“乙”', 20, Distance('“乙', 1), Distance('乙”', 1)),
    zh('R10', '甲。”）乙', 20, Distance('甲。”）乙', 3)),
    zh('R10', '甲》”，乙', 20, Distance('甲》”，乙', 3)),
    *(zh('R11', f'甲{pair}乙', 20, Distance(f'甲{pair}乙', 2)) for pair in ('？！', '！！', '？？', '！？')),
    zh('R11', '甲！！！乙', 20, Distance('甲！！！乙', 3)),
    zh('R12', '甲·乙', 20, Distance('甲·乙', 1.5), Distance('甲·', 1.08)),
    zh('R12', '甲·乙', 20, Distance('甲·乙', 1.5), Distance('甲·', 0.75), han='hei'),
    zh('R13', '一二三四五六七八九。', 9.5, Count(1)),
    *(zh('R13', f'一二三四五六七八九{c}甲乙丙丁戊己', 9.5, Lines(f'一二三四五六七八九{c}|甲乙丙丁戊己'),
         Flush(), Even(0)) for c in '，。、；：？！）》”'),
    *(zh('R14', f'{LONG}{c}甲乙丙丁戊己', 10, Lines(f'{LONG}|{c}甲乙丙丁戊己'), Flush(), Distance(f'{c}甲', 1))
      for c in '（《“‘【「'),
    zh('R14', '“甲”乙', 20, Flush()),
    zh('R15', '“甲”乙丙丁戊己庚辛壬癸子', 10.5, Flush(), indent='2em'),
    zh('R15', '（甲）乙丙丁戊己庚辛壬癸子', 10.5, Flush(), indent='2em'),
    *(zh('R16', f'{LONG * 4}甲', width, Flush(), indent='2em') for width in (12, 18, 28)),
    zh('R17', '一季度我区民生实事项目有序推进', 15, Count(1), balance='yes'),
    zh('R17', '一季度我区民生实事项目有序推进', 14, Count(2), Balanced(2), Broken('民生|实事'), balance='yes',
       align='start'),
    zh('R17', '我区民生实事项目有序推进', 11, Count(2), Balanced(2), balance='yes', align='centre'),
    en('R17', 'District livelihood projects make orderly progress in first quarter', 20, Count(2), Balanced(3),
       balance='yes', align='start'),
]

SCHEMES = [case for scheme, comma, stop, pair, ends in (
    ('quanjiao', 2, 2, 2.5, 1), ('kaiming', 1.5, 2, 2, 1), ('banjiao', 1.5, 1.5, 2, 1),
    ('hangmo', 2, 2, 3, 1), ('plain', 2, 2, 3, 2)) for case in (
        zh('R18', '甲，乙。丙”，丁', 20, Distance('甲，乙', comma), Distance('乙。丙', stop),
           Distance('丙”，丁', pair), scheme=scheme),
        zh('R18', '甲（乙）丙', 20, Distance('甲（乙）丙', comma * 2), scheme=scheme),
        zh('R18', '一二三四五六七八九。', 9.5, Count(ends), scheme=scheme, align='start'))]

REGIONS = [case for region, face in (('tw', 'ming'), ('hk', 'ming')) for case in (
    zh('R09', '甲，乙。丙？丁', 20, Distance('甲，', 1), Distance('，乙', 1), Distance('丙？丁', 2),
       region=region, han=face),
    zh('R12', '甲·乙', 20, Distance('甲·乙', 2), region=region, han=face),
    zh('R13', '一二三四五六七八九，甲乙丙丁', 9.75, Lines('一二三四五六七八九，|甲乙丙丁'), Flush(), Even(0),
       region=region, han=face),
    zh('R13', '一二三四五六七八九！甲乙丙丁', 10, Lines('一二三四五六七八九！|甲乙丙丁'), Flush(), Even(0),
       region=region, han=face),
    zh('R14', f'{LONG}「甲」乙丙', 10, Lines(f'{LONG}|「甲」乙丙'), Flush(), region=region, han=face))]

HANGING = [zh('R19', '一二三四五六七八九，甲乙丙丁戊己庚辛壬，癸', width, Flush()) for width in (9, 9.25, 9.5, 10)]

CASES = [*STARTS, *ENDS, *BREAKS, *LEVELS, *WIDTHS, *SCHEMES, *REGIONS, *HANGING]
