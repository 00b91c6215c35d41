import { t } from '@lingui/core/macro'
import { Drawer, SegmentedControl } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ContentTypeView } from '@verso/contract'
import { useState } from 'react'
import { Copy } from '../../parts/copy.tsx'
import { bodyOf } from './draft-type.ts'
import { FieldSettings } from './field-settings.tsx'
import classes from './types.module.css'
import type { TypeDraft } from './use-type-draft.ts'

interface SidePaneProps {
  builder: TypeDraft
  type: ContentTypeView | null
  problem: unknown
  mayEdit: boolean
}

/** Beside the fields where there is room; slides over them where there is none. */
export function SidePane(props: SidePaneProps) {
  const { builder, mayEdit } = props
  const isNarrow = useMediaQuery('(max-width: 1179px)', undefined, { getInitialValueInEffect: false })
  if (isNarrow !== true) {
    return (
      <section id="field-pane" className={classes.right} aria-label={t`Field settings`} data-pane tabIndex={-1}>
        <PaneBody {...props} />
      </section>
    )
  }
  const field = builder.draft.fields.find(({ key }) => key === builder.openKey)
  return (
    <Drawer opened={field !== undefined} onClose={() => builder.open(null)} size={420} title={field?.label || t`New field`}>
      <fieldset id="field-pane" className={classes.plain} disabled={!mayEdit} aria-label={t`Field settings`}>
        <PaneBody {...props} />
      </fieldset>
    </Drawer>
  )
}

/** The settings of the chosen field, or the type as the API takes it, as it is being typed. */
function PaneBody({ builder, type, problem }: SidePaneProps) {
  const [tab, setTab] = useState('field')
  const index = builder.draft.fields.findIndex(({ key }) => key === builder.openKey)
  const field = builder.draft.fields[index]
  const json = JSON.stringify(bodyOf(builder.draft, type), null, 2)
  return (
    <>
      <SegmentedControl
        fullWidth
        value={tab}
        onChange={setTab}
        aria-label={t`Pane`}
        data={[
          { value: 'field', label: t`Field` },
          { value: 'json', label: t`JSON` },
        ]}
      />
      {tab === 'json' ? (
        <div className={classes.json}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it has to be reachable by keyboard */}
          <pre tabIndex={0}>{json}</pre>
          <Copy value={json} label={t`JSON`} compact />
        </div>
      ) : field === undefined ? (
        <p className={classes.hint}>{t`Choose a field to see its settings.`}</p>
      ) : (
        <FieldSettings key={field.key} field={field} index={index} builder={builder} problem={problem} />
      )}
    </>
  )
}
