import { t } from '@lingui/core/macro'
import { Checkbox, MultiSelect } from '@mantine/core'
import type { ContentTypeView, Rule } from '@verso/contract'
import { ConditionField } from './condition-field.tsx'
import { FieldChoice } from './field-choice.tsx'
import { type Action, actionLabels, fileActions, type Names } from './right-words.ts'
import { everyType, files } from './rights-draft.ts'
import classes from './rule-cards.module.css'
import { type Giving, notMore } from './use-giving.ts'

interface RuleFieldsProps {
  rule: Rule
  names: Names
  giving: Giving
  /** What rules can allow here. */
  actions: readonly string[]
  faultsAt: (pointer: string) => string[]
  onChange: (rule: Rule) => void
}

type Change = { [Member in keyof Rule]?: Rule[Member] | undefined }

interface PartProps extends Pick<RuleFieldsProps, 'rule' | 'names' | 'faultsAt'> {
  onSet: (change: Change) => void
}

/** Everything that a rule can say, in place. */
export function RuleFields({ rule, names, giving, actions, faultsAt, onChange }: RuleFieldsProps) {
  const set = (change: Change) => onChange(withoutEmpty({ ...rule, ...change }))
  const isOfFiles = rule.folders !== undefined
  const part = { rule, names, faultsAt, onSet: set }
  return (
    <div className={classes.fields}>
      {isOfFiles ? <Folders {...part} /> : <Types {...part} />}
      <Actions
        rule={rule}
        giving={giving}
        actions={isOfFiles ? fileActions : actions}
        faultsAt={faultsAt}
        onChange={(next) => set({ actions: next })}
      />
      <Checkbox
        label={t`Only what they made themselves`}
        checked={rule.own === true}
        onChange={(event) => set({ own: event.currentTarget.checked ? true : undefined })}
        error={faultsAt('/own')[0]}
      />
      {!isOfFiles && <LimitsOfEntries {...part} />}
    </div>
  )
}

function Folders({ rule, names, faultsAt, onSet }: PartProps) {
  return (
    <MultiSelect
      label={t`Folders`}
      description={t`With the folders that lie in them.`}
      data={[{ value: '*', label: t`The whole library` }, ...names.folders.map(({ id, label }) => ({ value: id, label }))]}
      value={rule.folders ?? []}
      onChange={(next) => onSet({ folders: next.at(-1) === '*' ? ['*'] : next.filter((id) => id !== '*') })}
      error={faultsAt('/folders')[0]}
      searchable
    />
  )
}

function Types({ rule, names, faultsAt, onSet }: PartProps) {
  return (
    <MultiSelect
      label={t`Types`}
      data={[
        { value: everyType, label: t`All types, also those made later` },
        ...names.types.map(({ name, label }) => ({ value: name, label })),
      ]}
      value={rule.types ?? []}
      onChange={(next) => onSet({ types: next.at(-1) === everyType ? [everyType] : next.filter((name) => name !== everyType) })}
      error={faultsAt('/types')[0]}
      searchable
    />
  )
}

function LimitsOfEntries({ rule, names, faultsAt, onSet }: PartProps) {
  const types = typesOf(rule, names)
  // A list of fields says nothing beside actions that it isn't about; one that is there can always be seen and changed.
  const reads = rule.actions.includes('read') || rule.fields?.read !== undefined
  const writes = rule.actions.some((action) => action === 'create' || action === 'edit') || rule.fields?.write !== undefined
  return (
    <>
      {names.locales.length > 1 && (
        <MultiSelect
          label={t`Languages`}
          placeholder={rule.locales === undefined ? t`All languages` : ''}
          data={names.locales.map(({ code, label }) => ({ value: code, label }))}
          value={rule.locales ?? []}
          onChange={(next) => onSet({ locales: next.length === 0 ? undefined : next })}
          error={faultsAt('/locales')[0]}
        />
      )}
      <div className={classes.pair}>
        {reads && (
          <FieldChoice
            label={t`Fields that are read`}
            types={types}
            value={rule.fields?.read}
            onChange={(read) => onSet({ fields: fieldsOf({ ...rule.fields, read }) })}
            fault={faultsAt('/fields/read')[0]}
          />
        )}
        {writes && (
          <FieldChoice
            label={t`Fields that are written`}
            types={types}
            value={rule.fields?.write}
            onChange={(write) => onSet({ fields: fieldsOf({ ...rule.fields, write }) })}
            fault={faultsAt('/fields/write')[0]}
          />
        )}
      </div>
      <ConditionField types={types} value={rule.where} onChange={(where) => onSet({ where })} fault={faultsAt('/where')[0]} />
      {rule.actions.includes('read') && (
        <Checkbox
          label={t`Older states too`}
          description={t`Published content as it was at points in time that are closed to everyone else.`}
          checked={rule.readHistory === true}
          onChange={(event) => onSet({ readHistory: event.currentTarget.checked ? true : undefined })}
        />
      )}
    </>
  )
}

interface ActionsProps extends Pick<RuleFieldsProps, 'rule' | 'giving' | 'actions' | 'faultsAt'> {
  onChange: (actions: string[]) => void
}

function Actions({ rule, giving, actions, faultsAt, onChange }: ActionsProps) {
  const rows = rule.folders === undefined ? (rule.types ?? []) : [files]
  const isGiven = (action: string) => rows.every((row) => giving.canGiveSome(row, action as Action))
  const isShort = actions.some((action) => !isGiven(action))
  return (
    <Checkbox.Group
      label={t`Actions`}
      description={isShort ? t`${notMore}: some are out of reach.` : undefined}
      value={rule.actions}
      onChange={onChange}
      error={faultsAt('/actions')[0]}
    >
      <div className={classes.actions}>
        {actions.map((action) => (
          <Checkbox
            key={action}
            value={action}
            label={actionLabels[action as Action]}
            disabled={!isGiven(action) && !rule.actions.includes(action)}
          />
        ))}
      </div>
    </Checkbox.Group>
  )
}

function typesOf({ types = [] }: Rule, names: Names): readonly ContentTypeView[] {
  return types.includes(everyType) ? names.types : names.types.filter(({ name }) => types.includes(name))
}

function fieldsOf({ read, write }: { read?: string[] | undefined; write?: string[] | undefined }): Rule['fields'] | undefined {
  if (read === undefined && write === undefined) return undefined
  return { ...(read === undefined ? {} : { read }), ...(write === undefined ? {} : { write }) }
}

function withoutEmpty(rule: Change): Rule {
  return Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== undefined)) as Rule
}
