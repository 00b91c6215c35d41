import { t } from '@lingui/core/macro'
import { ActionIcon, Button } from '@mantine/core'
import { IconChevronDown, IconTrash } from '@tabler/icons-react'
import type { LimitedRule } from './rights-draft.ts'
import { type Names, ruleWords } from './right-words.ts'
import { RuleFields } from './rule-fields.tsx'
import classes from './rule-cards.module.css'
import type { Giving } from './use-giving.ts'

export interface RuleCardsProps {
  rules: readonly LimitedRule[]
  names: Names
  giving: Giving
  isLocked: boolean
  actions: readonly string[]
  openKey: string | null
  /** What is wrong below a pointer into one of the rules; an empty pointer means all of it. */
  faultsOf: (key: string, pointer: string) => string[]
  onOpen: (key: string | null) => void
  onChange: (key: string, rule: LimitedRule['rule']) => void
  onRemove: (key: string) => void
}

/** Rules that give something under limits: each is a sentence that opens to its settings. */
export function RuleCards({ rules, ...props }: RuleCardsProps) {
  if (rules.length === 0)
    return <p className="verso-dimmed verso-small">{t`None. What is ticked above holds for every entry, field and language.`}</p>
  return (
    <ul className={classes.list} aria-label={t`Rules with limits`}>
      {rules.map((limited) => (
        <Card key={limited.key} limited={limited} {...props} />
      ))}
    </ul>
  )
}

function Card({ limited: { key, rule }, names, isLocked, openKey, faultsOf, onOpen, onRemove, ...props }: CardProps) {
  const isOpen = openKey === key
  const words = ruleWords(rule, names)
  const isFaulty = faultsOf(key, '').length > 0
  const sentence = <span className={classes.sentence}>{words}</span>
  if (isLocked) return <li className={classes.card}>{<div className={classes.head}>{sentence}</div>}</li>
  return (
    <li className={classes.card} data-open={isOpen || undefined} data-fault={isFaulty || undefined}>
      <div className={classes.head}>
        <Button
          variant="subtle"
          color="gray"
          classNames={{ root: classes.toggle ?? '', inner: classes.inner ?? '', label: classes.label ?? '' }}
          aria-expanded={isOpen}
          rightSection={<IconChevronDown size={16} stroke={1.75} aria-hidden className={classes.chevron} />}
          onClick={() => onOpen(isOpen ? null : key)}
        >
          {sentence}
        </Button>
        <ActionIcon aria-label={t`Remove the rule “${words}”`} onClick={() => onRemove(key)}>
          <IconTrash size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </div>
      {isFaulty && !isOpen && <p className={classes.fault}>{faultsOf(key, '')[0]}</p>}
      {isOpen && (
        <RuleFields
          rule={rule}
          names={names}
          giving={props.giving}
          actions={props.actions}
          faultsAt={(pointer) => faultsOf(key, pointer)}
          onChange={(next) => props.onChange(key, next)}
        />
      )}
    </li>
  )
}

interface CardProps extends Omit<RuleCardsProps, 'rules'> {
  limited: LimitedRule
}
