import { closestCenter, DndContext, type DragEndEvent, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core'
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { t } from '@lingui/core/macro'
import type { ContentTypeView } from '@verso/contract'
import { useCallback, useEffect, useRef, useState } from 'react'
import { inSentence } from '../../language/language.ts'
import type { FieldEditorProps } from '../field-editor-props.ts'
import { useFormSurroundings } from '../form-context.ts'
import { useDepth } from './depth.ts'
import { focusItem } from './focus-item.ts'
import { InsertMenu } from './insert-menu.tsx'
import { ItemCard } from './item-card.tsx'
import { blockOf, type Item, itemsOf } from './items.ts'
import { ListBar } from './list-bar.tsx'
import classes from './nested.module.css'
import { useItems } from './use-items.ts'
import { useOpenItems } from './use-open-items.ts'

/** A repeatable component or blocks: cards in their order, which can be added anywhere, copied, moved and removed. */
export function ItemListEditor(props: FieldEditorProps) {
  const { field, value, pointer, locale, readOnly, labelId, describedBy, controlId, isInvalid } = props
  const form = useFormSurroundings()
  const items = itemsOf(value)
  const acts = useItems(props)
  const root = useRef<HTMLFieldSetElement>(null)
  const open = useOpenItems({ pointer, depth: useDepth(), count: items.length })
  const [added, setAdded] = useState<string | null>(null)
  const sensors = useDragSensors()
  const isBlocks = field.kind === 'blocks'
  const allowed = ((isBlocks ? field.blocks : field.components) ?? []).flatMap((name) => form?.findComponent(name) ?? [])
  useEffect(() => {
    if (added !== null) focusItem(root.current, added)
  }, [added])

  const { show, insert, duplicate } = useShown({ acts, setOpen: open.set, onAdded: setAdded })
  const drop = ({ active, over }: DragEndEvent) => over !== null && acts.move(String(active.id), indexOf(items, String(over.id)))
  const typeOf = (item: Item) => form?.findComponent(isBlocks ? blockOf(item) : (field.components?.[0] ?? ''))
  const noun = isBlocks ? t`block` : inSentence(allowed[0]?.label ?? t`item`)
  return (
    <fieldset
      ref={root}
      className={classes.list}
      id={controlId}
      aria-labelledby={labelId}
      aria-describedby={describedBy}
      data-invalid={isInvalid || undefined}
    >
      <ListBar field={field} items={items} typeOf={typeOf} locale={locale} open={open} onShow={show} pointer={pointer} />
      <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop}>
        <SortableContext items={items.map(({ _key }) => _key)} strategy={verticalListSortingStrategy}>
          <ol className={classes.items}>
            {items.map((item, index) => (
              <ItemCard
                key={item._key}
                item={item}
                type={typeOf(item)}
                allowed={allowedKey(allowed)}
                index={index}
                count={items.length}
                pointer={`${pointer}/${item._key}`}
                locale={locale}
                readOnly={readOnly}
                isOpen={open.isOpen(item._key)}
                acts={acts}
                onOpen={open.set}
                onInsert={insert}
                onDuplicate={duplicate}
              />
            ))}
          </ol>
        </SortableContext>
      </DndContext>
      {items.length === 0 && readOnly && <span className={classes.none}>{t`None`}</span>}
      {!readOnly && (
        <InsertMenu allowed={allowed} label={t`Add ${noun}`} fieldLabel={field.label} onPick={(type) => insert(items.length, type)} />
      )}
    </fieldset>
  )
}

function indexOf(items: Item[], key: string): number {
  return items.findIndex(({ _key }) => _key === key)
}

function useDragSensors() {
  return useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
}

interface Showing {
  acts: ReturnType<typeof useItems>
  setOpen: (key: string, isOpen: boolean) => void
  onAdded: (key: string) => void
}

/** What is new is unfolded and gets the focus. */
function useShown({ acts, setOpen, onAdded }: Showing) {
  const show = useCallback(
    (key: string | null) => {
      if (key === null) return
      setOpen(key, true)
      onAdded(key)
    },
    [setOpen, onAdded],
  )
  const insert = useCallback((at: number, type: ContentTypeView) => show(acts.insert(at, type)), [acts, show])
  const duplicate = useCallback((key: string) => show(acts.duplicate(key)), [acts, show])
  return { show, insert, duplicate }
}

/** The names alone, since the list of types is another object with each drawing. */
function allowedKey(allowed: ContentTypeView[]): string {
  return allowed.map(({ name }) => name).join(' ')
}
