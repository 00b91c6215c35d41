import { createHash } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import type { RenditionRow } from '@verso/data'
import { DecodersBusy, type ImageRecipe, renderImage } from '@verso/media'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'

/** Of one image; beyond it the least used go. */
const maxRenditions = 200
const busySeconds = 2

type Maker = Pick<Context, 'store' | 'files' | 'now'>

interface RenditionWish {
  sourceHash: string
  recipe: ImageRecipe
  /** Of the source, frames and all: what decoding costs. */
  pixels: number
}

const making = new Map<string, Promise<RenditionRow>>()

/** The rendition of an image: the one that is there, else the one that is being made for somebody else, else a new one. `onNew` may refuse that. */
export async function makeRendition(ctx: Maker, wish: RenditionWish, onNew: () => void): Promise<RenditionRow> {
  const name = JSON.stringify(wish.recipe)
  const kept = await ctx.store.renditions.find(wish.sourceHash, name)
  if (kept !== null && (await ctx.files.has(kept.sha256))) {
    await ctx.store.renditions.touch(wish.sourceHash, name, ctx.now())
    return kept
  }
  const key = `${wish.sourceHash} ${name}`
  const underWay = making.get(key)
  if (underWay !== undefined) return underWay
  onNew()
  const made = make(ctx, wish, name).finally(() => making.delete(key))
  making.set(key, made)
  return made
}

async function make(ctx: Maker, { sourceHash, recipe, pixels }: RenditionWish, wish: string): Promise<RenditionRow> {
  const bytes = await render(ctx, { sourceHash, recipe, pixels })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const temp = await ctx.files.tempFile()
  try {
    await writeFile(temp, bytes, { mode: 0o600, flag: 'wx' })
    await ctx.files.put(sha256, temp)
  } finally {
    await rm(temp, { force: true })
  }
  const row = { sourceHash, wish, sha256, mimeType: `image/${recipe.format}`, bytes: bytes.length }
  await ctx.store.renditions.keep(row, { at: ctx.now(), limit: maxRenditions })
  return row
}

async function render(ctx: Maker, { sourceHash, recipe, pixels }: RenditionWish): Promise<Buffer> {
  const source = await ctx.files.local(sourceHash)
  try {
    return await renderImage(source.path, recipe, { pixels })
  } catch (error) {
    if (error instanceof DecodersBusy)
      throw new Refusal('busy', 'Too many images are being made at the moment', { retryAfterSeconds: busySeconds })
    if (error instanceof Error && 'code' in error) throw error
    // What was looked at when it came in and can't be shown now takes too long, or is damaged.
    throw new Refusal('damaged_file', 'The image can not be shown like this')
  } finally {
    await source.release()
  }
}
