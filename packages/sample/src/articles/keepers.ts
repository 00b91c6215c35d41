import type { WrittenArticle } from '../written-article.ts'

export const lastKeeper: WrittenArticle = {
  key: 'last-keeper',
  title: { en: 'The last keeper of Skarholm', de: 'Die letzte Wärterin von Skarholm' },
  summary: {
    en: 'The light has run by itself for thirty years. Inga Dahl still climbs the stairs every evening.',
    de: 'Seit dreißig Jahren brennt das Licht von allein. Inga Dahl steigt trotzdem jeden Abend die Treppe hinauf.',
  },
  body: {
    en: `There are 142 steps, and Inga Dahl counts them aloud when visitors come along, so that nobody has to ask.

The light of Skarholm has needed no keeper since a small grey box was bolted to the wall. The box switches the lamp on at dusk and off at dawn. It has failed twice. Both times Inga was there.

## What a keeper does

She cleans the glass, because salt makes it blind within a week. She writes the weather into a book, because the book was begun by her grandmother and has no empty line. And she looks out.

> People think that a lighthouse is for ships. It is for whoever is in it, too.

## After her

The municipality has asked for *ideas*. A café was one, a hotel with two rooms another. Inga has read them all and put them into the book, between wind and visibility.`,
    de: `Es sind 142 Stufen, und Inga Dahl zählt sie laut, wenn Besuch mitkommt, damit niemand fragen muss.

Das Licht von Skarholm braucht keine Wärterin mehr, seit ein kleiner grauer Kasten an der Wand hängt. Er schaltet die Lampe in der Dämmerung ein und am Morgen aus. Zweimal ist er ausgefallen. Beide Male war Inga da.

## Was eine Wärterin tut

Sie putzt das Glas, denn vom Salz wird es in einer Woche blind. Sie schreibt das Wetter in ein Buch, denn ihre Großmutter hat es begonnen, und es hat keine leere Zeile. Und sie sieht hinaus.

> Alle denken, ein Leuchtturm sei für die Schiffe da. Er ist auch für die da, die in ihm sind.

## Nach ihr

Die Gemeinde hat um *Ideen* gebeten. Ein Café war eine, ein Hotel mit zwei Zimmern eine andere. Inga hat alle gelesen und in das Buch gelegt, zwischen Wind und Sicht.`,
  },
  cover: 'lighthouse-at-dusk',
  authors: ['mara'],
  category: 'coast',
  publishedOn: '2026-09-04',
  related: ['harbour-time', 'old-paths'],
}

export const libraryHours: WrittenArticle = {
  key: 'library-hours',
  title: { en: 'A library that opens when it rains', de: 'Eine Bibliothek, die bei Regen öffnet' },
  summary: {
    en: 'Four hundred people live in Oberau. Their library has no opening hours, only weather.',
    de: 'Vierhundert Menschen leben in Oberau. Ihre Bibliothek hat keine Öffnungszeiten, nur Wetter.',
  },
  body: {
    en: `Whoever wants to borrow a book in Oberau looks at the sky. When it rains, Hannes Vogt unlocks the door; when the sun shines, he is in his vineyard, and so is everybody else.

It began as an excuse and became a rule. The rule has exceptions:

- schoolchildren may ask for the key at any time
- in November the library is open, whatever the weather does
- for a book that is needed *today* it is enough to ring

## Returned late, and with notes

There are no fines. There is a shelf for books that came back with pencil in the margins. It is the most borrowed one.`,
    de: `Wer in Oberau ein Buch leihen will, sieht zum Himmel. Wenn es regnet, schließt Hannes Vogt die Tür auf; wenn die Sonne scheint, ist er im Weinberg, und alle anderen sind es auch.

Es begann als Ausrede und wurde eine Regel. Die Regel hat Ausnahmen:

- Schulkinder bekommen den Schlüssel jederzeit
- im November ist offen, was immer das Wetter tut
- für ein Buch, das *heute* gebraucht wird, genügt ein Anruf

## Zu spät zurück, und mit Notizen

Gebühren gibt es nicht. Es gibt ein Regal für Bücher, die mit Bleistift am Rand zurückkamen. Kein anderes wird so oft geleert.`,
  },
  cover: 'reading-room',
  authors: ['elias'],
  category: 'slow',
  publishedOn: '2026-09-18',
  related: ['last-keeper'],
}
