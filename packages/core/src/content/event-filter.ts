import type { Model } from '@verso/model'
import { Refusal } from '../refusal.ts'
import type { EventFilter } from './content-event.ts'

/** The same as names, as they stand in an address. */
export interface EventFilterNames {
  types?: string | undefined
  locale?: string | undefined
}

/** What of the log is wanted, by names that this reader may know. Ids are kept, so that a rename changes nothing. */
export function eventFilterOf({ types, locale }: EventFilterNames, model: Model): EventFilter {
  if (locale !== undefined && !model.locales.some(({ code }) => code === locale))
    throw wrong('locale', 'unknown_locale', `There is no language "${locale}"`)
  const readable = model.types.filter(({ kind }) => kind !== 'component')
  const typeIds = types?.split(',').map((name) => {
    const type = readable.find((candidate) => candidate.name === name)
    if (type === undefined) throw wrong('types', 'unknown_type', `There is no content type "${name}"`)
    return type.id
  })
  return { typeIds: typeIds ?? null, locale: locale ?? null }
}

function wrong(parameter: string, code: string, message: string): Refusal {
  return new Refusal('invalid_query', `"${parameter}" is wrong`, { issues: [{ parameter, code, message }] })
}
