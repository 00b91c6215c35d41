import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { createMedia, receiveMedia, type Uploaded } from './upload-media.ts'

export interface AddedFile {
  path: string
  /** Null where it was refused. */
  added: Uploaded | null
  refusal: Refusal | null
}

/** Takes in files of this machine, each for itself, through the pipeline of every other door. */
export async function addMedia(ctx: Context, paths: readonly string[]): Promise<AddedFile[]> {
  const files: AddedFile[] = []
  for (const path of paths) {
    try {
      const stream = createReadStream(path)
      const { uploaded } = await createMedia(ctx, [await receiveMedia(ctx, { stream, filename: basename(path), declaredType: '' })])
      files.push({ path, added: uploaded[0] ?? null, refusal: null })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      files.push({ path, added: null, refusal: error })
    }
  }
  return files
}
