import { type ImageUse, isImageCrop, writeImageUse } from '@verso/model'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { getMedia } from './get-media.ts'
import { signatureOf } from './signed-address.ts'

const maxHours = 24

/** Until when, and what else the address asks: nothing of it can be changed without losing the signature. */
export interface SignWish {
  expiresAt: Date
  parameters: Readonly<Record<string, string>>
  use: ImageUse
}

/** The parameters of an address that gives a file, private or not, until a moment of the next day. */
export async function signMedia(
  ctx: Context,
  mediaId: string,
  { wish: { expiresAt, parameters, use: said }, key }: { wish: SignWish; key: Buffer },
): Promise<{ filename: string; id: string; use: string | null; parameters: Record<string, string> }> {
  const media = await getMedia(ctx, mediaId)
  const inMs = expiresAt.getTime() - ctx.now().getTime()
  if (!(inMs > 0 && inMs <= maxHours * 3_600_000)) {
    const message = `This must lie in the next ${maxHours} hours`
    throw new Refusal('invalid_value', message, { issues: [{ path: '/expiresAt', code: 'out_of_range', message }] })
  }
  if (said.crop !== undefined && !isImageCrop(said.crop)) {
    const message = 'A crop lies within the picture'
    throw new Refusal('invalid_value', message, { issues: [{ path: '/use/crop', code: 'wrong_format', message }] })
  }
  if (media.sha256 === null) throw new Refusal('not_found', 'The file itself was not fetched yet')
  const all = { ...parameters, expires: String(Math.floor(expiresAt.getTime() / 1000)) }
  const use = writeImageUse(said)
  const signature = signatureOf(key, { mediaId: media.id, filename: media.filename, use, ipx: null, parameters: all })
  return { id: media.id, filename: media.filename, use, parameters: { ...all, signature } }
}
