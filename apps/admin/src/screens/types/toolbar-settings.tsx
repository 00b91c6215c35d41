import { t } from '@lingui/core/macro'
import { Checkbox, MultiSelect, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type Toolbar, toolbarChoices } from '@verso/model'
import { typesQuery } from '../../api/types.ts'
import { blockLabels, listLabels, markLabels, styleLabels } from '../../rich-text/format-labels.ts'
import type { SettingsPartProps } from './draft-type.ts'
import classes from './types.module.css'

type Part = keyof Omit<Toolbar, 'entries'>

const parts: {
  part: Part
  label: string
  choices: { value: string; label: string }[]
}[] = [
  {
    part: 'styles',
    label: t`Paragraph styles`,
    choices: choicesOf('styles', styleLabels).filter(({ value }) => value !== 'normal'),
  },
  {
    part: 'marks',
    label: t`Marks and links`,
    choices: choicesOf('marks', markLabels),
  },
  { part: 'lists', label: t`Lists`, choices: choicesOf('lists', listLabels) },
  {
    part: 'blocks',
    label: t`Between paragraphs and in them`,
    choices: choicesOf('blocks', blockLabels),
  },
]

/** What of rich text a field allows. Without a choice of its own it allows everything. */
export function ToolbarSettings({ field: { settings }, onChange, errorAt }: SettingsPartProps) {
  const { toolbar } = settings
  const { data: types = [] } = useQuery(typesQuery())
  const set = (change: Partial<Toolbar>) => onChange({ toolbar: { ...toolbar, ...change } })
  return (
    <div className={classes.toolbar}>
      <Switch
        label={t`Only some formats`}
        description={t`Otherwise the field allows all that rich text can be.`}
        checked={toolbar !== undefined}
        onChange={(event) =>
          onChange({
            toolbar: event.currentTarget.checked ? everything() : undefined,
          })
        }
        error={errorAt('toolbar')}
      />
      {toolbar !== undefined && (
        <>
          {parts.map(({ part, label, choices }) => (
            <fieldset key={part} className={classes.chips}>
              <legend className={classes.label}>{label}</legend>
              <Checkbox.Group value={toolbar[part] ?? choices.map(({ value }) => value)} onChange={(next) => set({ [part]: next })}>
                <div className={classes.choices}>
                  {choices.map(({ value, label: choice }) => (
                    <Checkbox key={value} value={value} label={choice} />
                  ))}
                </div>
              </Checkbox.Group>
            </fieldset>
          ))}
          <MultiSelect
            label={t`Entries of`}
            description={t`Types that links and entries in the text may lead to; none chosen means all.`}
            data={types.map(({ name, label }) => ({ value: name, label }))}
            value={toolbar.entries ?? []}
            onChange={(entries) => {
              const { entries: _, ...rest } = toolbar
              onChange({
                toolbar: entries.length === 0 ? rest : { ...rest, entries },
              })
            }}
          />
        </>
      )}
    </div>
  )
}

function everything(): Toolbar {
  return Object.fromEntries(parts.map(({ part, choices }) => [part, choices.map(({ value }) => value)]))
}

function choicesOf(part: Part, labels: Readonly<Record<string, string>>): { value: string; label: string }[] {
  return toolbarChoices[part].map((value) => ({
    value,
    label: labels[value] ?? value,
  }))
}
