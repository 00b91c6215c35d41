import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { IconMathFunction } from '@tabler/icons-react'
import type { FieldEditorProps } from './field-editor-props.ts'
import classes from './field-editors.module.css'

/** What Verso works out of other fields. It follows with the next save. */
export function ComputedValue({ field, value, controlId, labelId }: FieldEditorProps) {
  return (
    <fieldset className={classes.computed} id={controlId} aria-labelledby={labelId} tabIndex={-1}>
      <output className={classes.result}>{value === undefined || value === null || value === '' ? t`Nothing yet` : String(value)}</output>
      <p className={classes.facts}>
        <IconMathFunction size={16} stroke={1.75} aria-hidden />{' '}
        <Trans>
          Worked out at each save: <code>{field.expression}</code>
        </Trans>
      </p>
    </fieldset>
  )
}
