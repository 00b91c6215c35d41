import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconNotes } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { typesQuery } from '../../api/types.ts'
import { useMay } from '../../api/use-may.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import classes from './content-screen.module.css'
import { TypeCard } from './type-card.tsx'

/** All kinds of content, each with its way in. */
export function ContentScreen() {
  const types = useQuery(typesQuery())
  const may = useMay()
  return (
    <Page title={t`Content`}>
      {types.isError && (
        <ProblemCard problem={types.error} title={t`The content types could not be loaded`} onRetry={() => types.refetch()} />
      )}
      {types.isPending && <Loading label={t`Loading content types`} rows={5} />}
      {types.data?.length === 0 && (
        <Empty
          icon={IconNotes}
          title={t`There are no content types yet.`}
          action={
            may.manage('types') && (
              <Button component={Link} to="/settings/types/new" variant="filled">
                {t`Make a content type`}
              </Button>
            )
          }
        >
          {t`A content type says what an entry is made of: an article has a title, a text and an author.`}
        </Empty>
      )}
      {types.data !== undefined && types.data.length > 0 && (
        <ul className={classes.list}>
          {types.data.map((type) => (
            <TypeCard key={type.name} type={type} />
          ))}
        </ul>
      )}
    </Page>
  )
}
