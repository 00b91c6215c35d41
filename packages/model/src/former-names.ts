import type { ContentType, Field, FormerName, Locale, Model } from './content-type.ts'

interface Named {
  name: string
  formerNames?: FormerName[]
}

/** The thing that readers mean by a name: the one that bears it, else the one that bore it, until the time for that is over. */
export function meantBy<T extends Named>(things: readonly T[], name: string, now: Date): T | undefined {
  return things.find((thing) => thing.name === name) ?? things.find((thing) => formerNamesOf(thing, now).includes(name))
}

/** The same of a language and its code. */
export function localeMeantBy(locales: readonly Locale[], code: string, now: Date): Locale | undefined {
  return (
    locales.find((locale) => locale.code === code) ??
    locales.find(({ formerCodes = [] }) => formerCodes.some(({ name, until }) => name === code && Date.parse(until) > now.getTime()))
  )
}

/** The former names that a thing may still be read by. */
export function formerNamesOf({ formerNames = [] }: Named, now: Date): string[] {
  return formerNames.filter(({ until }) => Date.parse(until) > now.getTime()).map(({ name }) => name)
}

// Every read asks, and a model never changes.
const endsByModel = new WeakMap<object, readonly number[]>()

/** When the next of a model's former names is over, in milliseconds; `Infinity` where none is alive. What readers see is another then. */
export function nextNameEnd(model: Pick<Model, 'types' | 'locales'>, now: Date): number {
  const ends = endsByModel.get(model) ?? nameEnds(model)
  endsByModel.set(model, ends)
  return ends.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...ends.filter((end) => end > now.getTime()))
}

function nameEnds({ types, locales }: Pick<Model, 'types' | 'locales'>): number[] {
  const formers = [
    ...types.flatMap((type) => [type, ...type.fields]).map(({ formerNames }) => formerNames),
    ...locales.map(({ formerCodes }) => formerCodes),
  ]
  return formers.flatMap((former) => former ?? []).map(({ until }) => Date.parse(until))
}

/** Former names under which a field is given beside its own: those that no other field of the type bears now. */
export function namesBeside(type: ContentType, field: Field, now: Date): string[] {
  return formerNamesOf(field, now).filter((name) => meantBy(type.fields, name, now) === field)
}
