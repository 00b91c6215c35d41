import { type Context, createType } from '@verso/core'
import { StartError } from '../start-error.ts'
import type { TypeInput } from './content-types.ts'

/**
 * Makes the types that an import needs and that aren't there yet. A type of the same name that lacks a field, or has it of
 * another kind, stops the import before anything is written.
 */
export async function ensureTypes(
  ctx: Context,
  types: TypeInput[],
  { isPublic }: { isPublic: boolean },
): Promise<{ made: string[]; present: string[] }> {
  const model = await ctx.model()
  const faults = types.flatMap((wanted) =>
    misfits(
      wanted,
      model.types.find(({ name }) => name === wanted.name),
    ),
  )
  if (faults.length > 0)
    throw new StartError(
      `The content types that are here don't fit this import: ${faults.join('; ')}. Rename them, or import into an empty installation.`,
    )
  const missing = types.filter((wanted) => !model.types.some(({ name }) => name === wanted.name))
  for (const type of missing) await createType(ctx, { ...type, publicRead: isPublic })
  const made = missing.map(({ name }) => name)
  return { made, present: types.map(({ name }) => name).filter((name) => !made.includes(name)) }
}

function misfits(
  wanted: TypeInput,
  present: { name: string; fields: { name: string; kind: string; many?: boolean }[] } | undefined,
): string[] {
  if (present === undefined) return []
  return wanted.fields.flatMap((field) => {
    const there = present.fields.find(({ name }) => name === field.name)
    if (there === undefined) return [`${wanted.name} has no field "${field.name}"`]
    const fits = there.kind === field.kind && (there.many === true) === (field['many'] === true)
    return fits ? [] : [`${wanted.name}.${field.name} is of another kind`]
  })
}
