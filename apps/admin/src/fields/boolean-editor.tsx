import { t } from '@lingui/core/macro'
import { SegmentedControl } from '@mantine/core'
import type { FieldEditorProps } from './field-editor-props.ts'
import classes from './field-editors.module.css'

/** Yes or no; not having chosen is a state of its own. */
export function BooleanEditor({ value, onChange, onBlur, readOnly, labelId, describedBy, controlId }: FieldEditorProps) {
  return (
    <SegmentedControl
      id={controlId}
      className={classes.fit}
      value={typeof value === 'boolean' ? String(value) : 'unset'}
      readOnly={readOnly}
      aria-labelledby={labelId}
      aria-describedby={describedBy}
      data={[
        { value: 'true', label: t`Yes` },
        { value: 'false', label: t`No` },
        { value: 'unset', label: t`Not set` },
      ]}
      onBlur={onBlur}
      onChange={(choice) => onChange(choice === 'unset' ? null : choice === 'true')}
    />
  )
}
