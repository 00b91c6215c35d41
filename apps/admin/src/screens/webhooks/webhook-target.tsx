import { t } from '@lingui/core/macro'
import { ActionIcon, Button, Checkbox, Select, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { WebhookView } from '@verso/contract'
import { issuesAt } from '../../api/api-problem.ts'
import { type HeaderDraft, type Preset, pointerOfHeader, type WebhookDraft } from './webhook-draft.ts'
import { presetWords } from './webhook-words.ts'
import classes from './webhooks.module.css'

export interface WebhookPartProps {
  webhook: WebhookView | null
  draft: WebhookDraft
  problem: unknown
  onChange: (part: Partial<WebhookDraft>) => void
}

const kinds = [{ value: '', label: t`Signed messages` }, ...Object.entries(presetWords).map(([value, { label }]) => ({ value, label }))]

const placeholders: Record<Preset, string> = {
  'build-hook': 'https://api.example.org/hooks/build/…',
  github: 'https://api.github.com/repos/OWNER/REPOSITORY/dispatches',
  slack: 'https://hooks.slack.com/services/…',
}

/** Where messages go, and what is sent along. */
export function WebhookTarget({ webhook, draft, problem, onChange }: WebhookPartProps) {
  const { preset } = draft
  const choose = (next: string | null) => {
    const chosen = next === '' || next === null ? null : (next as Preset)
    const needsToken = chosen === 'github' && draft.headers?.length === 0
    onChange({ preset: chosen, ...(needsToken ? { headers: [{ name: 'Authorization', value: 'Bearer ' }] } : {}) })
  }
  return (
    <section aria-labelledby="webhook-target" className={classes.section}>
      <h2 id="webhook-target">{t`Receiver`}</h2>
      <TextInput
        label={t`Name`}
        value={draft.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        error={issuesAt(problem, '/name')[0]}
      />
      <Select
        label={t`What it gets`}
        description={preset === null ? t`JSON with the headers of Standard Webhooks, in order.` : presetWords[preset].help}
        data={kinds}
        value={preset ?? ''}
        onChange={choose}
        error={issuesAt(problem, '/preset')[0]}
      />
      <TextInput
        label={t`Address`}
        type="url"
        spellCheck={false}
        placeholder={preset === null ? 'https://example.org/hooks/verso' : placeholders[preset]}
        value={draft.url}
        onChange={(event) => onChange({ url: event.currentTarget.value })}
        error={issuesAt(problem, '/url')[0]}
      />
      <Headers webhook={webhook} draft={draft} problem={problem} onChange={onChange} />
      {webhook === null && (
        <Checkbox
          label={t`Send from now on`}
          description={t`Otherwise it is made paused.`}
          checked={draft.enabled}
          onChange={(event) => onChange({ enabled: event.currentTarget.checked })}
        />
      )}
    </section>
  )
}

function Headers({ webhook, draft: { headers }, problem, onChange }: WebhookPartProps) {
  const fault = issuesAt(problem, '/headers')[0]
  if (headers === null) {
    return (
      <div>
        <p className={classes.label}>{t`Headers sent along`}</p>
        <div className={classes.names}>
          <code>{webhook?.headers.join(', ')}</code>
          <Button size="compact-sm" onClick={() => onChange({ headers: (webhook?.headers ?? []).map((name) => ({ name, value: '' })) })}>
            {t`Write them anew`}
          </Button>
        </div>
        <p className="verso-dimmed verso-small">{t`Values are kept encrypted and never shown again. A new address needs them again.`}</p>
        {fault !== undefined && <p className={classes.fault}>{fault}</p>}
      </div>
    )
  }
  const set = (index: number, part: Partial<HeaderDraft>) =>
    onChange({ headers: headers.map((one, place) => (place === index ? { ...one, ...part } : one)) })
  return (
    <div className={classes.headers}>
      {headers.length > 0 && <p className={classes.label}>{t`Headers sent along`}</p>}
      {headers.map(({ name, value }, index) => (
        <div key={index} className={classes.header}>
          <TextInput
            aria-label={t`Name of header ${index + 1}`}
            placeholder={t`Name`}
            spellCheck={false}
            value={name}
            onChange={(event) => set(index, { name: event.currentTarget.value })}
            error={issuesAt(problem, pointerOfHeader(name))[0]}
          />
          <TextInput
            aria-label={t`Value of header ${index + 1}`}
            placeholder={t`Value`}
            spellCheck={false}
            autoComplete="off"
            value={value}
            onChange={(event) => set(index, { value: event.currentTarget.value })}
          />
          <ActionIcon
            aria-label={name === '' ? t`Remove header ${index + 1}` : t`Remove header ${name}`}
            onClick={() => onChange({ headers: headers.filter((_, place) => place !== index) })}
          >
            <IconTrash size={18} stroke={1.75} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {fault !== undefined && <p className={classes.fault}>{fault}</p>}
      <div>
        <Button
          leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
          onClick={() => onChange({ headers: [...headers, { name: '', value: '' }] })}
        >
          {t`Add header`}
        </Button>
      </div>
    </div>
  )
}
