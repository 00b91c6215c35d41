import type { Fit, ImageWish, Position } from './image-wish.ts'

/** Reads one value of an address; null when it is none. */
type Reader<T> = (text: string) => T | null

export const maxSide = 8192

export const readSize: Reader<number> = wholeNumber(1, maxSide)
export const readQuality: Reader<number> = wholeNumber(1, 100)
export const readDensity: Reader<number> = decimal(1, 4)
/** Gaussian, as the mask's sigma. */
export const readBlur: Reader<number> = decimal(0.3, 1000)
export const readSharpen: Reader<number> = decimal(0.01, 10)

export const readFlag: Reader<boolean> = (text) => (text === 'true' ? true : text === 'false' ? false : null)

export const readFormat: Reader<NonNullable<ImageWish['format']>> = oneOf({
  auto: 'auto',
  webp: 'webp',
  avif: 'avif',
  jpeg: 'jpeg',
  jpg: 'jpeg',
  png: 'png',
})

/** The words of sharp, which go with long names. */
export const readLongFit: Reader<Fit> = oneOf({ cover: 'cover', contain: 'contain', inside: 'inside', outside: 'outside', fill: 'fill' })

/** The words of imgix, which go with short names: `fill` is a frame there, and `scale` distorts. */
export const readShortFit: Reader<Fit> = oneOf({
  max: 'inside',
  clip: 'inside',
  min: 'cover',
  crop: 'cover',
  fill: 'contain',
  scale: 'fill',
})

export const readRotation: Reader<0 | 90 | 180 | 270> = oneOf({ 0: 0, 90: 90, 180: 180, 270: 270, '-90': 270 })

export const readFlip: Reader<NonNullable<ImageWish['flip']>> = oneOf({
  h: 'h',
  v: 'v',
  hv: 'hv',
  vh: 'hv',
  horizontal: 'h',
  vertical: 'v',
  both: 'hv',
})

/** `focal`, `entropy`, `attention`, sides in any order (`top`, `left top`), or a point in fractions (`0.3,0.7`). */
export const readPosition: Reader<Position> = (text) => {
  if (text === 'focal' || text === 'entropy' || text === 'attention') return text
  const point = /^(\d(?:\.\d{1,6})?),(\d(?:\.\d{1,6})?)$/.exec(text)
  if (point !== null) return pointOf(Number(point[1]), Number(point[2]))
  return sidesOf(text.split(/[\s,-]+/))
}

export const readRect: Reader<NonNullable<ImageWish['rect']>> = (text) => {
  const [x, y, width, height, ...rest] = text.split(/[,_]/).map((part) => (/^\d{1,6}$/.test(part) ? Number(part) : null))
  if (rest.length > 0 || x == null || y == null || !width || !height) return null
  return { x, y, width, height }
}

/** Hexadecimal, with or without `#`; or `transparent`, `white`, `black`. */
export const readColour: Reader<string> = (text) => {
  const named: Record<string, string> = { transparent: '#00000000', white: '#ffffffff', black: '#000000ff' }
  const known = named[text]
  if (known !== undefined) return known
  const digits = /^#?([0-9a-f]{3,8})$/i.exec(text)?.[1]?.toLowerCase() ?? ''
  if (digits.length === 6 || digits.length === 8) return `#${digits.padEnd(8, 'f')}`
  if (digits.length !== 3 && digits.length !== 4) return null
  return `#${[...digits]
    .map((digit) => digit + digit)
    .join('')
    .padEnd(8, 'f')}`
}

function oneOf<T>(values: Record<string, T>): Reader<T> {
  return (text) => (Object.hasOwn(values, text) ? (values[text] ?? null) : null)
}

function wholeNumber(min: number, max: number): Reader<number> {
  return (text) => (/^\d{1,6}$/.test(text) && Number(text) >= min && Number(text) <= max ? Number(text) : null)
}

function decimal(min: number, max: number): Reader<number> {
  return (text) => (/^\d{1,4}(?:\.\d{1,4})?$/.test(text) && Number(text) >= min && Number(text) <= max ? Number(text) : null)
}

function pointOf(x: number, y: number): Position | null {
  return x <= 1 && y <= 1 ? { x, y } : null
}

function sidesOf(words: string[]): Position | null {
  const places: Record<string, Partial<{ x: number; y: number }>> = {
    left: { x: 0 },
    right: { x: 1 },
    top: { y: 0 },
    bottom: { y: 1 },
    center: {},
    centre: {},
  }
  let found: Partial<{ x: number; y: number }> = {}
  for (const word of words) {
    const place = Object.hasOwn(places, word) ? places[word] : undefined
    // A side that was said already, or its opposite, makes no place.
    if (place === undefined || Object.keys(place).some((axis) => axis in found)) return null
    found = { ...found, ...place }
  }
  return words.length > 2 ? null : { x: 0.5, y: 0.5, ...found }
}
