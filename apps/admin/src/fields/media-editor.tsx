import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconPhoto } from '@tabler/icons-react'
import type { Json } from '@verso/model'
import { useRef, useState } from 'react'
import { useAnnounce } from '../parts/use-announce.ts'
import type { FieldEditorProps } from './field-editor-props.ts'
import classes from './field-editors.module.css'
import { MediaCard } from './media-card.tsx'
import { isMedia, type MediaValue } from './media-value.ts'
import { moved } from './nested/items.ts'
import { MediaPicker } from './pickers/media-picker.tsx'

/** Files of the library, with words of their own for this place: one, or several in an order of their own. */
export function MediaEditor(props: FieldEditorProps) {
  const { field, value, onChange, onBlur, readOnly, controlId, labelId, describedBy } = props
  const [isPicking, setIsPicking] = useState(false)
  const isMany = field.many === true
  const files = filesOf(value)
  const latest = useRef(files)
  latest.current = files
  const acts = useFileActs(props, latest)
  return (
    <fieldset className={classes.group} id={controlId} aria-labelledby={labelId} aria-describedby={describedBy}>
      {files.length > 0 && (
        <ol className={classes.list}>
          {files.map((media, index) => (
            <li key={media._media}>
              <MediaCard
                {...props}
                media={media}
                {...acts}
                {...(isMany ? { place: { index, count: files.length } } : { onReplace: () => setIsPicking(true) })}
              />
            </li>
          ))}
        </ol>
      )}
      {files.length === 0 && readOnly && <span className={classes.facts}>{t`None`}</span>}
      {(files.length === 0 || isMany) && !readOnly && (
        <Button
          data-choose
          className={classes.choose}
          leftSection={<IconPhoto size={16} stroke={1.75} aria-hidden />}
          aria-describedby={describedBy}
          onClick={() => setIsPicking(true)}
        >
          {isMany ? t`Add to ${field.label}…` : t`Choose or upload a file…`}
        </Button>
      )}
      <MediaPicker
        opened={isPicking}
        title={field.label}
        accept={field.accept ?? []}
        exclude={isMany ? files.map(({ _media }) => _media) : []}
        isMany={isMany}
        onClose={() => setIsPicking(false)}
        onPick={({ id }) => {
          onChange(isMany ? [...latest.current.filter(({ _media }) => _media !== id), { _media: id }] : { _media: id })
          onBlur()
        }}
      />
    </fieldset>
  )
}

function useFileActs({ field, onChange, onBlur }: FieldEditorProps, files: { current: MediaValue[] }) {
  const announce = useAnnounce()
  const isMany = field.many === true
  const set = (next: MediaValue[]) => onChange(next.length === 0 ? null : isMany ? next : (next[0] ?? null))
  return {
    onFile: (media: MediaValue) => set(files.current.map((file) => (file._media === media._media ? media : file))),
    onRemove: (id: string) => {
      set(files.current.filter(({ _media }) => _media !== id))
      onBlur()
      announce(t`Removed from ${field.label}`)
    },
    onMove: (from: number, to: number) => {
      set(moved(files.current, from, to))
      onBlur()
      announce(t`Moved to ${to + 1} of ${files.current.length}`)
    },
  }
}

function filesOf(value: Json | undefined): MediaValue[] {
  return (Array.isArray(value) ? value : [value]).filter(isMedia)
}
