import { t } from '@lingui/core/macro'
import { ActionIcon, Button, Textarea, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { type SettingsPartProps, takes } from './draft-type.ts'
import classes from './types.module.css'

/** What a computed field is made of. */
export function ExpressionSetting({ field: { settings }, onChange, errorAt }: SettingsPartProps) {
  return (
    <Textarea
      label={t`Made of`}
      description={t`A text with fields in braces: ${'{first} {last}'}. With = in front, an expression: = price * 1.19`}
      autosize
      minRows={1}
      spellCheck={false}
      classNames={{ input: 'verso-code' }}
      value={settings.expression ?? ''}
      onChange={(event) => onChange({ expression: event.currentTarget.value || undefined })}
      error={errorAt('expression')}
    />
  )
}

/** When the form shows the field, and what must hold across fields for an entry to be published. */
export function ConditionSettings({ field, onChange, errorAt }: SettingsPartProps) {
  return (
    <>
      <TextInput
        label={t`Shown if`}
        description={t`The form shows the field while this holds: kind == "event"`}
        spellCheck={false}
        classNames={{ input: 'verso-code' }}
        value={field.settings.showIf ?? ''}
        onChange={(event) => onChange({ showIf: event.currentTarget.value || undefined })}
        error={errorAt('showIf')}
      />
      {takes(field.kind, 'rules') && <RulesSetting field={field} onChange={onChange} errorAt={errorAt} />}
    </>
  )
}

function RulesSetting({ field: { settings }, onChange, errorAt }: SettingsPartProps) {
  const rules = settings.rules ?? []
  const set = (next: typeof rules) => onChange({ rules: next.length === 0 ? undefined : next })
  return (
    <div>
      <p className={classes.label} id="rules">
        {t`Rules for publishing`}
      </p>
      <ul className={classes.options} aria-labelledby="rules">
        {rules.map((rule, index) => (
          // A rule has no identity but its place while it is typed
          <li key={index} className={classes.rule}>
            <TextInput
              aria-label={t`Condition of rule ${index + 1}`}
              placeholder="end >= start"
              spellCheck={false}
              classNames={{ input: 'verso-code' }}
              value={rule.expression}
              onChange={(event) => set(rules.with(index, { ...rule, expression: event.currentTarget.value }))}
              error={errorAt(`rules/${index}`)}
            />
            <ActionIcon size={28} aria-label={t`Remove rule ${index + 1}`} onClick={() => set(rules.toSpliced(index, 1))}>
              <IconX size={16} stroke={1.75} aria-hidden />
            </ActionIcon>
            <TextInput
              aria-label={t`Sentence of rule ${index + 1}`}
              placeholder={t`What people are told when it does not hold`}
              value={rule.message ?? ''}
              onChange={({ currentTarget: { value } }) =>
                set(rules.with(index, value === '' ? { expression: rule.expression } : { ...rule, message: value }))
              }
            />
          </li>
        ))}
      </ul>
      <Button
        size="compact-sm"
        leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
        onClick={() => set([...rules, { expression: '' }])}
      >
        {t`Add rule`}
      </Button>
    </div>
  )
}
