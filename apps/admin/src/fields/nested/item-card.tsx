import { useSortable } from '@dnd-kit/sortable'
import { t } from '@lingui/core/macro'
import type { Json } from '@verso/model'
import { memo, useCallback, useRef } from 'react'
import { useFormSurroundings } from '../form-context.ts'
import { Depth, useDepth } from './depth.ts'
import { InnerFields } from './inner-fields.tsx'
import { InsertMenu } from './insert-menu.tsx'
import type { ItemCardProps } from './item-card-props.ts'
import { ItemHead } from './item-head.tsx'
import { blockOf, type Item, titleOf } from './items.ts'
import classes from './nested.module.css'

/** One item of a list. It is drawn for its own changes only. */
export const ItemCard = memo(function ItemCard(props: ItemCardProps) {
  const { item, type, index, pointer, locale, readOnly, isOpen, acts, onInsert } = props
  const form = useFormSurroundings()
  const depth = useDepth()
  const sortable = useSortable({ id: item._key, disabled: readOnly })
  const latest = useRef(item)
  latest.current = item
  const change = useCallback((next: Json) => acts.change(latest.current._key, next as Item), [acts])
  const title = titleOf(item, type, locale ?? form?.locale ?? '')
  const name = `${type?.label ?? (blockOf(item) || t`Item`)} ${index + 1}`
  const allowed = props.allowed.split(' ').flatMap((one) => form?.findComponent(one) ?? [])
  const style = {
    transform: sortable.transform === null ? undefined : `translateY(${sortable.transform.y}px)`,
    transition: sortable.transition,
  }
  return (
    <li
      ref={sortable.setNodeRef}
      className={classes.card}
      style={style}
      data-item={item._key}
      data-depth={Math.min(depth, 2)}
      data-dragging={sortable.isDragging || undefined}
      aria-label={name}
    >
      {!readOnly && index > 0 && (
        <div className={classes.between}>
          <InsertMenu
            allowed={allowed}
            label={t`Insert before ${name}`}
            fieldLabel={t`the list`}
            isBetween
            onPick={(picked) => onInsert(index, picked)}
          />
        </div>
      )}
      <ItemHead {...props} name={name} title={title} types={allowed} sortable={sortable} />
      {isOpen && (
        <div className={classes.body} data-body>
          {type === undefined ? (
            <p className={classes.gone}>{t`The fields of this block are not visible to you. It is kept as it is.`}</p>
          ) : (
            <Depth value={depth + 1}>
              <InnerFields
                type={type}
                value={item}
                pointer={pointer}
                locale={locale}
                readOnly={readOnly}
                onChange={change}
                onBlur={acts.blur}
              />
            </Depth>
          )}
        </div>
      )}
    </li>
  )
})
