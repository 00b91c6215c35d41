import type { WrittenArticle } from '../written-article.ts'

export const oldPaths: WrittenArticle = {
  key: 'old-paths',
  title: { en: 'How a path stays a path', de: 'Wie ein Weg ein Weg bleibt' },
  summary: {
    en: 'It takes about three hundred pairs of feet a year. We asked some of them.',
    de: 'Ungefähr dreihundert Paar Füße im Jahr braucht es. Wir haben einige gefragt.',
  },
  body: {
    en: `A path that nobody walks is gone after four summers. First the middle turns green, then the edges meet.

The rangers of the Hohe Rück know this, and they know something else: a path that *everybody* walks is gone as well, only wider. So once a year they close a third of them, by lot.

1. In March the numbers are drawn, in public, from a felt hat.
2. In April a rope is hung, with a knot that everyone can open.
3. In October the rope comes down again.

Nobody has ever opened the knot. That is what they are proudest of.`,
    de: `Ein Weg, den niemand geht, ist nach vier Sommern fort. Erst wird die Mitte grün, dann treffen sich die Ränder.

Die Ranger vom Hohen Rück wissen das, und sie wissen noch etwas: Auch ein Weg, den *alle* gehen, ist fort, nur breiter. Darum schließen sie jedes Jahr ein Drittel, nach dem Los.

1. Im März werden die Nummern gezogen, öffentlich, aus einem Filzhut.
2. Im April wird ein Seil gespannt, mit einem Knoten, den jeder öffnen kann.
3. Im Oktober kommt das Seil wieder weg.

Noch nie hat jemand den Knoten geöffnet. Darauf sind sie am meisten stolz.`,
  },
  cover: 'path-through-hills',
  authors: ['mara', 'elias'],
  category: 'slow',
  publishedOn: '2026-10-16',
}

export const harbourTime: WrittenArticle = {
  key: 'harbour-time',
  title: { en: 'Harbour time' },
  summary: { en: 'Why the clock at the pier has been seven minutes slow since 1961, and why it stays so.' },
  body: {
    en: `The ferry leaves at eight. The clock at the pier says seven minutes to. Both are right, and whoever lives here knows how.

In 1961 the new ferry was faster than the old one by exactly that much. Instead of printing a new timetable, the harbour master went up the ladder.

The timetable has been printed anew many times since. The clock has not been touched. It has its own name by now: people who come late are *on harbour time*.`,
  },
  cover: 'harbour-morning',
  authors: ['mara'],
  category: 'coast',
  publishedOn: '2026-10-30',
  related: ['last-keeper'],
}
