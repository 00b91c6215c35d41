/** `raster`, `audio` and `video` are shown where they stand; whatever else a browser might run is only ever downloaded. */
type FileFamily = 'raster' | 'vector' | 'audio' | 'video' | 'text' | 'document' | 'archive'

export interface FileType {
  mimeType: string
  family: FileFamily
  /** The first is given to a file whose name has none of them. */
  extensions: readonly [string, ...string[]]
  /** What the byte sniffer calls it, where that is not the registered name. */
  sniffedAs?: readonly string[]
}

const openXml = 'application/vnd.openxmlformats-officedocument'
const openDocument = 'application/vnd.oasis.opendocument'

/** Everything that may be stored. Macro-enabled documents are left out on purpose: they are programs. */
export const fileTypes: readonly FileType[] = [
  { mimeType: 'image/jpeg', family: 'raster', extensions: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  { mimeType: 'image/png', family: 'raster', extensions: ['png', 'apng'], sniffedAs: ['image/apng'] },
  { mimeType: 'image/webp', family: 'raster', extensions: ['webp'] },
  { mimeType: 'image/avif', family: 'raster', extensions: ['avif'] },
  { mimeType: 'image/gif', family: 'raster', extensions: ['gif'] },
  { mimeType: 'image/tiff', family: 'raster', extensions: ['tif', 'tiff'] },
  { mimeType: 'image/svg+xml', family: 'vector', extensions: ['svg'] },

  { mimeType: 'audio/mpeg', family: 'audio', extensions: ['mp3'] },
  { mimeType: 'audio/mp4', family: 'audio', extensions: ['m4a', 'mp4'], sniffedAs: ['audio/x-m4a'] },
  { mimeType: 'audio/aac', family: 'audio', extensions: ['aac'] },
  { mimeType: 'audio/ogg', family: 'audio', extensions: ['ogg', 'oga', 'opus'], sniffedAs: ['audio/ogg; codecs=opus'] },
  { mimeType: 'audio/wav', family: 'audio', extensions: ['wav'] },
  { mimeType: 'audio/flac', family: 'audio', extensions: ['flac'] },
  { mimeType: 'audio/aiff', family: 'audio', extensions: ['aiff', 'aif'] },

  { mimeType: 'video/mp4', family: 'video', extensions: ['mp4', 'm4v'], sniffedAs: ['video/x-m4v'] },
  { mimeType: 'video/quicktime', family: 'video', extensions: ['mov', 'qt'] },
  { mimeType: 'video/webm', family: 'video', extensions: ['webm'] },
  { mimeType: 'video/ogg', family: 'video', extensions: ['ogv', 'ogg'] },
  { mimeType: 'video/matroska', family: 'video', extensions: ['mkv'] },
  { mimeType: 'video/mpeg', family: 'video', extensions: ['mpg', 'mpeg'], sniffedAs: ['video/MP1S', 'video/MP2P'] },
  { mimeType: 'video/vnd.avi', family: 'video', extensions: ['avi'] },
  { mimeType: 'video/3gpp', family: 'video', extensions: ['3gp'] },

  { mimeType: 'text/plain', family: 'text', extensions: ['txt', 'text', 'log', 'srt'] },
  { mimeType: 'text/csv', family: 'text', extensions: ['csv'] },
  { mimeType: 'text/tab-separated-values', family: 'text', extensions: ['tsv'] },
  { mimeType: 'text/markdown', family: 'text', extensions: ['md', 'markdown'] },
  { mimeType: 'application/json', family: 'text', extensions: ['json', 'geojson'] },
  { mimeType: 'text/vtt', family: 'text', extensions: ['vtt'] },

  { mimeType: 'application/pdf', family: 'document', extensions: ['pdf'] },
  { mimeType: 'application/rtf', family: 'document', extensions: ['rtf'] },
  { mimeType: `${openXml}.wordprocessingml.document`, family: 'document', extensions: ['docx'] },
  { mimeType: `${openXml}.spreadsheetml.sheet`, family: 'document', extensions: ['xlsx'] },
  { mimeType: `${openXml}.presentationml.presentation`, family: 'document', extensions: ['pptx'] },
  { mimeType: `${openXml}.presentationml.slideshow`, family: 'document', extensions: ['ppsx'] },
  { mimeType: `${openDocument}.text`, family: 'document', extensions: ['odt'] },
  { mimeType: `${openDocument}.spreadsheet`, family: 'document', extensions: ['ods'] },
  { mimeType: `${openDocument}.presentation`, family: 'document', extensions: ['odp'] },
  { mimeType: 'application/msword', family: 'document', extensions: ['doc'] },
  { mimeType: 'application/vnd.ms-excel', family: 'document', extensions: ['xls'] },
  { mimeType: 'application/vnd.ms-powerpoint', family: 'document', extensions: ['ppt', 'pps'] },

  { mimeType: 'application/zip', family: 'archive', extensions: ['zip'] },
]

/** The last part of a name, in lower case: `png` for `Photo.PNG`, nothing for `.png` and `photo`. */
export function extensionOf(filename: string): string {
  return /[^/\\]\.([a-z0-9]{1,10})$/i.exec(filename)?.[1]?.toLowerCase() ?? ''
}
