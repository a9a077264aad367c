"""Section E of the rules: justified lines."""
from checks import Count, Distance, Even, Flush, Gap, Last, Lines, Natural, Spread, han_gaps
from sheet import zh, en

with open('tests/typography/article-zh.txt', encoding='utf-8') as file:
    ARTICLE = max(file.read().split('\n'), key=len)

# What does not fit on the line any more, so that the line before it shrinks or stretches as it must.
TAIL = '子丑寅卯辰巳午未'
NUMBER = '3.68万子丑寅卯辰巳午未'

SHRINKING = [
    zh('R42', f'甲丙，丁有3个戊the name己{TAIL}', 13.64, Gap('e n', 0.25, 0.27), Distance('丙，丁', 2),
       Gap('有3', 0.25), Flush()),
    zh('R42', f'甲（乙）丙，丁有3个戊己{TAIL}', 11.7, Distance('甲（乙）丙', 3.64), Distance('丙，丁', 2),
       Gap('有3', 0.25), Flush()),
    zh('R42', f'甲（乙）丙，丁有<nobr>3个戊己</nobr>{TAIL}', 10.9, Distance('甲（乙）丙', 3), Distance('丙，丁', 1.84),
       Gap('有3', 0.25), Flush()),
    zh('R42', f'甲（乙）丙，丁有<nobr>3个戊己</nobr>{TAIL}', 10.5, Distance('甲（乙）丙', 3), Distance('丙，丁', 1.5),
       Gap('有3', 0.22), Flush()),
    zh('R42', f'甲乙丙丁戊。己有3个子{TAIL}', 10.9, Distance('戊。己', 2), Gap('有3', 0.17), Flush()),
    zh('R42', f'甲乙丙丁戊。己有3个子{TAIL}', 10.7, Distance('戊。己', 1.89), Gap('有3', 0.125), Flush()),
    zh('R42 R12', f'甲·乙丙丁，戊己庚辛{TAIL}', 9.3, Distance('甲·乙', 1.5), Distance('丁，戊', 1.8), Flush()),
]

STRETCHED = f'甲乙丙有3个甲乙丙丁戊己庚辛壬{NUMBER}'

STRETCHING = [
    zh('R43', f'甲乙the name丙有3个甲乙丙丁戊己庚辛{NUMBER}', 18.8, Gap('e n', 0.35, 0.5), Gap('有3', 0.25), Flush()),
    zh('R43', STRETCHED, 15.2, Gap('有3', 0.32), Distance('甲乙', 1), Flush()),
    zh('R43', STRETCHED, 15.5, Gap('有3', 0.333), Distance('甲乙', 1.023), Flush()),
    zh('R43', STRETCHED, 16, Gap('有3', 0.42), Distance('甲乙', 1.05), Flush()),
    zh('R43', STRETCHED, 17, Gap('有3', 0.5), Distance('甲乙', 1.12), Flush()),
    zh('R43 R06', f'甲乙——丙……丁戊己庚辛壬{NUMBER}', 14, Distance('乙——', 1), Distance('——丙', 2), Distance('……', 1),
       Distance('丁戊', 1.05, 1.3), Flush()),
    zh('R43 R04', f'甲乙50%～60%戊己庚辛壬{NUMBER}', 13.5, Gap('%～', -0.01, 0), Gap('～6', -0.01, 0), Flush()),
]

ORPHANS = [
    zh('R44', '一二三四五六七八九。', 8, Last(2), Even(0.2), Flush()),
    zh('R44', '一二三四五六七八九十一二三四五六七。', 8, Last(2), Flush()),
    zh('R44', '一二三四五，六七八九（一）二三四五六七八。', 9, Last(2), Flush()),
    zh('R44', '一二三四五六七八“九”。', 8, Last(2), Flush()),
]

CASES = [
    *(zh('R40 R45', ARTICLE, width, Flush(), Even(), Natural()) for width in (16, 22, 31.3)),
    zh('R40', ARTICLE, 28, Flush(), Even(0.08), indent='2em'),
    *(zh('R41', ARTICLE, width, Even(0.25), Spread(0.06, han_gaps), Flush(), indent='2em') for width in (14, 16, 18)),
    *SHRINKING, *STRETCHING, *ORPHANS,
    zh('R45', '甲乙丙丁', 1, Lines('甲|乙|丙|丁')),
    en('R45', 'Llanfairpwllgwyngyllgogerychwyrndrobwll', 4, Count(5)),
    zh('R45', '一二三四3.68万个戊', 3, Count(4)),
]
