import { plural, t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { LocaleView } from '@verso/contract'
import { useState } from 'react'
import { localesQuery } from '../../api/types.ts'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { useHotkeys } from '../../parts/use-hotkeys.ts'
import { DeleteLocaleDialog } from './delete-locale-dialog.tsx'
import { LocaleDialog } from './locale-dialog.tsx'
import { LocaleTable } from './locale-table.tsx'

type Asked = { act: 'add' } | { act: 'edit' | 'remove'; locale: LocaleView } | null

/** The languages of content, and which one stands in for which. */
export function LocalesScreen() {
  const locales = useQuery(localesQuery())
  const [asked, setAsked] = useState<Asked>(null)
  const close = () => setAsked(null)
  const list = locales.data
  useHotkeys([{ keys: 'c', label: t`Add a language`, run: () => setAsked({ act: 'add' }) }])
  return (
    <Page
      title={t`Languages`}
      meta={list === undefined ? undefined : plural(list.length, { one: '# language', other: '# languages' })}
      actions={
        <Button variant="filled" leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />} onClick={() => setAsked({ act: 'add' })}>
          {t`Add language`}
        </Button>
      }
    >
      {locales.isError && (
        <ProblemCard problem={locales.error} title={t`The languages could not be loaded`} onRetry={() => locales.refetch()} />
      )}
      {locales.isPending && <Loading label={t`Loading languages`} rows={3} />}
      {list !== undefined && (
        <>
          <p className="verso-dimmed">{t`A value that is missing in a language is read from the one that it falls back to.`}</p>
          <LocaleTable
            locales={list}
            onEdit={(locale) => setAsked({ act: 'edit', locale })}
            onRemove={(locale) => setAsked({ act: 'remove', locale })}
          />
        </>
      )}
      {asked?.act === 'add' && <LocaleDialog locales={list ?? []} locale={null} onClose={close} />}
      {asked?.act === 'edit' && <LocaleDialog locales={list ?? []} locale={asked.locale} onClose={close} />}
      {asked?.act === 'remove' && <DeleteLocaleDialog locale={asked.locale} onClose={close} />}
    </Page>
  )
}
