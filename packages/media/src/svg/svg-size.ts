import { readTextHead } from '../read-text-head.ts'

/** The size that an SVG's root element states, else its view box; null where it states neither. Read as text: no XML parser sees a file that nobody has cleaned. */
export async function svgSize(path: string): Promise<{ width: number; height: number } | null> {
  const { text } = await readTextHead(path)
  const root = /<(?:[\w.-]+:)?svg\s[^>]*>/i.exec(text)?.[0] ?? ''
  const width = pixels(attribute(root, 'width'))
  const height = pixels(attribute(root, 'height'))
  if (width && height) return { width, height }

  const [, , boxWidth, boxHeight] = (attribute(root, 'viewBox') ?? '').trim().split(/[\s,]+/)
  const box = { width: pixels(boxWidth), height: pixels(boxHeight) }
  return box.width && box.height ? { width: box.width, height: box.height } : null
}

function attribute(element: string, name: string): string | undefined {
  return new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(element)?.[1]
}

/** Whole pixels of a length without a unit or in px; other units depend on where the image is shown. */
function pixels(length: string | undefined): number | null {
  const value = /^\s*(\d{1,9}(?:\.\d{1,9})?)(?:px)?\s*$/.exec(length ?? '')?.[1]
  return Math.round(Number(value ?? 0)) || null
}
