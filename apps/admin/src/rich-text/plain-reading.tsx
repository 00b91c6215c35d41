import { t } from '@lingui/core/macro'
import type { Json } from '@verso/model'
import { toText } from '@verso/rich-text'
import { Note } from '../parts/note.tsx'
import classes from './rich-text.module.css'

/** All words of a text that the editor can't hold whole; it is read here, and nothing of it is saved over. */
export function PlainReading({ value, labelId }: { value: Json | undefined; labelId: string }) {
  return (
    <>
      <Note tone="warn" title={t`This text holds something that the editor can’t show whole.`}>
        <p>{t`It is read-only here and stays as it is; below are its words. It can be changed through the API.`}</p>
      </Note>
      <section className={classes.reading} aria-labelledby={labelId}>
        {toText(value)}
      </section>
    </>
  )
}
