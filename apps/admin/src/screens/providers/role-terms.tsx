import { t } from '@lingui/core/macro'
import { ActionIcon, Button, Checkbox, MultiSelect, Select, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { issuesAt } from '../../api/api-problem.ts'
import { rolesQuery } from '../../api/people.ts'
import { pointerOfGroup, type ProviderDraft } from './provider-draft.ts'
import classes from './providers.module.css'

interface RoleTermsProps {
  draft: ProviderDraft
  problem: unknown
  onChange: (part: Partial<ProviderDraft>) => void
}

/** Who may come in, and as what. */
export function RoleTerms(props: RoleTermsProps) {
  const { draft, problem, onChange } = props
  const { data: roles = [] } = useQuery(rolesQuery())
  const choices = roles.filter(({ name }) => name !== 'public').map(({ name, label }) => ({ value: name, label }))
  return (
    <>
      <FirstTime {...props} choices={choices} />
      <section aria-labelledby="provider-groups" className={classes.section}>
        <h2 id="provider-groups">{t`Roles by groups`}</h2>
        <TextInput
          label={t`Claim with the groups`}
          description={t`By name, or by a path such as realm_access.roles. Roles then follow it at each sign-in. Empty: roles are given here alone.`}
          placeholder="groups"
          spellCheck={false}
          value={draft.rolesClaim}
          onChange={(event) => onChange({ rolesClaim: event.currentTarget.value })}
          error={issuesAt(problem, '/rolesClaim')[0]}
        />
        {draft.rolesClaim.trim() !== '' && <Groups choices={choices} draft={draft} problem={problem} onChange={onChange} />}
      </section>
      <section aria-labelledby="provider-more" className={classes.section}>
        <h2 id="provider-more">{t`Details`}</h2>
        <Checkbox
          label={t`It asks for a second factor itself`}
          description={t`Then nobody who comes by it is asked for one here.`}
          checked={draft.asksForFactor}
          onChange={(event) => onChange({ asksForFactor: event.currentTarget.checked })}
        />
        <TextInput
          label={t`Scopes`}
          spellCheck={false}
          value={draft.scopes}
          onChange={(event) => onChange({ scopes: event.currentTarget.value })}
          error={issuesAt(problem, '/scopes')[0]}
        />
      </section>
    </>
  )
}

interface WithChoices extends RoleTermsProps {
  choices: { value: string; label: string }[]
}

function FirstTime({ choices, draft, problem, onChange }: WithChoices) {
  const isOpen = draft.createAccounts || draft.linkByEmail
  return (
    <section aria-labelledby="provider-first" className={classes.section}>
      <h2 id="provider-first">{t`Who comes for the first time`}</h2>
      <Checkbox
        label={t`Gets an account`}
        description={t`Whoever the provider knows, with an e-mail that it has verified.`}
        checked={draft.createAccounts}
        onChange={(event) => onChange({ createAccounts: event.currentTarget.checked })}
      />
      <Checkbox
        label={t`Takes the account with the same e-mail`}
        description={t`Trust the provider with this: whoever has an address there comes in as the person who has it here.`}
        checked={draft.linkByEmail}
        onChange={(event) => onChange({ linkByEmail: event.currentTarget.checked })}
      />
      {isOpen && (
        <TextInput
          label={t`Only e-mails at these domains`}
          description={t`With spaces between them. Empty: at any domain.`}
          placeholder="example.org"
          spellCheck={false}
          value={draft.emailDomains}
          onChange={(event) => onChange({ emailDomains: event.currentTarget.value })}
          error={issuesAt(problem, '/emailDomains')[0]}
        />
      )}
      {isOpen && (
        <MultiSelect
          label={t`Roles of who comes for the first time`}
          description={t`And of who is in none of the groups below.`}
          data={choices}
          value={draft.defaultRoles}
          onChange={(defaultRoles) => onChange({ defaultRoles })}
          error={issuesAt(problem, '/defaultRoles')[0]}
        />
      )}
    </section>
  )
}

function Groups({ choices, draft: { groups }, problem, onChange }: WithChoices) {
  const set = (index: number, part: Partial<ProviderDraft['groups'][number]>) =>
    onChange({ groups: groups.map((one, place) => (place === index ? { ...one, ...part } : one)) })
  return (
    <div className={classes.groups}>
      {groups.map(({ group, role }, index) => (
        <div key={index} className={classes.group}>
          <TextInput
            aria-label={t`Group ${index + 1}`}
            placeholder={t`Group`}
            value={group}
            onChange={(event) => set(index, { group: event.currentTarget.value })}
            error={issuesAt(problem, pointerOfGroup(group))[0]}
          />
          <Select
            aria-label={t`Role of group ${index + 1}`}
            placeholder={t`Role`}
            data={choices}
            value={role === '' ? null : role}
            onChange={(next) => set(index, { role: next ?? '' })}
          />
          <ActionIcon
            aria-label={t`Remove group ${group === '' ? index + 1 : group}`}
            onClick={() => onChange({ groups: groups.filter((_, place) => place !== index) })}
          >
            <IconTrash size={18} stroke={1.75} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
          onClick={() => onChange({ groups: [...groups, { group: '', role: '' }] })}
        >
          {t`Add group`}
        </Button>
      </div>
    </div>
  )
}
