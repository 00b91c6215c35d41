import { type ImageWish, WishFault, type WishIssue } from './image-wish.ts'
import * as values from './wish-values.ts'

/** A parameter: how its value is read, what that makes of the wish, and what it must be. */
interface Parameter {
  read: (text: string) => Partial<Draft> | null
  expected: string
}

/** A wish while it is read: density and what follows from several parameters is counted in at the end. */
interface Draft extends ImageWish {
  dpr: number
}

type Spelling = 'long' | 'short'

const size = `a whole number from 1 to ${values.maxSide}`
const flag = 'true or false'
const shared: Record<string, Parameter> = {
  dpr: of(values.readDensity, (dpr) => ({ dpr }), 'a number from 1 to 4'),
  position: of(
    values.readPosition,
    (position) => ({ position }),
    'focal, center, a side, two sides, entropy, attention, or x,y from 0 to 1',
  ),
  rect: of(values.readRect, (rect) => ({ rect }), 'x,y,width,height in pixels'),
  blur: of(values.readBlur, (blur) => ({ blur }), 'a number from 0.3 to 1000'),
  sharpen: of(values.readSharpen, (sharpen) => ({ sharpen }), 'a number from 0.01 to 10'),
  rotate: of(values.readRotation, (rotate) => (rotate === 0 ? {} : { rotate }), '90, 180 or 270'),
  flip: of(values.readFlip, (flip) => ({ flip }), 'h, v or hv'),
  background: of(values.readColour, (background) => ({ background }), 'a colour such as ff8800, or transparent'),
  enlarge: of(values.readFlag, (isOn) => (isOn ? { enlarge: true } : {}), flag),
}
const long: Record<string, Parameter> = {
  width: of(values.readSize, (width) => ({ width }), size),
  height: of(values.readSize, (height) => ({ height }), size),
  format: of(values.readFormat, (format) => ({ format }), 'auto, webp, avif, jpeg or png'),
  quality: of(values.readQuality, (quality) => ({ quality }), 'a whole number from 1 to 100'),
  // What Directus calls the opposite.
  withoutEnlargement: of(values.readFlag, (isOff) => (isOff ? {} : { enlarge: true }), flag),
}
const short: Record<string, Parameter> = {
  w: of(values.readSize, (width) => ({ width }), size),
  h: of(values.readSize, (height) => ({ height }), size),
  fm: of(values.readFormat, (format) => ({ format }), 'auto, webp, avif, jpg or png'),
  q: of(values.readQuality, (quality) => ({ quality }), 'a whole number from 1 to 100'),
  auto: of(readAuto, (format) => format, 'format, compress or both'),
}
const fits: Record<Spelling, Parameter> = {
  long: of(
    values.readLongFit,
    (fit) => ({ fit }),
    'cover, contain, inside, outside or fill; with w and h it is max, min, clip, crop, fill or scale',
  ),
  short: of(
    values.readShortFit,
    (fit) => ({ fit }),
    'max, min, clip, crop, fill or scale; with width and height it is cover, contain, inside, outside or fill',
  ),
}

/** Every parameter that asks something of an image. */
export const wishParameters: readonly string[] = [...Object.keys(shared), ...Object.keys(long), ...Object.keys(short), 'fit']

/** What the parameters of an address ask of an image; null when they ask nothing. Throws a `WishFault`, never ignores. */
export function parseWish(parameters: Readonly<Record<string, string>>): ImageWish | null {
  const given = Object.entries(parameters).filter(([name]) => wishParameters.includes(name))
  const spelling = spellingOf(given.map(([name]) => name))
  const issues: WishIssue[] = []
  const draft: Draft = { dpr: 1 }
  // An explicit format stands over `auto`.
  for (const [name, value] of given.sort(([one], [other]) => Number(other === 'auto') - Number(one === 'auto'))) {
    const readers = name === 'fit' ? fitsOf(spelling) : [shared[name] ?? long[name] ?? short[name]].filter((one) => one !== undefined)
    const read = readers.map((parameter) => parameter.read(value)).find((part) => part !== null)
    if (read !== undefined) Object.assign(draft, read)
    else issues.push({ parameter: name, code: 'wrong_format', message: readers[0]?.expected ?? '' })
  }
  if (issues.length > 0) throw new WishFault(issues)
  return finished(draft)
}

/** Counts the density in. A wish for nothing is none. */
function finished({ dpr, ...wish }: Draft): ImageWish | null {
  const sides = (['width', 'height'] as const).filter((side) => wish[side] !== undefined)
  if (dpr !== 1 && sides.length === 0)
    throw new WishFault([{ parameter: 'dpr', code: 'required', message: 'dpr needs a width or a height' }])
  const scaled = { ...wish }
  for (const side of sides) {
    scaled[side] = Math.max(1, Math.round((wish[side] ?? 1) * dpr))
    if ((scaled[side] ?? 0) > values.maxSide)
      throw new WishFault([{ parameter: 'dpr', code: 'too_large', message: `${side} × dpr is at most ${values.maxSide}` }])
  }
  // How two sides are met says nothing where none is given.
  if (sides.length === 0) delete scaled.fit
  return Object.keys(scaled).some((name) => name !== 'enlarge' && name !== 'position') ? scaled : null
}

function spellingOf(names: string[]): Spelling | null {
  const longs = names.filter((name) => name in long)
  const shorts = names.filter((name) => name in short)
  if (longs.length > 0 && shorts.length > 0) {
    const message = `Either long names (${longs.join(', ')}) or short ones (${shorts.join(', ')})`
    throw new WishFault(shorts.map((parameter) => ({ parameter, code: 'mixed_spelling', message })))
  }
  return longs.length > 0 ? 'long' : shorts.length > 0 ? 'short' : null
}

function fitsOf(spelling: Spelling | null): Parameter[] {
  return spelling === null ? [fits.long, fits.short] : [fits[spelling]]
}

function readAuto(text: string): Partial<Draft> | null {
  const words = text.split(',')
  if (words.some((word) => word !== 'format' && word !== 'compress')) return null
  return words.includes('format') ? { format: 'auto' } : {}
}

function of<T>(read: (text: string) => T | null, made: (value: T) => Partial<Draft>, expected: string): Parameter {
  return {
    expected,
    read: (text) => {
      const value = read(text)
      return value === null ? null : made(value)
    },
  }
}
