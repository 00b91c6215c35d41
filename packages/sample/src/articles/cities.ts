import type { WrittenArticle } from '../written-article.ts'

export const canals: WrittenArticle = {
  key: 'canals',
  title: { en: 'Forty bridges before breakfast', de: 'Vierzig Brücken vor dem Frühstück' },
  summary: {
    en: 'A city is best measured by what one has to cross in it.',
    de: 'Eine Stadt misst man am besten an dem, was man in ihr überqueren muss.',
  },
  body: {
    en: `At five in the morning the water is flat, and the houses stand twice: once up, once down. I had a pencil, a board and the plan to cross every bridge of the old town once, and none of them twice.

It can't be done. A mathematician told me so in 1736, about another city, and I walked anyway.

## What I counted

| What | How many |
| --- | --- |
| Bridges crossed | 40 |
| Bridges crossed twice | 3 |
| People met | 6 |
| Cats | 11 |

The third bridge that I crossed twice is the one with the bakery. That was no mistake.`,
    de: `Um fünf Uhr früh ist das Wasser glatt, und die Häuser stehen zweimal da: einmal hinauf, einmal hinunter. Ich hatte einen Bleistift, ein Brett und den Plan, jede Brücke der Altstadt einmal zu überqueren und keine zweimal.

Es geht nicht. Ein Mathematiker hat es mir 1736 gesagt, von einer anderen Stadt, und ich bin trotzdem gegangen.

## Was ich gezählt habe

| Was | Wie viele |
| --- | --- |
| Brücken überquert | 40 |
| Davon zweimal | 3 |
| Menschen getroffen | 6 |
| Katzen | 11 |

Die dritte Brücke, über die ich zweimal ging, ist die mit der Bäckerei. Das war kein Fehler.`,
  },
  cover: 'city-of-canals',
  authors: ['noor'],
  category: 'cities',
  publishedOn: '2026-10-02',
  related: ['winter-market'],
}

export const winterMarket: WrittenArticle = {
  key: 'winter-market',
  title: { en: 'Before the market opens' },
  summary: { en: 'Between six and eight the square belongs to those who put it up.' },
  body: {
    en: `The first to come is the man with the cables. Then the woodworkers, then tea.

*This piece is a draft: editors see it, readers don't. Publish it when it is done, and look at what happens on the front page.*`,
  },
  cover: 'winter-market',
  authors: ['noor', 'elias'],
  category: 'cities',
  publishedOn: '2026-12-01',
  isDraft: true,
}
