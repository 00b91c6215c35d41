import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import { type DraftOption, nameOf } from './draft-type.ts'
import classes from './types.module.css'

interface OptionsEditorProps {
  options: DraftOption[]
  onChange: (options: DraftOption[]) => void
  error: string | undefined
}

/** The choices of an enum in their order, which is also the order of sorting. */
export function OptionsEditor({ options, onChange, error }: OptionsEditorProps) {
  const set = (index: number, option: DraftOption) => onChange(options.with(index, option))
  const swap = (index: number, other: number) => {
    const [a, b] = [options[index], options[other]]
    if (a !== undefined && b !== undefined) onChange(options.with(index, b).with(other, a))
  }
  return (
    <div>
      <p className={classes.label} id="options">
        {t`Choices`}
      </p>
      <ul className={classes.options} aria-labelledby="options">
        {options.map((option, index) => (
          // An option has no identity but its place while it is typed
          <li key={index} className={classes.option}>
            <TextInput
              aria-label={t`Label of choice ${index + 1}`}
              placeholder={t`Label`}
              value={option.label}
              onChange={(event) => set(index, relabelled(option, event.currentTarget.value))}
            />
            <TextInput
              aria-label={t`Value of choice ${index + 1}`}
              placeholder={t`value`}
              classNames={{ input: 'verso-code' }}
              value={option.value}
              onChange={(event) => set(index, { ...option, value: event.currentTarget.value })}
            />
            <ActionIcon size={28} aria-label={t`Move choice ${index + 1} up`} onClick={() => swap(index, index - 1)}>
              <IconArrowUp size={16} stroke={1.75} aria-hidden />
            </ActionIcon>
            <ActionIcon size={28} aria-label={t`Move choice ${index + 1} down`} onClick={() => swap(index, index + 1)}>
              <IconArrowDown size={16} stroke={1.75} aria-hidden />
            </ActionIcon>
            <ActionIcon size={28} aria-label={t`Remove choice ${index + 1}`} onClick={() => onChange(options.toSpliced(index, 1))}>
              <IconX size={16} stroke={1.75} aria-hidden />
            </ActionIcon>
            {option.was !== undefined && option.was !== option.value && (
              <span className={classes.renamed}>
                <Trans>
                  Renames <code>{option.was}</code>: entries that hold it follow.
                </Trans>
              </span>
            )}
          </li>
        ))}
      </ul>
      {error !== undefined && <p className={classes.error}>{error}</p>}
      <Button
        size="compact-sm"
        leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
        onClick={() => onChange([...options, { value: '', label: '' }])}
      >
        {t`Add choice`}
      </Button>
    </div>
  )
}

/** The value of a new choice follows the label until it is given one of its own; a saved one stays what it is. */
function relabelled(option: DraftOption, label: string): DraftOption {
  if (option.was !== undefined) return { ...option, label }
  return { label, value: option.value === nameOf(option.label) ? nameOf(label) : option.value }
}
