import type { ContentType, Field, FormerName, Model } from '@verso/model'

/** For how long readers may use the old name of what was renamed. */
const graceMs = 30 * 24 * 60 * 60 * 1_000

/** The types of the next model, each with the names that it and its fields had until lately. */
export function withFormerNames(
  next: readonly ContentType[],
  { present, now }: { present: Pick<Model, 'types'>; now: Date },
): ContentType[] {
  return next.map((type) => {
    const before = present.types.find((candidate) => candidate.id === type.id)
    const taken = next.map((one) => one.name)
    return {
      ...renamed(type, before, { taken, now }),
      fields: type.fields.map((field) => fieldNames(field, { before, type, now })),
    }
  })
}

function fieldNames(field: Field, { before, type, now }: { before: ContentType | undefined; type: ContentType; now: Date }): Field {
  const taken = type.fields.map((one) => one.name)
  return renamed(
    field,
    before?.fields.find((candidate) => candidate.id === field.id),
    { taken, now },
  )
}

interface Named {
  name: string
  formerNames?: FormerName[]
}

/** A name that something else has taken over leads there, and not to what it meant before. */
function renamed<T extends Named>(thing: T, before: Named | undefined, { taken, now }: { taken: readonly string[]; now: Date }): T {
  const { formerNames: _, ...bare } = thing
  const until = new Date(now.getTime() + graceMs).toISOString()
  const older = (before?.formerNames ?? []).filter((former) => former.until > now.toISOString())
  const names =
    before === undefined || before.name === thing.name
      ? older
      : [...older.filter(({ name }) => name !== before.name), { name: before.name, until }]
  const free = names.filter(({ name }) => !taken.includes(name))
  return (free.length === 0 ? bare : { ...bare, formerNames: free }) as T
}
