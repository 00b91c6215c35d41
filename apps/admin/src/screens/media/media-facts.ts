import type { MediaView } from '@verso/contract'

/** Whether those who don't see the picture are told about it; other files need no words. */
export function hasAlt({ mimeType, alt }: MediaView): boolean {
  return !mimeType.startsWith('image/') || Object.values(alt).some((text) => text.trim() !== '')
}
