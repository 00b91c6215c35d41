import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import type { EntryView, SiteView } from '@verso/contract'
import { sitesQuery } from '../../api/webhooks.ts'
import { StatusChip } from '../../parts/status-chip.tsx'
import { Time } from '../../parts/time.tsx'
import classes from './entry-panel.module.css'

/** Which sites are built of what is published of an entry. Nothing where no site tells of its builds. */
export function LiveOnSites({ entry }: { entry: EntryView }) {
  const { data: sites = [] } = useQuery(sitesQuery())
  const built = sites.filter(({ builtSeq }) => builtSeq !== null)
  const seqs = Object.values(entry.publications).map(({ seq }) => seq)
  if (built.length === 0 || seqs.length === 0) return null
  return (
    <section>
      <h3 className={classes.heading}>{t`Sites`}</h3>
      <ul className={classes.facts}>
        {built.map((site) => (
          <li key={site.name}>
            <LiveOnSite site={site} seq={Math.max(...seqs)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function LiveOnSite({ site: { name, builtSeq, builtAt }, seq }: { site: SiteView; seq: number }) {
  const isLive = builtSeq !== null && builtSeq >= seq
  return (
    <>
      <StatusChip status={isLive ? 'published' : 'changed'} word={isLive ? t`Live on ${name}` : t`Not yet on ${name}`} />{' '}
      {builtAt !== null && <Time at={builtAt} prefix={t`built`} />}
    </>
  )
}
