import { articleRecords } from './article-records.ts'
import type { SampleRecord } from './sample-record.ts'

const authors: SampleRecord[] = [
  author('mara', 'Mara Lindqvist', {
    en: 'Mara grew up on an island with one road. She writes about coasts and the people who look after them.',
    de: 'Mara ist auf einer Insel mit einer einzigen Straße aufgewachsen. Sie schreibt über Küsten und die Menschen, die auf sie achten.',
  }),
  author('elias', 'Elias Brandt', {
    en: 'Elias was a librarian for eleven years. He still puts books back where they belong, in every house he visits.',
    de: 'Elias war elf Jahre Bibliothekar. Bücher stellt er noch immer dorthin zurück, wo sie hingehören, in jedem Haus, das er besucht.',
  }),
  author('noor', 'Noor Haddad', {
    en: 'Noor draws maps of cities on foot, one quarter a week.',
    de: 'Noor zeichnet Stadtpläne zu Fuß, ein Viertel pro Woche.',
  }),
]

const categories: SampleRecord[] = [
  category('coast', '#277b8c', { en: 'Coast', de: 'Küste' }),
  category('cities', '#cd4342', { en: 'Cities', de: 'Städte' }),
  category('slow', '#33844f', { en: 'Slow things', de: 'Langsame Dinge' }),
]

const pages: SampleRecord[] = [
  page(
    'about',
    { en: 'About Tidewater', de: 'Über Tidewater' },
    {
      en: 'Tidewater is a magazine that does not exist. It came with Verso, so that there is something to look at, to change and to break.\n\nWhatever you do to it, its history is kept: open an entry and look under **History**.',
      de: 'Tidewater ist eine Zeitschrift, die es nicht gibt. Sie kam mit Verso, damit es etwas anzusehen, zu ändern und kaputtzumachen gibt.\n\nWas immer mit ihr geschieht, ihre Geschichte bleibt: in jedem Eintrag unter **Verlauf**.',
    },
  ),
  {
    ...page(
      'imprint',
      { en: 'Imprint', de: 'Impressum' },
      { en: 'Nobody is responsible for this page yet.', de: 'Für diese Seite ist noch niemand verantwortlich.' },
    ),
    parent: 'key:about',
  },
]

const frontPage: SampleRecord = {
  key: 'front-page',
  type: 'frontPage',
  fields: {
    headline: { en: 'Tidewater: news from slow places', de: 'Tidewater: Neues von langsamen Orten' },
    welcome: {
      en: 'Six pieces to read with your phone in another room.',
      de: 'Sechs Texte, am besten mit dem Telefon in einem anderen Zimmer.',
    },
    featured: ['last-keeper', 'library-hours', 'canals'].map((key) => ({ _ref: `key:${key}` })),
  },
  publish: true,
}

/** What others lead to comes before them. */
export const sampleRecords: readonly SampleRecord[] = [...authors, ...categories, ...articleRecords, ...pages, frontPage]

function author(key: string, name: string, bio: Record<string, string>): SampleRecord {
  return { key, type: 'author', fields: { name, bio, portrait: { _media: `key:portrait-${key}` } }, publish: true }
}

function category(key: string, color: string, name: Record<string, string>): SampleRecord {
  return { key, type: 'category', fields: { name, color }, publish: true }
}

function page(key: string, title: Record<string, string>, text: Record<string, string>): SampleRecord {
  return { key, type: 'page', fields: { title, body: markdown(text) }, publish: true }
}

function markdown(text: Record<string, string>): Record<string, { markdown: string }> {
  return Object.fromEntries(Object.entries(text).map(([locale, words]) => [locale, { markdown: words }]))
}
