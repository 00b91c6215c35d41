import { t } from '@lingui/core/macro'
import type { BlockObjectRenderProps } from '@portabletext/editor'
import { IconAlertTriangle, IconPencil, IconPhotoOff, IconPlayerPlay, IconPuzzle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { inSentence } from '../language/language.ts'
import { isProblem } from '../api/api-problem.ts'
import { mediaQuery } from '../api/media.ts'
import { useOpenDialog } from './dialogs-context.ts'
import classes from './rich-text.module.css'

/** A picture with its words; Enter or Edit opens them. */
export function ImageCard(props: BlockObjectRenderProps) {
  const { node } = props
  const id = mediaId(node['media'])
  const file = useQuery({ ...mediaQuery(id), enabled: id !== '' })
  const alt = textOf(node['alt']) || (Object.values(file.data?.alt ?? {})[0] ?? '')
  const caption = textOf(node['caption'])
  return (
    <Card render={props} name={t`Picture`}>
      {file.data?.url ? (
        <img
          src={file.data.url}
          alt={alt}
          className={classes.picture}
          width={file.data.width ?? undefined}
          height={file.data.height ?? undefined}
          draggable={false}
        />
      ) : (
        <div className={classes.noPicture}>
          <IconPhotoOff size={28} stroke={1.25} aria-hidden />
          {isProblem(file.error) ? t`This file can’t be shown` : (file.data?.filename ?? '')}
        </div>
      )}
      {caption !== '' && <div className={classes.caption}>{caption}</div>}
      {alt === '' && file.isSuccess && (
        <div className={classes.missing}>
          <IconAlertTriangle size={14} stroke={1.75} aria-hidden /> {t`No alternative text`}
        </div>
      )}
    </Card>
  )
}

export function CodeCard(props: BlockObjectRenderProps) {
  const language = textOf(props.node['language'])
  return (
    <Card render={props} name={t`Code`}>
      {language !== '' && <div className={classes.cardName}>{language}</div>}
      <pre className={classes.code}>{textOf(props.node['code']) || t`No code yet`}</pre>
    </Card>
  )
}

export function EmbedCard(props: BlockObjectRenderProps) {
  return (
    <Card render={props} name={t`Embed`}>
      <div className={classes.embed}>
        <IconPlayerPlay size={18} stroke={1.75} aria-hidden />
        <span>{textOf(props.node['url']) || t`No address yet`}</span>
      </div>
    </Card>
  )
}

/** What isn't known here stays as it is. */
export function UnknownCard(props: BlockObjectRenderProps) {
  const original = props.node['original']
  const type = typeof original === 'object' && original !== null && '_type' in original ? String(original._type) : ''
  return (
    <Card render={props} name={t`Unknown block`} isFixed>
      <div className={classes.unknown}>
        <IconPuzzle size={18} stroke={1.75} aria-hidden />
        <span>{type === '' ? t`Unknown block, kept as is` : t`Unknown block “${type}”, kept as is`}</span>
      </div>
    </Card>
  )
}

interface CardProps {
  render: BlockObjectRenderProps
  name: string
  /** It can't be edited, only moved and removed. */
  isFixed?: boolean
  children: ReactNode
}

function Card({ render, name, isFixed = false, children }: CardProps) {
  const { attributes, children: spacer, node, path, selected, readOnly } = render
  const openDialog = useOpenDialog()
  return (
    <div {...attributes} className={classes.card} data-selected={selected || undefined}>
      {spacer}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut of the mouse; Enter and the Edit button do the same */}
      <div
        contentEditable={false}
        className={classes.cardBody}
        onDoubleClick={() => !readOnly && !isFixed && openDialog({ kind: 'object', node, path })}
      >
        {children}
        {!readOnly && !isFixed && selected && (
          <button
            type="button"
            className={classes.edit}
            aria-label={t`Edit ${inSentence(name)}`}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => openDialog({ kind: 'object', node, path })}
          >
            <IconPencil size={16} stroke={1.75} aria-hidden /> {t`Edit`}
          </button>
        )}
      </div>
    </div>
  )
}

function mediaId(media: unknown): string {
  return typeof media === 'object' && media !== null && '_media' in media && typeof media._media === 'string' ? media._media : ''
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
