import { DuplicateError } from '@verso/data'
import { readPicture, sampleLocales, samplePictures, sampleRecords, sampleTypes } from '@verso/sample'
import { Readable } from 'node:stream'
import { authoriseManage, reachOf } from '../authorise.ts'
import type { Context } from '../context.ts'
import { importEntries } from '../import/import-entries.ts'
import { reserveImportIds } from '../import/reserve-import-ids.ts'
import { createMedia, receiveMedia, requireUploadFolder } from '../media/upload-media.ts'
import { Refusal } from '../refusal.ts'
import { applyModel } from '../types/apply-model.ts'
import { planModel } from '../types/plan-model.ts'

/** Names where the magazine comes from, so that a second planting finds what the first has made. */
const source = 'sample'

/** All that planting does to a model. */
const additions: readonly string[] = ['addType', 'addField', 'addLocale']

export interface PlantedSample {
  /** How many of each there are now. */
  entries: number
  media: number
  /** Under which the entries became public; null where nothing was left to do. */
  seq: bigint | null
}

/**
 * Brings the sample magazine into a Verso that has no content types yet: its model, pictures and entries, as a change of the model, uploads
 * and an import. Cut off anywhere, the same call goes on; where people have made a model of their own it refuses.
 */
export async function plantSample(ctx: Context): Promise<PlantedSample> {
  authoriseManage(ctx.actor, 'types')
  authoriseManage(ctx.actor, 'locales')
  // A type that nobody has heard of stands for those that are to be made.
  if ((['create', 'publish'] as const).some((action) => reachOf(ctx.actor, action, ctx.newId()) !== 'all'))
    throw new Refusal('not_allowed', 'Only who may write and publish entries of every type can plant the sample')
  await requireUploadFolder(ctx, null)
  await makeModel(ctx)
  const media = await addPictures(ctx)
  const records = sampleRecords.map((record) => ({ ...record }))
  const entries = await reserveImportIds(ctx, { source, keys: records.map(({ key }) => key), kind: 'entry' })
  const { outcomes, seq } = await importEntries(ctx, { source, records, ids: { entries, media } })
  const refused = outcomes.find(({ outcome }) => outcome === 'refused')
  if (refused !== undefined)
    throw new Refusal('conflict', `The entry "${refused.key}" of the sample has no place here`, { issues: refused.issues })
  return { entries: outcomes.length, media: media.size, seq }
}

async function makeModel(ctx: Context): Promise<void> {
  const { types, locales } = await ctx.store.models.current()
  if (locales.find(({ isDefault }) => isDefault)?.code !== sampleLocales[0]?.code)
    throw new Refusal('conflict', 'The sample is written in English and German, and needs English as the default language')
  const missing = sampleLocales.filter(({ code }) => locales.every((locale) => locale.code !== code))
  const spoken = locales.map(({ code, label, isDefault, fallback }) => ({
    code,
    label,
    default: isDefault,
    ...(fallback === null ? {} : { fallback }),
  }))
  const wanted = [...spoken, ...missing.map((locale) => ({ ...locale, default: false, fallback: 'en' }))]
  const { planHash, steps } = await planModel(ctx, { locales: wanted, types: sampleTypes })
  if (steps.length === 0) return
  // What somebody has made since the types were read stands in the plan as something to remove.
  if (types.length > 0 || steps.some(({ kind }) => !additions.includes(kind)))
    throw new Refusal('conflict', 'There are content types already; the sample is for a Verso that is empty')
  await applyModel(ctx, { planHash })
}

/** Gives the ids of all pictures, made now or before. */
async function addPictures(ctx: Context): Promise<ReadonlyMap<string, string>> {
  const ids = await reserveImportIds(ctx, { source, keys: samplePictures.map(({ key }) => key), kind: 'media' })
  const present = new Set((await ctx.store.media.findMany([...ids.values()])).map(({ id }) => id))
  for (const picture of samplePictures) {
    const id = ids.get(picture.key)
    if (id === undefined || present.has(id)) continue
    const stream = Readable.from([await readPicture(picture)])
    const file = await receiveMedia(ctx, { stream, filename: picture.filename, declaredType: 'image/webp' })
    await createMedia(ctx, [{ ...file, id }], { alt: picture.alt, tags: picture.tags }).catch(passOverDuplicate)
  }
  return ids
}

/** Somebody else plants at the same time, and was faster with this one. */
function passOverDuplicate(error: unknown): void {
  if (!(error instanceof DuplicateError)) throw error
}
