import { readFile } from 'node:fs/promises'

/** A picture of the magazine: what records call it, and what it shows. */
export interface SamplePicture {
  key: string
  filename: string
  alt: Record<string, string>
  tags: string[]
}

export const samplePictures: readonly SamplePicture[] = [
  picture('lighthouse-at-dusk', {
    en: 'A lighthouse on a rock at dusk, its beam over the sea',
    de: 'Ein Leuchtturm am Abend, sein Licht über dem Meer',
  }),
  picture('harbour-morning', { en: 'Three sailing boats in a harbour, hills behind them', de: 'Drei Segelboote im Hafen, dahinter Hügel' }),
  picture('reading-room', {
    en: 'A reading room: shelves of books, a lamp, an open book',
    de: 'Ein Lesesaal: Regale, eine Lampe, ein offenes Buch',
  }),
  picture('city-of-canals', {
    en: 'Narrow houses along a canal, a bridge and a boat',
    de: 'Schmale Häuser an einem Kanal, eine Brücke und ein Boot',
  }),
  picture('path-through-hills', { en: 'A path that winds through wooded hills', de: 'Ein Weg, der sich durch bewaldete Hügel zieht' }),
  picture('winter-market', {
    en: 'Market stalls in the snow under a string of lights',
    de: 'Marktstände im Schnee unter einer Lichterkette',
  }),
  picture('portrait-mara', { en: 'Portrait of Mara Lindqvist', de: 'Porträt von Mara Lindqvist' }, ['portrait']),
  picture('portrait-elias', { en: 'Portrait of Elias Brandt', de: 'Porträt von Elias Brandt' }, ['portrait']),
  picture('portrait-noor', { en: 'Portrait of Noor Haddad', de: 'Porträt von Noor Haddad' }, ['portrait']),
]

function picture(key: string, alt: Record<string, string>, tags: string[] = ['cover']): SamplePicture {
  return { key, filename: `${key}.webp`, alt, tags }
}

/** The bytes of a picture, WebP. */
export function readPicture({ filename }: SamplePicture): Promise<Buffer> {
  return readFile(new URL(`../pictures/${filename}`, import.meta.url))
}
