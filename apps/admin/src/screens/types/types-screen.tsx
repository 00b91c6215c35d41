import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconPlus, IconSchema } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { modelTypesQuery } from '../../api/types.ts'
import { useMay } from '../../api/use-may.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { useHotkeys } from '../../parts/use-hotkeys.ts'
import { ModelHistory } from './model-history.tsx'
import { ComponentTable, TypeTable } from './type-tables.tsx'
import classes from './types.module.css'

/** What content is made of: types with entries, the components that stand inside them, and how all of it came to be. */
export function TypesScreen() {
  const types = useQuery(modelTypesQuery())
  const navigate = useNavigate()
  const mayManage = useMay().manage('types')
  useHotkeys(mayManage ? [{ keys: 'c', label: t`Make a content type`, run: () => navigate({ to: '/settings/types/new' }) }] : [])
  const make = (
    <Button component={Link} to="/settings/types/new" variant="filled" leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />}>
      {t`Make content type`}
    </Button>
  )
  const components = types.data?.filter(({ kind }) => kind === 'component') ?? []
  const others = types.data?.filter(({ kind }) => kind !== 'component') ?? []
  return (
    <Page title={t`Content types`} actions={mayManage && types.data?.length !== 0 ? make : undefined}>
      {types.isError && (
        <ProblemCard problem={types.error} title={t`The content types could not be loaded`} onRetry={() => types.refetch()} />
      )}
      {types.isPending && <Loading label={t`Loading content types`} rows={5} />}
      {types.data?.length === 0 && (
        <Empty icon={IconSchema} title={t`There are no content types yet.`} action={mayManage && make}>
          {t`A content type says what an entry is made of: an article has a title, a text and an author.`}
        </Empty>
      )}
      {others.length > 0 && <TypeTable types={others} />}
      {types.data !== undefined && (components.length > 0 || mayManage) && (
        <section className={classes.group} aria-labelledby="components">
          <div className={classes.groupHead}>
            <h2 id="components" className={classes.heading}>
              {t`Components`}
            </h2>
            {mayManage && (
              <Button
                size="sm"
                leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
                renderRoot={(props) => <Link {...props} to="/settings/types/new" search={{ kind: 'component' }} />}
              >
                {t`Make component`}
              </Button>
            )}
          </div>
          {components.length === 0 ? (
            <p
              className={classes.none}
            >{t`None yet. A component is a group of fields that stands inside entries: a quote, a card, SEO.`}</p>
          ) : (
            <ComponentTable components={components} types={types.data} />
          )}
        </section>
      )}
      {mayManage && <ModelHistory />}
    </Page>
  )
}
