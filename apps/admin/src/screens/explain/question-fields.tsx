import { t } from '@lingui/core/macro'
import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { rolesQuery, tokensQuery, usersQuery } from '../../api/people.ts'
import { useMay } from '../../api/use-may.ts'
import { actionLabels, type Names } from '../../rights/right-words.ts'
import { EntryChoice } from '../entry-list/value-field.tsx'
import classes from './explain.module.css'
import type { Question } from './question.ts'

interface QuestionFieldsProps {
  question: Question
  names: Names
  onAsk: (change: Question) => void
}

/** Who, what, with what; then, for who wants to know exactly, one entry, one field, one language. */
export function QuestionFields({ question, names, onAsk }: QuestionFieldsProps) {
  const { action, type: typeName, id, field, locale } = question
  const type = names.types.find(({ name }) => name === typeName)
  return (
    <form className={classes.question} aria-label={t`Question`} onSubmit={(event) => event.preventDefault()}>
      <WhoSelect question={question} onAsk={onAsk} />
      <Select
        label={t`May they`}
        placeholder={t`Choose an action`}
        data={Object.entries(actionLabels).map(([value, label]) => ({ value, label }))}
        value={action ?? null}
        onChange={(next) => onAsk({ action: next ?? undefined })}
      />
      <Select
        label={t`Type`}
        placeholder={t`Choose a type`}
        searchable
        data={names.types.map(({ name, label }) => ({ value: name, label }))}
        value={typeName ?? null}
        onChange={(next) => onAsk({ type: next ?? undefined, id: undefined, field: undefined })}
      />
      {type !== undefined && (
        <>
          <EntryChoice
            key={typeName}
            label={t`Entry`}
            placeholder={t`Any entry`}
            to={[type.name]}
            value={id ?? ''}
            onChange={(next) => onAsk({ id: next })}
          />
          <Select
            label={t`Field`}
            placeholder={t`Any field`}
            searchable
            clearable
            data={type.fields.map(({ name, label }) => ({ value: name, label }))}
            value={field ?? null}
            onChange={(next) => onAsk({ field: next ?? undefined })}
          />
          {names.locales.length > 1 && (
            <Select
              label={t`Language`}
              placeholder={t`Any language`}
              clearable
              data={names.locales.map(({ code, label }) => ({ value: code, label }))}
              value={locale ?? null}
              onChange={(next) => onAsk({ locale: next ?? undefined })}
            />
          )}
        </>
      )}
    </form>
  )
}

function WhoSelect({ question: { role, user, token }, onAsk }: Pick<QuestionFieldsProps, 'question' | 'onAsk'>) {
  const may = useMay()
  const { data: roles = [] } = useQuery(rolesQuery())
  const users = useQuery({ ...usersQuery(), enabled: may.manage('users') })
  const tokens = useQuery({ ...tokensQuery(), enabled: may.manage('tokens') })
  const groups = [
    { group: t`Roles`, items: roles.map(({ name, label }) => ({ value: `role:${name}`, label })) },
    { group: t`People`, items: (users.data?.data ?? []).map(({ id, name }) => ({ value: `user:${id}`, label: name })) },
    { group: t`Tokens`, items: (tokens.data?.data ?? []).map(({ id, name }) => ({ value: `token:${id}`, label: name })) },
  ]
  const value = role !== undefined ? `role:${role}` : user !== undefined ? `user:${user}` : token !== undefined ? `token:${token}` : null
  const choose = (next: string | null) => {
    const [kind, ...rest] = (next ?? '').split(':')
    const name = rest.join(':')
    onAsk({
      role: kind === 'role' ? name : undefined,
      user: kind === 'user' ? name : undefined,
      token: kind === 'token' ? name : undefined,
    })
  }
  return (
    <Select
      label={t`Who`}
      placeholder={t`A role, a person or a token`}
      searchable
      data={groups.filter(({ items }) => items.length > 0)}
      value={value}
      onChange={choose}
    />
  )
}
