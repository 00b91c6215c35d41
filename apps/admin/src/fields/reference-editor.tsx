import { t } from '@lingui/core/macro'
import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import type { EntryCard as Card } from '@verso/contract'
import type { Json } from '@verso/model'
import { type ReactNode, useRef, useState } from 'react'
import { entryCardsQuery } from '../api/entries.ts'
import { EntryCard } from '../parts/entry-card.tsx'
import { useAnnounce } from '../parts/use-announce.ts'
import type { FieldEditorProps } from './field-editor-props.ts'
import classes from './field-editors.module.css'
import { EntryPicker } from './pickers/entry-picker.tsx'

const cardsAtOnce = 100

/** Links to entries: one, or several in an order of their own. What can't be read is kept, and says so. */
export function ReferenceEditor(props: FieldEditorProps) {
  const { field, value, onChange, onBlur, isInvalid, readOnly, controlId, labelId, describedBy } = props
  const [isPicking, setIsPicking] = useState(false)
  const list = useRef<HTMLFieldSetElement>(null)
  const announce = useAnnounce()
  const ids = targetIds(value)
  const isMany = field.many === true

  function set(next: string[]) {
    onChange(next.length === 0 ? null : isMany ? next.map((id) => ({ _ref: id })) : { _ref: next[0] ?? '' })
    onBlur()
  }

  function move(from: number, to: number) {
    const moved = ids.toSpliced(from, 1).toSpliced(to, 0, ids[from] ?? '')
    set(moved)
    announce(t`Moved to ${to + 1} of ${ids.length}`)
  }

  function remove(index: number) {
    set(ids.toSpliced(index, 1))
    announce(t`Removed from ${field.label}`)
    // The focus goes to what took its place, or to the button.
    requestAnimationFrame(() =>
      (
        list.current?.querySelectorAll<HTMLElement>('[data-remove]')[Math.min(index, ids.length - 2)] ??
        list.current?.querySelector<HTMLElement>('[data-choose]')
      )?.focus(),
    )
  }

  return (
    <fieldset ref={list} className={classes.group} aria-labelledby={labelId} aria-describedby={describedBy} id={controlId}>
      {ids.length > 0 && <Targets ids={ids} isMany={isMany} isInvalid={isInvalid} readOnly={readOnly} onMove={move} onRemove={remove} />}
      {ids.length === 0 && readOnly && <span className={classes.facts}>{t`None`}</span>}
      {!readOnly && (
        <Button
          data-choose
          className={classes.choose}
          size="sm"
          leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
          aria-describedby={describedBy}
          onClick={() => setIsPicking(true)}
        >
          {isMany ? t`Add to ${field.label}…` : ids.length > 0 ? t`Choose another…` : t`Choose ${field.label}…`}
        </Button>
      )}
      <EntryPicker
        opened={isPicking}
        title={field.label}
        types={field.to ?? []}
        exclude={ids}
        isMany={isMany}
        onClose={() => setIsPicking(false)}
        onPick={(picked) => set(isMany ? [...ids, picked] : [picked])}
      />
    </fieldset>
  )
}

interface TargetsProps {
  ids: string[]
  isMany: boolean
  isInvalid: boolean
  readOnly: boolean
  onMove: (from: number, to: number) => void
  onRemove: (index: number) => void
}

function Targets({ ids, isMany, isInvalid, readOnly, onMove, onRemove }: TargetsProps) {
  const cards = useQuery({ ...entryCardsQuery(ids.slice(0, cardsAtOnce)), placeholderData: (previous) => previous })
  const known = new Map((cards.data ?? []).map((card) => [card.id, card]))
  return (
    <ol className={classes.list} data-invalid={isInvalid || undefined}>
      {ids.map((id, index) => (
        <li key={id}>
          <TargetCard
            card={known.get(id)}
            isLoading={cards.isPending && index < cardsAtOnce}
            id={id}
            aside={
              readOnly ? undefined : (
                <span className={classes.actions}>
                  {isMany && ids.length > 1 && (
                    <>
                      <Act
                        label={t`Move up`}
                        isOff={index === 0}
                        onClick={() => onMove(index, index - 1)}
                        icon={<IconArrowUp size={18} stroke={1.75} aria-hidden />}
                      />
                      <Act
                        label={t`Move down`}
                        isOff={index === ids.length - 1}
                        onClick={() => onMove(index, index + 1)}
                        icon={<IconArrowDown size={18} stroke={1.75} aria-hidden />}
                      />
                    </>
                  )}
                  <Act label={t`Remove`} isRemove onClick={() => onRemove(index)} icon={<IconX size={18} stroke={1.75} aria-hidden />} />
                </span>
              )
            }
          />
        </li>
      ))}
    </ol>
  )
}

function TargetCard({ card, isLoading, id, aside }: { card: Card | undefined; isLoading: boolean; id: string; aside: ReactNode }) {
  if (card !== undefined) return <EntryCard card={card} aside={aside} />
  return (
    <span className={classes.unknown}>
      {isLoading ? t`Loading…` : t`Entry ${id}`} {!isLoading && aside}
    </span>
  )
}

function Act({
  label,
  icon,
  onClick,
  isOff = false,
  isRemove = false,
}: {
  label: string
  icon: ReactNode
  onClick: () => void
  isOff?: boolean
  isRemove?: boolean
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        size={32}
        aria-label={label}
        aria-disabled={isOff || undefined}
        data-remove={isRemove || undefined}
        onClick={() => !isOff && onClick()}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  )
}

function targetIds(value: Json | undefined): string[] {
  const items = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
  return items.flatMap((item) =>
    typeof item === 'object' && item !== null && !Array.isArray(item) && typeof item['_ref'] === 'string' ? [item['_ref']] : [],
  )
}
