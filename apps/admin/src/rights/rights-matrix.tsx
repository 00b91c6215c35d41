import { plural, t } from '@lingui/core/macro'
import { ActionIcon, Checkbox, Menu, Tooltip } from '@mantine/core'
import { IconDots, IconFilter, IconHelp } from '@tabler/icons-react'
import type { ContentTypeView } from '@verso/contract'
import { Link } from '@tanstack/react-router'
import { type Action, actionLabels, fileActions } from './right-words.ts'
import classes from './rights-matrix.module.css'
import { cellOf, everyType, files, limitedAbout, type RightsDraft } from './rights-draft.ts'
import { type Giving, notMore } from './use-giving.ts'
import { useRovingCells } from './use-roving-cells.ts'

export interface MatrixProps {
  draft: RightsDraft
  types: readonly ContentTypeView[]
  /** The columns. */
  actions: readonly Action[]
  hasFiles: boolean
  giving: Giving
  /** Why nothing can be changed here; null where it can. */
  lockedBecause: string | null
  faultyRows: readonly string[]
  onToggle: (row: string, action: Action) => void
  onLimit: (row: string) => void
  /** The role that is asked about where somebody asks why; null before there is one. */
  roleName: string | null
}

interface Row {
  name: string
  label: string
  help?: string
}

/** Types by actions. One tab stop: arrows move between the cells, Space gives and takes. */
export function RightsMatrix(props: MatrixProps) {
  const { types, actions, hasFiles } = props
  const rows: Row[] = [
    { name: everyType, label: t`All types`, help: t`Also those made later` },
    ...types.map(({ name, label }) => ({ name, label })),
    ...(hasFiles ? [{ name: files, label: t`Files`, help: t`In the library` }] : []),
  ]
  const cells = useRovingCells(rows.length, actions.length)
  return (
    <table className={classes.table} aria-label={t`What may be done with content`} {...cells.container}>
      <thead>
        <tr>
          <th scope="col">{t`Type`}</th>
          {actions.map((action) => (
            <th key={action} scope="col" className={classes.action}>
              {actionLabels[action]}
            </th>
          ))}
          <th scope="col">
            <span className={classes.hidden}>{t`Limits`}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={row.name} data-fault={props.faultyRows.includes(row.name) || undefined}>
            <th scope="row" className={classes.name}>
              {row.label}
              {row.help !== undefined && <span className={classes.help}>{row.help}</span>}
              {props.faultyRows.includes(row.name) && <span className={classes.fault}>{t`Refused, see above`}</span>}
            </th>
            {actions.map((action, column) => (
              <td key={action} className={classes.cell}>
                {(row.name !== files || fileActions.includes(action)) && (
                  <MatrixCell {...props} row={row} action={action} roving={cells.cell(index, column)} />
                )}
              </td>
            ))}
            <td className={classes.limits}>
              <RowMenu {...props} row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface CellProps extends MatrixProps {
  row: Row
  action: Action
  roving: ReturnType<ReturnType<typeof useRovingCells>['cell']>
}

function MatrixCell({ draft, row, action, giving, lockedBecause, onToggle, roving }: CellProps) {
  const { reach, isByEveryType, isPlain } = cellOf(draft, row.name, action)
  const reason =
    lockedBecause ??
    (isByEveryType && !isPlain ? t`Given by the row of all types` : !isPlain && !giving.canGive(row.name, action) ? notMore : null)
  const words = reach === 'some' ? t`under the rules with limits below` : reason
  const box = (
    <Checkbox
      {...roving}
      classNames={{ root: classes.box ?? '', label: classes.boxLabel ?? '', body: classes.boxBody ?? '', input: classes.input ?? '' }}
      label={actionLabels[action]}
      aria-label={`${actionLabels[action]} ${row.label}${words === null ? '' : `: ${words}`}`}
      checked={reach === 'all'}
      indeterminate={reach === 'some'}
      aria-disabled={reason !== null || undefined}
      data-locked={reason !== null || undefined}
      onChange={() => reason === null && onToggle(row.name, action)}
    />
  )
  const limited = reason === null ? t`If… under the rules with limits below` : t`If… under the rules with limits below. ${reason}`
  const told = reach === 'some' ? limited : reason
  return told === null || lockedBecause === told ? box : <Tooltip label={told}>{box}</Tooltip>
}

function RowMenu({ draft, row, lockedBecause, onLimit, roleName }: MatrixProps & { row: Row }) {
  const count = limitedAbout(draft, row.name).length
  const canAsk = roleName !== null && row.name !== everyType && row.name !== files
  if (lockedBecause !== null && !canAsk) return null
  return (
    <Menu width={224} withinPortal>
      <Menu.Target>
        <ActionIcon
          aria-label={
            count === 0
              ? t`More on ${row.label}`
              : plural(count, { one: `More on ${row.label}, # rule with limits`, other: `More on ${row.label}, # rules with limits` })
          }
        >
          <IconDots size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {lockedBecause === null && (
          <Menu.Item leftSection={<IconFilter size={16} stroke={1.75} aria-hidden />} onClick={() => onLimit(row.name)}>
            {t`Add a rule with limits`}
          </Menu.Item>
        )}
        {canAsk && (
          <Menu.Item
            leftSection={<IconHelp size={16} stroke={1.75} aria-hidden />}
            renderRoot={(props) => <Link {...props} to="/settings/explain" search={{ role: roleName, type: row.name, action: 'read' }} />}
          >
            {t`Why?`}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
