import { plural, t } from '@lingui/core/macro'
import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconFileText, IconPlus, IconX } from '@tabler/icons-react'
import type { ContentTypeView, EntryView } from '@verso/contract'
import { useState } from 'react'
import { issuesAt } from '../../api/api-problem.ts'
import { EntryPicker } from '../../fields/pickers/entry-picker.tsx'
import { toast } from '../../parts/toast.tsx'
import { type DraftTemplate, nameOf } from './draft-type.ts'
import { JsonSetting } from './json-setting.tsx'
import classes from './templates.module.css'
import type { TypeDraft } from './use-type-draft.ts'
import { valuesForTemplate } from './values-for-template.ts'

interface TemplateListProps {
  builder: TypeDraft
  type: ContentTypeView | null
  problem: unknown
}

/** What new entries may begin from: sets of values, taken from an entry that has them or written as JSON. */
export function TemplateList({ builder: { draft, change }, type, problem }: TemplateListProps) {
  const { templates } = draft
  const set = (next: DraftTemplate[]) => change({ templates: next, areTemplatesEdited: true })
  const remove = (index: number) => {
    const label = templates[index]?.label ?? ''
    set(templates.toSpliced(index, 1))
    toast({ message: label === '' ? t`Removed the template` : t`Removed ${label}`, undo: () => set(templates) })
  }
  return (
    <section aria-labelledby="templates">
      <h2 id="templates" className={classes.heading}>
        {t`Templates`}
      </h2>
      {issuesAt(problem, '/templates').length > 0 && <p className={classes.error}>{issuesAt(problem, '/templates')[0]}</p>}
      {templates.length === 0 && <p className={classes.none}>{t`None yet. A template gives a new entry its first values.`}</p>}
      <ol className={classes.list}>
        {templates.map((template, index) => (
          <Template
            key={template.key}
            template={template}
            index={index}
            type={type}
            problem={problem}
            onChange={(next) => set(templates.with(index, { ...template, ...next }))}
            onRemove={() => remove(index)}
          />
        ))}
      </ol>
      <Button
        size="sm"
        leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
        onClick={() => set([...templates, { key: `new-${Date.now()}`, name: '', isNameOwn: false, label: '', fields: {} }])}
      >
        {t`Add template`}
      </Button>
    </section>
  )
}

interface TemplateProps {
  template: DraftTemplate
  index: number
  type: ContentTypeView | null
  problem: unknown
  onChange: (change: Partial<DraftTemplate>) => void
  onRemove: () => void
}

function Template({ template, index, type, problem, onChange, onRemove }: TemplateProps) {
  const { label, fields } = template
  const [isPicking, setIsPicking] = useState(false)
  const [taken, setTaken] = useState(0)
  const errorAt = (member: string) => issuesAt(problem, `/templates/${index}/${member}`)[0]
  const take = (entry: EntryView) => {
    onChange({ fields: valuesForTemplate(entry, type) })
    setTaken(taken + 1)
  }
  return (
    <li className={classes.template} aria-label={label || t`Template ${index + 1}`}>
      <Names template={template} index={index} errorAt={errorAt} onChange={onChange} onRemove={onRemove} />
      <div className={classes.values}>
        <span className="verso-dimmed">{valueWords(fields, type)}</span>
        {type !== null && type.kind === 'collection' && (
          <Button size="compact-sm" leftSection={<IconFileText size={16} stroke={1.75} aria-hidden />} onClick={() => setIsPicking(true)}>
            {t`Take values from an entry…`}
          </Button>
        )}
      </div>
      <details open={errorAt('fields') !== undefined || undefined}>
        <summary className={classes.summary}>{t`Values as JSON`}</summary>
        <JsonSetting
          key={taken}
          label={t`Values`}
          description={t`By field name, as the API takes them for a new entry.`}
          value={Object.keys(fields).length === 0 ? undefined : fields}
          onChange={(value) => onChange({ fields: (value ?? {}) as DraftTemplate['fields'] })}
          error={errorAt('fields')}
        />
      </details>
      {isPicking && type !== null && (
        <EntryPicker
          opened
          title={t`an entry`}
          types={[type.name]}
          exclude={[]}
          onClose={() => setIsPicking(false)}
          onPick={(_, entry) => take(entry)}
        />
      )}
    </li>
  )
}

type NamesProps = Pick<TemplateProps, 'template' | 'index' | 'onChange' | 'onRemove'> & { errorAt: (member: string) => string | undefined }

function Names({ template: { label, name, isNameOwn }, index, errorAt, onChange, onRemove }: NamesProps) {
  return (
    <div className={classes.names}>
      <TextInput
        label={t`Label`}
        autoFocus={label === ''}
        value={label}
        onChange={({ currentTarget: { value } }) => onChange({ label: value, ...(isNameOwn ? {} : { name: nameOf(value) }) })}
        error={errorAt('label')}
      />
      <TextInput
        label={t`Name`}
        classNames={{ input: 'verso-code' }}
        value={name}
        onChange={(event) => onChange({ name: event.currentTarget.value, isNameOwn: true })}
        error={errorAt('name')}
      />
      <ActionIcon size={36} aria-label={label === '' ? t`Remove template ${index + 1}` : t`Remove ${label}`} onClick={onRemove}>
        <IconX size={18} stroke={1.75} aria-hidden />
      </ActionIcon>
    </div>
  )
}

function valueWords(fields: DraftTemplate['fields'], type: ContentTypeView | null): string {
  const names = Object.keys(fields)
  if (names.length === 0) return t`No values yet`
  const labels = names.map((name) => type?.fields.find((field) => field.name === name)?.label ?? name)
  const listed = labels.join(', ')
  return plural(names.length, { one: `# value: ${listed}`, other: `# values: ${listed}` })
}
