import type { MediaView } from '@verso/contract'

/** Drawings have no pixels to cut, and a file that isn't here has none yet. */
export function canBeFramed({ mimeType, width, url }: MediaView): boolean {
  return mimeType.startsWith('image/') && mimeType !== 'image/svg+xml' && width !== null && url !== null
}
