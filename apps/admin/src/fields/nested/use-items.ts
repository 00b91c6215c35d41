import { t } from '@lingui/core/macro'
import type { ContentTypeView } from '@verso/contract'
import { useMemo, useRef } from 'react'
import { toast } from '../../parts/toast.tsx'
import { useAnnounce } from '../../parts/use-announce.ts'
import type { FieldEditorProps } from '../field-editor-props.ts'
import { useFormSurroundings } from '../form-context.ts'
import { copyOf, type Item, itemsOf, moved, newItem } from './items.ts'

/** What can be done with the items of a list. The functions stay the same while the list changes, so that cards aren't drawn for it. */
export interface ItemActs {
  change: (key: string, item: Item) => void
  /** Gives the key of the new item. */
  insert: (at: number, type: ContentTypeView) => string
  duplicate: (key: string) => string | null
  move: (key: string, to: number) => void
  remove: (key: string, name: string) => void
  blur: () => void
}

export function useItems(props: FieldEditorProps): ItemActs {
  const form = useFormSurroundings()
  const announce = useAnnounce()
  const latest = useRef({ ...props, form })
  latest.current = { ...props, form }
  return useMemo(() => {
    const items = () => itemsOf(latest.current.value)
    const set = (next: Item[]) => {
      const value = next.length === 0 ? null : next
      latest.current = { ...latest.current, value: value ?? undefined }
      latest.current.onChange(value)
    }
    const indexOf = (key: string) => items().findIndex((item) => item._key === key)
    const insert = (at: number, item: Item) => {
      set(items().toSpliced(at, 0, item))
      latest.current.onBlur()
      return item._key
    }
    return {
      change: (key, item) => set(items().map((one) => (one._key === key ? item : one))),
      insert: (at, type) => {
        const { form, field, locale } = latest.current
        return insert(
          at,
          newItem(type, { isBlock: field.kind === 'blocks', inLocale: locale === null ? (form?.defaultLocale ?? null) : null }),
        )
      },
      duplicate: (key) => {
        const item = items()[indexOf(key)]
        return item === undefined ? null : insert(indexOf(key) + 1, copyOf(item))
      },
      move: (key, to) => {
        const from = indexOf(key)
        if (from < 0 || to < 0 || to >= items().length || from === to) return
        set(moved(items(), from, to))
        latest.current.onBlur()
        announce(t`Moved to ${to + 1} of ${items().length}`)
      },
      remove: (key, name) => {
        const at = indexOf(key)
        const item = items()[at]
        if (item === undefined) return
        set(items().toSpliced(at, 1))
        latest.current.onBlur()
        toast({ message: t`Removed ${name}`, undo: () => void insert(Math.min(at, items().length), item) })
      },
      blur: () => latest.current.onBlur(),
    }
  }, [announce])
}
