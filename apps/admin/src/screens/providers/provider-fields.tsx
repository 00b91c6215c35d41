import { t } from '@lingui/core/macro'
import { Checkbox, PasswordInput, TextInput } from '@mantine/core'
import type { IdentityProviderView } from '@verso/contract'
import { issuesAt } from '../../api/api-problem.ts'
import { Copy } from '../../parts/copy.tsx'
import classes from './providers.module.css'
import type { ProviderDraft } from './provider-draft.ts'

interface ProviderFieldsProps {
  provider: IdentityProviderView | null
  draft: ProviderDraft
  problem: unknown
  onChange: (part: Partial<ProviderDraft>) => void
}

/** Where the provider is, and as what Verso is known there. */
export function ProviderFields({ provider, draft, problem, onChange }: ProviderFieldsProps) {
  const nameOfLabel = draft.label
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 40)
  const text = (member: 'label' | 'issuer' | 'clientId') => ({
    value: draft[member],
    onChange: (event: { currentTarget: HTMLInputElement }) => onChange({ [member]: event.currentTarget.value }),
    error: issuesAt(problem, `/${member}`)[0],
  })
  const returnUrl = provider?.returnUrl ?? `${location.origin}/admin/sign-in/${draft.name === '' ? '…' : draft.name}`
  return (
    <section aria-labelledby="provider-place" className={classes.section}>
      <h2 id="provider-place">{t`Provider`}</h2>
      <TextInput
        label={t`Name`}
        description={t`What the button on the sign-in page says after “Continue with”.`}
        {...text('label')}
        onBlur={() => provider === null && draft.name === '' && onChange({ name: nameOfLabel })}
      />
      {provider === null && (
        <TextInput
          label={t`Name in addresses`}
          description={t`Stays as it is: the provider has to know the address below.`}
          classNames={{ input: 'verso-code' }}
          spellCheck={false}
          autoCapitalize="none"
          value={draft.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
          error={issuesAt(problem, '/name')[0]}
        />
      )}
      <TextInput label={t`Issuer`} placeholder="https://accounts.example.org" type="url" spellCheck={false} {...text('issuer')} />
      <TextInput label={t`Client ID`} spellCheck={false} autoComplete="off" {...text('clientId')} />
      <Secret provider={provider} draft={draft} problem={problem} onChange={onChange} />
      <div>
        <p className={classes.label}>{t`Return address, to be entered at the provider`}</p>
        <div className={classes.address}>
          <code>{returnUrl}</code>
          <Copy value={returnUrl} label={t`return address`} />
        </div>
      </div>
      <Checkbox
        label={t`People can sign in by it`}
        checked={draft.enabled}
        onChange={(event) => onChange({ enabled: event.currentTarget.checked })}
      />
    </section>
  )
}

function Secret({ provider, draft, problem, onChange }: ProviderFieldsProps) {
  const hasSecret = provider?.hasSecret === true
  return (
    <div>
      <PasswordInput
        label={t`Client secret`}
        description={
          hasSecret ? t`One is kept, and never shown again. What you write here takes its place.` : t`Leave it empty for a public client.`
        }
        autoComplete="new-password"
        disabled={draft.dropsSecret}
        value={draft.clientSecret}
        onChange={(event) => onChange({ clientSecret: event.currentTarget.value })}
        error={issuesAt(problem, '/clientSecret')[0]}
      />
      {hasSecret && (
        <Checkbox
          mt="xs"
          label={t`Remove the secret`}
          checked={draft.dropsSecret}
          onChange={(event) => onChange({ dropsSecret: event.currentTarget.checked, clientSecret: '' })}
        />
      )}
    </div>
  )
}
