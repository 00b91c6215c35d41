import { t } from '@lingui/core/macro'
import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core'
import { issuesAt } from '../../api/api-problem.ts'
import type { WebhookPartProps } from './webhook-target.tsx'
import classes from './webhooks.module.css'

const orders = [
  { value: 'ordered', label: t`Every event, in order` },
  { value: 'latest', label: t`The latest state only` },
]

/** What a message says beside what changed, and whether each one counts. */
export function WebhookMessage({ webhook, draft, problem, onChange }: WebhookPartProps) {
  const isBuild = draft.preset === 'build-hook'
  const isLatest = isBuild || draft.mode === 'latest'
  return (
    <section aria-labelledby="webhook-message" className={classes.section}>
      <h2 id="webhook-message">{t`Messages`}</h2>
      {draft.preset === null && <Projection webhook={webhook} draft={draft} problem={problem} onChange={onChange} />}
      {!isBuild && (
        <Select
          label={t`Which are sent`}
          description={
            isLatest
              ? t`After an outage, one message stands for all that happened meanwhile.`
              : t`One that fails holds up those that come after it.`
          }
          data={orders}
          value={draft.mode}
          onChange={(mode) => onChange({ mode: mode === 'latest' ? 'latest' : 'ordered' })}
        />
      )}
      {isLatest && (
        <NumberInput
          label={t`Seconds without a change before it is sent`}
          description={t`So that publishing many entries starts one build.`}
          placeholder={isBuild ? '5' : '0'}
          min={0}
          max={600}
          allowDecimal={false}
          value={draft.debounceSeconds}
          onChange={(debounceSeconds) => onChange({ debounceSeconds })}
          error={issuesAt(problem, '/debounceSeconds')[0]}
        />
      )}
    </section>
  )
}

const richTexts = [
  { value: '', label: t`As it is kept` },
  { value: 'html', label: t`HTML` },
  { value: 'markdown', label: t`Markdown` },
  { value: 'text', label: t`Plain text` },
]

function Projection({ draft: { projection }, problem, onChange }: WebhookPartProps) {
  const set = (part: Partial<NonNullable<typeof projection>>) => projection !== null && onChange({ projection: { ...projection, ...part } })
  return (
    <>
      <Checkbox
        label={t`With values of the entries`}
        description={t`Otherwise a message is thin: ids, slugs and names of what changed. The receiver reads the rest.`}
        checked={projection !== null}
        onChange={(event) => onChange({ projection: event.currentTarget.checked ? { select: '', include: '', richText: '' } : null })}
        error={issuesAt(problem, '/projection')[0]}
      />
      {projection !== null && (
        <>
          <TextInput
            label={t`Fields`}
            description={t`As in reads, with commas between them. Empty: all.`}
            placeholder="title,slug,author.name"
            spellCheck={false}
            autoCapitalize="none"
            value={projection.select}
            onChange={(event) => set({ select: event.currentTarget.value })}
          />
          <TextInput
            label={t`References that are included`}
            placeholder="author,categories"
            spellCheck={false}
            autoCapitalize="none"
            value={projection.include}
            onChange={(event) => set({ include: event.currentTarget.value })}
          />
          <Select
            label={t`Rich text`}
            data={richTexts}
            value={projection.richText}
            onChange={(richText) => set({ richText: richText ?? '' })}
          />
        </>
      )}
    </>
  )
}
