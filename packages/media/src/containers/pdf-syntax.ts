/** The members of a dictionary that begins at a place of a text, as they are written; what is nested in values is not looked into. */
export function dictionaryAt(text: string, at: number): Map<string, string> | null {
  if (!text.startsWith('<<', at)) return null
  const members = new Map<string, string>()
  let place = at + 2
  for (;;) {
    place = afterSpace(text, place)
    if (text.startsWith('>>', place)) return members
    if (text[place] !== '/') return null
    const key = nameAt(text, place)
    const start = afterSpace(text, place + 1 + key.length)
    place = endOfValue(text, start)
    if (place <= start) return null
    // A reference is three words, and so is nothing else that follows a name.
    const rest = /^\s+\d{1,10}\s+R(?![^\s/<>[\]()])/.exec(text.slice(place, place + 40))
    if (rest !== null && /^\d+$/.test(text.slice(start, place))) place += rest[0].length
    members.set(key, text.slice(start, place))
  }
}

/** The number of the object that a value refers to. */
export function referenceIn(value: string | undefined): number | null {
  const number = /^(\d{1,10})\s+\d{1,10}\s+R$/.exec(value ?? '')?.[1]
  return number === undefined ? null : Number(number)
}

/** The whole numbers of an array, or a single one. */
export function numbersIn(value: string | undefined): number[] {
  return /^\[?[\d\s]*\]?$/.test(value ?? '') ? ((value ?? '').match(/\d{1,15}/g)?.map(Number) ?? []) : []
}

function nameAt(text: string, at: number): string {
  return /^[^\s/<>[\](){}%]*/.exec(text.slice(at + 1, at + 200))?.[0] ?? ''
}

function afterSpace(text: string, at: number): number {
  let place = at
  for (;;) {
    while (place < text.length && /\s|\0/.test(text.charAt(place))) place += 1
    if (text[place] !== '%') return place
    while (place < text.length && !/[\r\n]/.test(text.charAt(place))) place += 1
  }
}

/** Behind the value that begins here, or here where there is none. */
function endOfValue(text: string, at: number): number {
  if (text.startsWith('<<', at) || text[at] === '[' || text[at] === '(') return endOfNested(text, at)
  if (text[at] === '<') return text.indexOf('>', at) + 1
  if (text[at] === '/') return at + 1 + nameAt(text, at).length
  return at + (/^[^\s/<>[\](){}%]*/.exec(text.slice(at, at + 200))?.[0].length ?? 0)
}

function endOfNested(text: string, at: number): number {
  let depth = 0
  for (let place = at; place < text.length; place += 1) {
    const sign = text[place]
    if (sign === '(') {
      place = endOfString(text, place) - 1
    } else if (sign === '[' || text.startsWith('<<', place)) {
      depth += 1
      place += sign === '[' ? 0 : 1
    } else if (sign === ']' || text.startsWith('>>', place)) {
      depth -= 1
      place += sign === ']' ? 0 : 1
    }
    if (depth === 0) return place + 1
  }
  return at
}

/** Brackets nest in strings too, unless they are escaped. */
function endOfString(text: string, at: number): number {
  let depth = 0
  for (let place = at; place < text.length; place += 1) {
    if (text[place] === '\\') place += 1
    else if (text[place] === '(') depth += 1
    else if (text[place] === ')') depth -= 1
    if (depth === 0) return place + 1
  }
  return text.length
}
