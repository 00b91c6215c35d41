import { t } from '@lingui/core/macro'
import type { MediaView } from '@verso/contract'
import { intlTag } from '../language/language.ts'

/** "JPEG, 1600 × 900, 240 kB", or where a file is that was not fetched yet. */
export function describeFile(file: MediaView): string {
  if (file.url === null) return file.sourceUrl === null ? t`Not fetched yet` : t`Not fetched yet, from ${file.sourceUrl}`
  const size = file.width !== null && file.height !== null ? `${file.width} × ${file.height}` : null
  return [file.mimeType.replace(/^[a-z]+\//, '').toUpperCase(), size, formatBytes(file.bytes)].filter((part) => part !== null).join(', ')
}

function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`
  return `${(bytes / 1_000_000).toLocaleString(intlTag(), { minimumFractionDigits: 1, maximumFractionDigits: 1 })} MB`
}
