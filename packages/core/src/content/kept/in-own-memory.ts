/**
 * The same texts in memory of their own. A piece that was cut out of a longer text is kept as a place in it and keeps all of it: the id of an entry would keep the
 * whole document that it was read with for as long as somebody remembers the id.
 */
export function inOwnMemory<T extends Texts>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}

type Texts = string | number | null | readonly Texts[] | { readonly [name: string]: Texts }
