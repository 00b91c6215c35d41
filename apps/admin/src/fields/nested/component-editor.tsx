import { t } from '@lingui/core/macro'
import { Button, VisuallyHidden } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useCallback, useRef } from 'react'
import { toast } from '../../parts/toast.tsx'
import type { FieldEditorProps } from '../field-editor-props.ts'
import { useFormSurroundings } from '../form-context.ts'
import { Depth, foldedFrom, useDepth } from './depth.ts'
import { FaultCount } from './fault-count.tsx'
import { InnerFields } from './inner-fields.tsx'
import { titleOf } from './items.ts'
import classes from './nested.module.css'
import { useFold } from './use-fold.ts'

/** One component: its fields, which can be folded away. */
export function ComponentEditor(props: FieldEditorProps) {
  const { field, value, pointer, locale, readOnly, onChange, onBlur, labelId, describedBy, controlId } = props
  const form = useFormSurroundings()
  const depth = useDepth()
  const type = form?.findComponent(field.components?.[0] ?? '')
  const [isOpen, setIsOpen] = useFold(pointer, depth < foldedFrom)
  const latest = useRef(props)
  latest.current = props
  const change = useCallback((next: Parameters<FieldEditorProps['onChange']>[0]) => latest.current.onChange(next), [])
  const blur = useCallback(() => latest.current.onBlur(), [])
  if (type === undefined) return <p className={classes.gone}>{t`The fields of this component are not visible to you. They are kept.`}</p>
  const hasValue = value !== undefined && value !== null
  const clear = () => {
    onChange(null)
    onBlur()
    toast({ message: t`Cleared ${field.label}`, undo: () => latest.current.onChange(value ?? null) })
  }
  return (
    <fieldset
      className={classes.card}
      data-depth={Math.min(depth, 2)}
      id={controlId}
      aria-labelledby={labelId}
      aria-describedby={describedBy}
    >
      <div className={classes.head}>
        <button type="button" className={classes.fold} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          <IconChevronRight size={18} stroke={1.75} aria-hidden className={classes.chevron} />
          <VisuallyHidden>{field.label}: </VisuallyHidden>
          <span className={classes.cardTitle}>
            {titleOf(value, type, locale ?? form?.locale ?? '') || (hasValue ? type.label : t`Nothing yet`)}
          </span>
        </button>
        <FaultCount pointer={pointer} />
        {hasValue && !readOnly && (
          <Button size="compact-sm" variant="subtle" color="gray" aria-label={t`Clear ${field.label}`} onClick={clear}>
            {t`Clear`}
          </Button>
        )}
      </div>
      {isOpen && (
        <div className={classes.body}>
          <Depth value={depth + 1}>
            <InnerFields type={type} value={value} pointer={pointer} locale={locale} readOnly={readOnly} onChange={change} onBlur={blur} />
          </Depth>
        </div>
      )}
    </fieldset>
  )
}
