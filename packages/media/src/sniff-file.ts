import { fileTypeFromFile } from 'file-type'
import { FileRefusal } from './file-refusal.ts'
import { extensionOf, type FileType, fileTypes } from './file-types.ts'
import { sniffText, type TextVerdict } from './sniff-text.ts'

/** What the sender says about a file. It only chooses between types that the bytes can't tell apart. */
export interface Claim {
  filename: string
  declaredType?: string
}

/** Word, Excel and PowerPoint files of before 2007 share one container; so do installers, which no name of ours fits. */
const compoundTypes = ['application/msword', 'application/vnd.ms-excel', 'application/vnd.ms-powerpoint']

/**
 * What the sniffer says of some texts: XML, where SVG is told from the rest by its root element, and kinds that it knows by two bytes
 * which begin texts too ("BM", "MZ", the byte order mark of UTF-16). The true ones hold bytes that no text does.
 */
const looksLikeText = ['application/xml', 'image/bmp', 'application/x-msdownload', 'audio/mpeg']

const htmlExtensions = ['html', 'htm', 'xhtml', 'xht', 'shtml']

/** Says what a file is by its bytes, none of which is binary where `isText`, or refuses it: what isn't on the list isn't stored. */
export async function sniffFile(path: string, { isText, ...claim }: Claim & { isText: boolean }): Promise<FileType> {
  const sniffed = (await fileTypeFromFile(path))?.mime
  if (sniffed === undefined || looksLikeText.includes(sniffed)) {
    const verdict = await sniffText(path, { isText })
    if (verdict !== 'unknown' || sniffed === undefined) return textType(verdict, claim)
  }
  if (sniffed === 'application/x-cfb') return claimed(compoundTypes, claim) ?? refuse(sniffed)
  return fileTypes.find((type) => type.mimeType === sniffed || type.sniffedAs?.includes(sniffed)) ?? refuse(sniffed)
}

function textType(verdict: TextVerdict, claim: Claim): FileType {
  if (verdict === 'empty') throw new FileRefusal('damaged_file', 'The file is empty')
  if (verdict === 'svg') return ofMime('image/svg+xml')
  if (verdict !== 'text' && verdict !== 'json') return refuse(verdict)
  // A fragment of HTML looks like any text; its name gives it away.
  if (htmlExtensions.includes(extensionOf(claim.filename))) return refuse('HTML')

  const textTypes = fileTypes.filter((type) => type.family === 'text' && (verdict === 'json' || type.mimeType !== 'application/json'))
  const names = textTypes.map((type) => type.mimeType)
  return claimed(names, claim) ?? ofMime('text/plain')
}

/** The one of `mimeTypes` that the name's extension says, else the one that was declared. */
function claimed(mimeTypes: readonly string[], { filename, declaredType }: Claim): FileType | undefined {
  const types = mimeTypes.map(ofMime)
  return types.find((type) => type.extensions.includes(extensionOf(filename))) ?? types.find((type) => type.mimeType === declaredType)
}

function ofMime(mimeType: string): FileType {
  const found = fileTypes.find((type) => type.mimeType === mimeType)
  if (!found) throw new Error(`${mimeType} is not in the table of file types`)
  return found
}

function refuse(sniffed: string): never {
  throw new FileRefusal('unsupported_media_type', `Files of this kind (${sniffed}) are not accepted`)
}
