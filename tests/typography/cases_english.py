"""Section F of the rules: English."""
from checks import Alone, Broken, Count, Face, Flush, Gap, Hyphens, Last, Spaces, Spread, Unbroken, Whole
from sheet import en

with open('tests/typography/article-en.txt', encoding='utf-8') as file:
    ARTICLE = max(file.read().split('\n'), key=len)

LIVELIHOOD = 'The livelihood projects, comprehensive and orderly, are organisation for the people of livelihood here'

CASES = [
    *(en('R50', ARTICLE, width, Spaces(0.15, 0.55), Flush(), Whole()) for width in (30, 33, 38)),
    en('R50', 'So it is. Now it goes on.', 40, Gap('. N', 0.2, 0.35)),
    *(en('R51', ARTICLE, width, Hyphens(), Alone(), Flush(), hyphens='en-GB') for width in (12, 20)),
    en('R51', LIVELIHOOD, 6, Hyphens('liveli-hood', 'pro-jects', 'compre-hensive'), hyphens='en-GB'),
    en('R51', LIVELIHOOD, 6, Hyphens('liveli-hood', 'compre-hensive'), hyphens='en-US'),
    en('R51', 'a fair comprehensive', 8, Whole(), hyphens='en-GB'),
    en('R52', 'as in Xueyanzhen Xueyanzhenian at COVID19programme or livelihood/programme by https://example.org/pages so',
       11, Whole(), hyphens='en-GB'),
    en('R53', 'They paid RMB 3.68 million', 11.5, Unbroken('RMB 3.68 million')),
    en('R53', 'It is now settled by 31 March', 11.6, Unbroken('31 March')),
    en('R53', 'See the plan, item No. 4', 9.4, Unbroken('No. 4')),
    en('R53', 'All is done by Q1 2024', 8.6, Unbroken('Q1 2024')),
    en('R53', 'The share of it is 25% now', 8.6, Unbroken('25%')),
    *(en('R53', 'The projects of the people go on to us', width, Last(4)) for width in (14.6, 15, 15.4)),
    en('R54', ARTICLE, 26, Spread(0.08), hyphens='en-GB'),
    en('R55', 'so the sub-items of well-being and sub-items', 5.6, Broken('sub-|items'), Whole(), align='start'),
    en('R55', 'It is by all means a very soft\u00adened word of a kind that goes on for some lines', 13,
       Hyphens('soft-ened'), Alone(), align='start'),
    en('R56', 'January–March: “so”, he said, ‘it’s all’ — 2–4 of it', 40, Count(1), Face('–“”‘’—', 'CharisSIL')),
]
