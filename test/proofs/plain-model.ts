/** A model and its versions as plain data: what the proof of the model expects, worked out without any of Verso's code. */

export type PlainKind = 'text' | 'longText' | 'integer' | 'number' | 'boolean' | 'enum' | 'component'
export type Scalar = string | number | boolean

export interface PlainField {
  id: string
  name: string
  kind: PlainKind
  localized: boolean
  options: string[]
}

/** A type whose only component field, a list, holds the parts. */
export interface PlainState {
  name: string
  fields: PlainField[]
  parts: PlainField[]
  /** Code of the second language; the first is English, and stays it. */
  language: string
}

/** What a version calls otherwise than the one that it was changed from. */
export interface PlainRenames {
  language?: { was: string; is: string }
  option?: { fieldId: string; was: string; is: string }
}

/** One version; `parent` is the one that it was changed from, `same` the one that an undo made it again. */
interface PlainVersion {
  number: number
  state: PlainState
  renames: PlainRenames
  parent: number | null
  same: number | null
}

/** A value as it was set under a version: `slot` is the language that it was set in, null where the field was shared. */
export interface Leaf {
  scalar: Scalar
  slot: string | null
  version: number
}

/** The same under another version: null where nothing of it is left, in no slot where its language has no place. */
export interface CarriedLeaf {
  scalar: Scalar | null
  slot: string | null | undefined
}

export interface PlainHistory {
  add: (number: number, state: PlainState, made: { renames: PlainRenames } | { same: number }) => void
  stateAt: (number: number) => PlainState
  carry: (fieldId: string, leaf: Leaf, number: number) => CarriedLeaf
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

  return {
    add(number, state, made) {
      const facts = 'same' in made ? { same: made.same, renames: {} } : { same: null, renames: made.renames }
      versions.push({ number, state, parent: versions.at(-1)?.number ?? null, ...facts })
    },
    stateAt: (number) => at(number).state,
    carry(fieldId, { scalar, slot, version }, number) {
      const [up, down] = [ancestry(at(version)), ancestry(at(number))]
      const meeting = up.find((one) => down.includes(one))
      if (meeting === undefined) throw new Error('Two versions have no origin in common')
      const back = up.slice(0, up.indexOf(meeting) + 1)
      const on = down.slice(0, down.indexOf(meeting)).reverse()
      let carried: CarriedLeaf = { scalar, slot }
      for (const [index, from] of back.slice(0, -1).entries())
        carried = step(fieldId, carried, { from: from.state, to: (back[index + 1] ?? from).state, renames: reversed(from.renames) })
      for (const [index, to] of on.entries())
        carried = step(fieldId, carried, { from: (on[index - 1] ?? meeting).state, to: to.state, renames: to.renames })
      return carried
    },
  }
}

function reversed({ language, option }: PlainRenames): PlainRenames {
  return {
    ...(language === undefined ? {} : { language: { was: language.is, is: language.was } }),
    ...(option === undefined ? {} : { option: { fieldId: option.fieldId, was: option.is, is: option.was } }),
  }
}

function step(
  fieldId: string,
  leaf: CarriedLeaf,
  { from, to, renames }: { from: PlainState; to: PlainState; renames: PlainRenames },
): CarriedLeaf {
  const [before, after] = [fieldIn(from, fieldId), fieldIn(to, fieldId)]
  if (before === undefined || after === undefined) return leaf
  const { language, option } = renames
  const slot = language !== undefined && leaf.slot === language.was ? language.is : leaf.slot
  const isRenamed = option !== undefined && option.fieldId === fieldId && leaf.scalar === option.was
  const scalar = isRenamed ? option.is : leaf.scalar
  return {
    scalar: scalar === null ? null : convertScalar(scalar, before.kind, after.kind),
    slot: before.localized === after.localized || slot === undefined ? slot : after.localized ? 'en' : slot === 'en' ? null : undefined,
  }
}

function fieldIn({ fields, parts }: PlainState, fieldId: string): PlainField | undefined {
  return [...fields, ...parts].find(({ id }) => id === fieldId)
}

function convertScalar(value: Scalar, from: PlainKind, to: PlainKind): Scalar | null {
  if (from === to) return value
  if (to === 'text' || to === 'longText' || to === 'enum') return String(value)
  if (to === 'boolean') return value === 'true' ? true : value === 'false' ? false : null
  const amount = typeof value === 'number' ? value : typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : null
  return amount === null || (to === 'integer' && !Number.isSafeInteger(amount)) ? null : amount
}
