import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { IconCircleCheck, IconCircleHalf2, IconCircleX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ExplainedRightView, RoleView } from '@verso/contract'
import { rolesQuery } from '../../api/people.ts'
import { explainQuery } from '../../api/roles.ts'
import { Loading } from '../../parts/loading.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { intlTag } from '../../language/language.ts'
import { listed } from '../../parts/listed.ts'
import { actionLabels, type Names, ruleWords, typeLabel } from '../../rights/right-words.ts'
import classes from './explain.module.css'
import type { Question } from './question.ts'

type ExplainedRule = ExplainedRightView['rules'][number]

/** Yes, no, or for some entries; then every rule that has a say in it. */
export function Verdict({ question, names }: { question: Question; names: Names }) {
  const answer = useQuery(explainQuery({ ...question }))
  const { data: roles = [] } = useQuery(rolesQuery())
  if (answer.isPending) return <Loading label={t`Asking`} rows={3} />
  if (answer.isError)
    return <ProblemCard problem={answer.error} title={t`This could not be explained`} onRetry={() => void answer.refetch()} />
  const { allowed, rules } = answer.data
  const who = calledByLabel(answer.data.who, roles)
  const isSome = allowed && question.id === undefined && rules.every(({ allows, rule }) => !allows || isConditional(rule))
  const reach = !allowed ? 'none' : isSome ? 'some' : 'all'
  const VerdictIcon = { all: IconCircleCheck, some: IconCircleHalf2, none: IconCircleX }[reach]
  return (
    <>
      <p className={classes.verdict} data-reach={reach}>
        <VerdictIcon size={24} stroke={1.75} aria-hidden className={classes.icon} />
        <span>
          <strong>{{ all: t`Yes.`, some: t`Some of them.`, none: t`No.` }[reach]}</strong>{' '}
          {sentenceOf({ ...answer.data, who }, question, names)}
        </span>
      </p>
      {rules.length === 0 ? (
        <p className="verso-dimmed">{t`No rule that ${who.name} has is about this action on ${typeLabel(answer.data.type, names)}.`}</p>
      ) : (
        <ol className={classes.rules} aria-label={t`Rules that have a say`}>
          {rules.map((one) => (
            <RuleLine key={`${one.role} ${one.index} ${one.boundBy?.role} ${one.boundBy?.index}`} one={one} names={names} />
          ))}
        </ol>
      )}
    </>
  )
}

function RuleLine({ one, names }: { one: ExplainedRule; names: Names }) {
  const { data: roles = [] } = useQuery(rolesQuery())
  const role = roles.find(({ name }) => name === one.role)
  return (
    <li className={classes.rule} data-allows={one.allows || undefined}>
      <p>
        {one.allows ? (
          <IconCircleCheck size={18} stroke={1.75} role="img" aria-label={t`Allows it`} className={classes.icon} />
        ) : (
          <IconCircleX size={18} stroke={1.75} role="img" aria-label={t`Does not allow it`} className={classes.icon} />
        )}
        <span>{one.rule === null ? wordsWithout(one) : ruleWords(one.rule, names)}</span>
      </p>
      {one.missing.length > 0 && (
        <p className={classes.missing}>{t`Not here: ${listed(one.missing.map((name) => missingWords[name] ?? name))}.`}</p>
      )}
      <p className={classes.source}>
        {one.role === 'token' ? t`A rule of the token itself` : null}
        {role !== undefined && (
          <>
            <Trans>
              Role{' '}
              <Link to="/settings/roles/$roleId" params={{ roleId: role.id }} className="verso-link">
                {role.label}
              </Link>
            </Trans>
            {one.index !== null && `, ${t`rule ${one.index + 1}`}`}
          </>
        )}
        {one.boundBy !== null && `, ${t`as far as rule ${one.boundBy.index + 1} of ${one.boundBy.role}, which its maker has, goes`}`}
      </p>
    </li>
  )
}

const missingWords: Record<string, string> = {
  own: t`somebody else made the entry`,
  where: t`the entry does not meet the condition`,
  field: t`the rule does not give this field`,
  locale: t`the rule does not give this language`,
}

function wordsWithout({ role }: ExplainedRule): string {
  return role === null ? t`Everyone may read this type` : t`All that its holder may do`
}

/** Roles are known by their labels. */
function calledByLabel(who: ExplainedRightView['who'], roles: readonly RoleView[]): ExplainedRightView['who'] {
  return { ...who, name: (who.kind === 'role' ? roles.find(({ id }) => id === who.id)?.label : undefined) ?? who.name }
}

function isConditional(rule: ExplainedRule['rule']): boolean {
  return rule !== null && (rule.own === true || rule.where !== undefined)
}

function sentenceOf({ who, action, type, allowed }: ExplainedRightView, { id, field, locale }: Question, names: Names): string {
  const verb = (actionLabels[action as keyof typeof actionLabels] ?? action).toLocaleLowerCase(intlTag())
  const label = typeLabel(type, names)
  const fieldLabel = names.types.find(({ name }) => name === type)?.fields.find(({ name }) => name === field)?.label
  const language = names.locales.find(({ code }) => code === locale)?.label
  const what = id === undefined ? label : t`this entry of ${label}`
  const where = [...(field === undefined ? [] : [t`field ${fieldLabel ?? field}`]), ...(language === undefined ? [] : [t`in ${language}`])]
  const thing = [what, ...where].join(', ')
  const holder = who.kind === 'role' ? t`Whoever has the role ${who.name}` : who.name
  return allowed ? t`${holder} may ${verb} ${thing}.` : t`${holder} may not ${verb} ${thing}.`
}
