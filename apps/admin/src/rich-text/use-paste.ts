import { plural, t } from '@lingui/core/macro'
import type { OnPasteFn } from '@portabletext/editor'
import { looksLikeMarkdown } from '@verso/rich-text'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { announce } from '../parts/use-announce.ts'
import { isProblem } from '../api/api-problem.ts'
import { uploadFile } from '../api/upload-file.ts'
import { type Allowed, allowsBlock } from './allowed.ts'
import type { Pasted } from './html-to-blocks.ts'
import { plainTextToBlocks } from './plain-text.ts'

export interface PasteNote {
  sentence: string
  /** What stood on the clipboard, to be put there without its formatting; null once something else was typed. */
  plain: string | null
  /** Pictures of the pasted page that can be fetched; null where there are none, and once something else was typed. */
  pictures: PastedPictures | null
}

export interface PastedPictures {
  /** Where they are. */
  addresses: string[]
  /** What was pasted, with the pictures that were fetched in their places. */
  withFiles: (ids: ReadonlyMap<string, string>) => Promise<Pasted['blocks']>
}

/**
 * Keeps headings, lists, links, tables and emphasis of what is pasted, as far as the field allows them, and says what it could not
 * keep. Shift with the keys of pasting asks for the bare words.
 */
export function usePaste(allowed: Allowed) {
  const [note, setNote] = useState<PasteNote | null>(null)
  const isPlain = useRef(false)
  const onPaste = useMemo<OnPasteFn>(
    () => (data) => {
      setNote(null)
      return paste(data, {
        allowed,
        isPlain: isPlain.current,
        onNote: setNote,
      })
    },
    [allowed],
  )
  function noteKey({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent) {
    if (key.toLowerCase() === 'v' && (ctrlKey || metaKey)) isPlain.current = shiftKey
    else if (key.length === 1 || key === 'Enter' || key === 'Backspace') setNote((before) => (before === null ? null : typedOn(before)))
  }
  return { note, setNote, onPaste, noteKey }
}

/** After other typing an undo would take back that; the rest of the note is still true. */
function typedOn(note: PasteNote): PasteNote | null {
  return note.sentence === wordsOnly ? null : { ...note, plain: null, pictures: null }
}

const wordsOnly = t`Pasted with its formatting.`
const noWayBack = { plain: null, pictures: null }

interface PasteOptions {
  allowed: Allowed
  isPlain: boolean
  onNote: (note: PasteNote | null) => void
}

function paste({ event, path }: Parameters<OnPasteFn>[0], options: PasteOptions): ReturnType<OnPasteFn> {
  const data = event.clipboardData
  if (data.types.includes('application/x-portable-text')) return undefined
  const text = data.getData('text/plain')
  const picture = [...data.files].find(({ type }) => type.startsWith('image/'))
  if (picture !== undefined && text.trim() === '' && allowsBlock(options.allowed, 'image')) return imported(picture, options)
  const html = options.isPlain ? '' : data.getData('text/html')
  const isInCell = path.includes('rows')
  if (html !== '') return converted(html, { language: 'html', isInCell, text }, options)
  if (!options.isPlain && looksLikeMarkdown(text)) return converted(text, { language: 'markdown', isInCell, text }, options)
  // One line goes in among the words, with their marks.
  return text.trim().includes('\n') ? { insert: plainTextToBlocks(text) as unknown as Pasted['blocks'] } : undefined
}

/** A screenshot, or a picture that was copied by itself. */
async function imported(file: File, { onNote }: PasteOptions) {
  onNote({ sentence: t`Importing the picture…`, ...noWayBack })
  try {
    const { data } = await uploadFile({ file })
    const media = Array.isArray(data) ? data[0] : data
    onNote(null)
    return { insert: media === undefined ? [] : [{ _type: 'image', media: { _media: media.id } }] }
  } catch (error) {
    onNote({ sentence: t`The picture was not imported: ${isProblem(error) ? error.message : t`the upload broke off`}`, ...noWayBack })
    return { insert: [] }
  }
}

interface Source {
  language: 'html' | 'markdown'
  isInCell: boolean
  /** The bare words. */
  text: string
}

async function converted(given: string, { text, ...place }: Source, { allowed, onNote }: PasteOptions) {
  const { toBlocks } = await import('./html-to-blocks.ts')
  const pasted = toBlocks(given, { ...place, allowed })
  const sentence = sentenceOf(pasted)
  if (sentence !== null) {
    const addresses = allowsBlock(allowed, 'image')
      ? pasted.pictures.filter((address) => /^https?:/i.test(address) && URL.canParse(address))
      : []
    const withFiles = async (fetched: ReadonlyMap<string, string>) => toBlocks(given, { ...place, allowed, fetched }).blocks
    onNote({ sentence, plain: text.trim() === '' ? null : text, pictures: addresses.length === 0 ? null : { addresses, withFiles } })
    announce(sentence)
  }
  return { insert: pasted.blocks }
}

function sentenceOf({ pictures, lost, isFormatted }: Pasted): string | null {
  const images = pictures.length === 0 ? [] : [t`${imagesIn(pictures.length)} not imported`]
  const parts = [...images, ...(lost.length > 0 ? [t`not carried over: ${lost.join(', ')}`] : [])]
  if (parts.length > 0) return t`Pasted; ${parts.join('; ')}.`
  return isFormatted ? wordsOnly : null
}

export function imagesIn(count: number): string {
  return plural(count, { one: '# image', other: '# images' })
}
