import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { type Context, createMedia, type Description, receiveMedia } from '@verso/core'

/** The id of a small file with a content of its own. */
export async function storedFile(ctx: Context, description: Description = {}): Promise<string> {
  const filename = `otter-${randomUUID()}.txt`
  const file = await receiveMedia(ctx, { stream: Readable.from([Buffer.from(filename)]), filename, declaredType: 'text/plain' })
  const { uploaded } = await createMedia(ctx, [file], description)
  const [made] = uploaded
  if (made === undefined) throw new Error('Nothing was made')
  return made.media.id
}
