export interface Point {
  x: number
  y: number
}

export interface Part extends Point {
  width: number
  height: number
}

/** Which part of a picture shows, and around which point it is cut further; null: the whole, around its middle. All in fractions. */
export interface Framing {
  focalPoint: Point | null
  crop: Part | null
}

export const whole: Part = { x: 0, y: 0, width: 1, height: 1 }

export function centreOf({ x, y, width, height }: Part): Point {
  return { x: x + width / 2, y: y + height / 2 }
}

/** The largest part of a shape that lies within the crop, as near to the focal point as can be; in pixels of a picture of that size. */
export function shownPart({ focalPoint, crop }: Framing, { width, height }: { width: number; height: number }, aspect: number): Part {
  const part = crop ?? whole
  const focus = focalPoint ?? centreOf(part)
  const [fullWidth, fullHeight] = [part.width * width, part.height * height]
  const shownWidth = Math.min(fullWidth, fullHeight * aspect)
  const shownHeight = shownWidth / aspect
  return {
    x: clamp(focus.x * width - shownWidth / 2, part.x * width, part.x * width + fullWidth - shownWidth),
    y: clamp(focus.y * height - shownHeight / 2, part.y * height, part.y * height + fullHeight - shownHeight),
    width: shownWidth,
    height: shownHeight,
  }
}

/** Moved by steps that arrows ask for, without leaving the picture. */
export function movedPoint({ x, y }: Point, { x: right, y: down }: Point): Point {
  return { x: rounded(clamp(x + right, 0, 1)), y: rounded(clamp(y + down, 0, 1)) }
}

export function movedPart(part: Part, { x: right, y: down }: Point): Part {
  return {
    ...part,
    x: rounded(clamp(part.x + right, 0, 1 - part.width)),
    y: rounded(clamp(part.y + down, 0, 1 - part.height)),
  }
}

const least = 0.05

/** The part between two corners, however they lie to each other. */
export function partBetween(one: Point, other: Point): Part {
  const [left, top] = [Math.min(one.x, other.x), Math.min(one.y, other.y)]
  const width = Math.max(least, Math.abs(one.x - other.x))
  const height = Math.max(least, Math.abs(one.y - other.y))
  return { x: rounded(Math.min(left, 1 - width)), y: rounded(Math.min(top, 1 - height)), width: rounded(width), height: rounded(height) }
}

/** One member changed by hand; what doesn't fit beside it gives way. */
export function partWith(part: Part, member: keyof Part, value: number): Part {
  const next = { ...part, [member]: rounded(clamp(value, member === 'width' || member === 'height' ? least : 0, 1)) }
  return {
    ...next,
    width: rounded(Math.max(least, Math.min(next.width, 1 - Math.min(next.x, 1 - least)))),
    height: rounded(Math.max(least, Math.min(next.height, 1 - Math.min(next.y, 1 - least)))),
    x: Math.min(next.x, 1 - least),
    y: Math.min(next.y, 1 - least),
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}

/** Thousandths are finer than anybody sees. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}
