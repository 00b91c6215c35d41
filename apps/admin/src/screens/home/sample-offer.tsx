import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { plantSample } from '../../api/setup.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { toast } from '../../parts/toast.tsx'
import classes from './home.module.css'

/** Where there is nothing yet: something to look at, with one click. */
export function SampleOffer() {
  const queries = useQueryClient()
  const planting = useMutation({
    mutationFn: plantSample,
    onSuccess: async ({ entries, media }) => {
      toast({ message: t`The sample magazine is here: ${entries} entries, ${media} pictures` })
      await queries.invalidateQueries()
    },
  })
  return (
    <div className={classes.offer}>
      <div>
        <p className={classes.offerTitle}>{t`Look around first?`}</p>
        <p
          className={classes.text}
        >{t`A small magazine: articles, authors and pictures in English and German. You can change and delete all of it.`}</p>
      </div>
      <Button variant="default" loading={planting.isPending} onClick={() => planting.mutate()}>
        {t`Plant the sample magazine`}
      </Button>
      {planting.isError && (
        <ProblemCard problem={planting.error} title={t`The sample could not be planted`} onRetry={() => planting.mutate()} />
      )}
    </div>
  )
}
