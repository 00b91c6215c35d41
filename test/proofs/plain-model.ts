/** A model and its content as plain data: what the proof of the model expects, worked out without any of Verso's code. */

export type PlainKind = 'text' | 'longText' | 'integer' | 'number' | 'boolean'

export interface PlainField {
  id: string
  name: string
  kind: PlainKind
  localized: boolean
}

/** A state of the type; `parent` is the version that it was changed from, `same` the one that an undo made it again. */
interface PlainVersion {
  number: number
  fields: PlainField[]
  parent: number | null
  same: number | null
}

export type Scalar = string | number | boolean
/** A value, or for a localised field its values by locale. */
export type PlainValue = Scalar | Record<string, Scalar>
export type PlainContent = Map<string, PlainValue>

/** A content in the form of a version. */
export interface Snapshot {
  version: number
  content: PlainContent
}

/** The versions of one type, and what content of one of them is under another. */
export interface PlainHistory {
  add: (number: number, fields: PlainField[], same: number | null) => void
  fieldsAt: (number: number) => PlainField[]
  under: (snapshot: Snapshot, number: number) => PlainContent
}

export function plainHistory(): PlainHistory {
  const versions: PlainVersion[] = []

  /** Versions between two of this type's belong to changes of others. */
  function at(number: number): PlainVersion {
    const found = versions.findLast((version) => version.number <= number)
    if (found === undefined) throw new Error(`There is no version ${number} of the type`)
    return found
  }

  /** A version and what it came from; an undo stands for what it brought back. */
  function ancestry(version: PlainVersion): PlainVersion[] {
    if (version.same !== null) return ancestry(at(version.same))
    return version.parent === null ? [version] : [version, ...ancestry(at(version.parent))]
  }

  /** From one version up to the last one that both come from, and down to the other. */
  function path(from: PlainVersion, to: PlainVersion): PlainVersion[] {
    const [up, down] = [ancestry(from), ancestry(to)]
    const meeting = up.find((version) => down.includes(version))
    if (meeting === undefined) throw new Error('Two versions have no origin in common')
    return [...up.slice(0, up.indexOf(meeting) + 1), ...down.slice(0, down.indexOf(meeting)).reverse()]
  }

  return {
    add(number, fields, same) {
      versions.push({ number, fields, parent: versions.at(-1)?.number ?? null, same })
    },
    fieldsAt: (number) => at(number).fields,
    under({ version, content }, number) {
      const steps = path(at(version), at(number))
      return steps.slice(1).reduce((converted, to, index) => convertAll(converted, steps[index]?.fields ?? [], to.fields), content)
    },
  }
}

function convertAll(content: PlainContent, before: PlainField[], after: PlainField[]): PlainContent {
  const converted: PlainContent = new Map()
  for (const [id, value] of content) {
    const [from, to] = [before.find((field) => field.id === id), after.find((field) => field.id === id)]
    const next = from === undefined || to === undefined ? value : convertValue(value, from, to)
    if (next !== null) converted.set(id, next)
  }
  return converted
}

/** A value under a changed field; null when nothing of it is left. English is the language of a shared value. */
export function convertValue(value: PlainValue, from: PlainField, to: PlainField): PlainValue | null {
  if (from.kind === to.kind && from.localized === to.localized) return value
  if (!from.localized) {
    const scalar = convertScalar(value as Scalar, from.kind, to.kind)
    return scalar === null ? null : to.localized ? { en: scalar } : scalar
  }
  const map = Object.entries(value as Record<string, Scalar>).flatMap(([locale, own]): [string, Scalar][] => {
    const scalar = convertScalar(own, from.kind, to.kind)
    return scalar === null ? [] : [[locale, scalar]]
  })
  if (!to.localized) return map.find(([locale]) => locale === 'en')?.[1] ?? null
  return map.length === 0 ? null : Object.fromEntries(map)
}

function convertScalar(value: Scalar, from: PlainKind, to: PlainKind): Scalar | null {
  if (from === to) return value
  if (to === 'text' || to === 'longText') return String(value)
  if (to === 'boolean') return value === 'true' ? true : value === 'false' ? false : null
  const amount = typeof value === 'number' ? value : typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : null
  return amount === null || (to === 'integer' && !Number.isSafeInteger(amount)) ? null : amount
}
