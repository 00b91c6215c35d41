import { t } from '@lingui/core/macro'
import { Button, CloseButton } from '@mantine/core'
import { useEditor } from '@portabletext/editor'
import { IconClipboardText } from '@tabler/icons-react'
import { type Dispatch, type SetStateAction, useRef } from 'react'
import { useMay } from '../api/use-may.ts'
import { announce } from '../parts/use-announce.ts'
import { plainTextToBlocks } from './plain-text.ts'
import classes from './rich-text.module.css'
import { type FailedPicture, useFetchPictures } from './use-fetch-pictures.ts'
import { imagesIn, type PastedPictures, type PasteNote } from './use-paste.ts'

type PasteBlocks = ReturnType<typeof plainTextToBlocks>

/** What became of the last paste, and the way to its bare words. */
export function PasteBar({ note, onNote }: { note: PasteNote | null; onNote: Dispatch<SetStateAction<PasteNote | null>> }) {
  const editor = useEditor()
  const mayUpload = useMay().manage('media')
  const { progress, fetchPictures } = useFetchPictures()
  const shown = useRef(note)
  shown.current = note
  if (note === null) return null
  const { sentence, plain, pictures } = note

  function replacePasted(blocks: PasteBlocks) {
    editor.send({ type: 'history.undo' })
    editor.send({ type: 'insert.blocks', blocks, placement: 'auto' })
    editor.send({ type: 'focus' })
  }

  function pastePlain(text: string) {
    replacePasted(plainTextToBlocks(text))
    onNote(null)
  }

  async function bringPictures({ addresses, withFiles }: PastedPictures) {
    const { ids, failed } = await fetchPictures(addresses)
    const blocks = ids.size === 0 ? [] : await withFiles(ids)
    // After other typing an undo would take back that: then the pictures come alone, to where the caret is.
    if (shown.current?.pictures === pictures) replacePasted(blocks as PasteBlocks)
    else editor.send({ type: 'insert.blocks', blocks: picturesOf(blocks) as PasteBlocks, placement: 'auto' })
    const said = outcome(ids.size, failed)
    announce(said)
    onNote({ sentence: said, plain: null, pictures: null })
  }

  return (
    <section className={classes.bar} aria-label={t`Pasted`}>
      <IconClipboardText size={16} stroke={1.75} aria-hidden />
      <span className={classes.barTarget}>
        {progress === null ? sentence : t`Importing ${progress.done + 1} of ${imagesIn(progress.total)}…`}
      </span>
      {pictures !== null && mayUpload && (
        <Button
          size="compact-sm"
          loading={progress !== null}
          title={t`From ${hostsOf(pictures.addresses)}; the files go to the media library`}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => void bringPictures(pictures)}
        >
          {t`Import ${imagesIn(pictures.addresses.length)}`}
        </Button>
      )}
      {plain !== null && progress === null && (
        <Button size="compact-sm" onMouseDown={(event) => event.preventDefault()} onClick={() => pastePlain(plain)}>
          {t`Paste as plain text`}
        </Button>
      )}
      <CloseButton size="sm" aria-label={t`Close this note`} onClick={() => onNote(null)} />
    </section>
  )
}

function hostsOf(addresses: readonly string[]): string {
  return [...new Set(addresses.map((address) => new URL(address).host))].join(', ')
}

function picturesOf(blocks: readonly { _type: string }[]): { _type: string }[] {
  return blocks.filter(({ _type }) => _type === 'image')
}

function outcome(imported: number, failed: readonly FailedPicture[]): string {
  const [first] = failed
  if (first === undefined) return t`${imagesIn(imported)} imported into the media library.`
  const said = t`${imagesIn(failed.length)} could not be imported and stay links: ${first.address}: ${first.reason}`
  return imported === 0 ? said : t`${imagesIn(imported)} imported; ${said}`
}
