import { t } from '@lingui/core/macro'
import type { FieldView } from '@verso/contract'
import { IconAlertTriangle, IconLock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { memo } from 'react'
import classes from './field-frame.module.css'

interface FieldFrameProps {
  field: FieldView
  /** Pointer of the value; ids on the page are made from it. */
  pointer: string
  locale: string | null
  issues: readonly string[]
  /** Why it can't be changed; null when it can. */
  lockedBecause: string | null
  /** A mark beside the label: what differs, who else is here. */
  mark?: ReactNode
  isTitle?: boolean
  /** Groups of controls have no single one that a label could point to. */
  isGroup?: boolean
  children: ReactNode
}

/** What stands around every editor: label, locale, help, reason of a lock, and the sentences about faults, all tied to the control. */
export const FieldFrame = memo(function FieldFrame({
  field,
  pointer,
  locale,
  issues,
  lockedBecause,
  mark,
  isTitle = false,
  isGroup = false,
  children,
}: FieldFrameProps) {
  const { controlId, labelId, helpId, issuesId } = fieldIds(pointer)
  const Label = isGroup ? 'span' : 'label'
  return (
    <div className={classes.root} data-pointer={pointer} data-title={isTitle || undefined} data-invalid={issues.length > 0 || undefined}>
      <div className={classes.head}>
        <Label id={labelId} className={classes.label} {...(isGroup ? {} : { htmlFor: controlId })}>
          {field.label}
          {field.required === true && (
            <span className={classes.required} title={t`Needed to publish`}>
              {' *'}
            </span>
          )}
        </Label>
        {locale !== null && <span className={classes.locale}>{locale}</span>}
        {mark}
        {lockedBecause !== null && (
          <span className={classes.lock}>
            <IconLock size={14} stroke={1.75} aria-hidden /> {lockedBecause}
          </span>
        )}
      </div>
      {children}
      {field.help !== undefined && field.help !== '' && (
        <p id={helpId} className={classes.help}>
          {field.help}
        </p>
      )}
      <div id={issuesId} className={classes.issues}>
        {issues.map((sentence) => (
          <p key={sentence} className={classes.issue}>
            <IconAlertTriangle size={16} stroke={1.75} aria-hidden className={classes.icon} /> {sentence}
          </p>
        ))}
      </div>
    </div>
  )
})

export function fieldIds(pointer: string) {
  const id = `f${pointer.replaceAll(/[^A-Za-z0-9_-]/g, '-')}`
  return { controlId: id, labelId: `${id}-label`, helpId: `${id}-help`, issuesId: `${id}-issues` }
}

/** The ids that describe a control now, for `aria-describedby`. */
export function describedBy(field: FieldView, pointer: string, hasIssues: boolean): string | undefined {
  const { helpId, issuesId } = fieldIds(pointer)
  const ids = [field.help !== undefined && field.help !== '' ? helpId : null, hasIssues ? issuesId : null].filter((id) => id !== null)
  return ids.length === 0 ? undefined : ids.join(' ')
}
