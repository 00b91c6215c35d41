import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import type { WebhookHealth as Health } from '@verso/contract'
import { webhookHealthQuery } from '../../api/webhooks.ts'
import { intlTag } from '../../language/language.ts'
import classes from './webhooks.module.css'

type Hour = Health['hours'][number]

/** The last 24 hours in words, and as one bar for each hour. */
export function WebhookHealth({ id }: { id: string }) {
  const { data: hours } = useQuery(webhookHealthQuery(id))
  if (hours === undefined) return <span className={classes.health} data-empty />
  return (
    <span className={classes.health}>
      <Bars hours={hours} />
      <span>{healthWords(hours)}</span>
    </span>
  )
}

const height = 20

function Bars({ hours }: { hours: Hour[] }) {
  const most = Math.max(1, ...hours.map(({ delivered, failed, pending }) => delivered + failed + pending))
  const size = (count: number) => (count === 0 ? 0 : Math.max(2, (count / most) * height))
  return (
    <svg className={classes.bars} viewBox={`0 0 ${hours.length * 4} ${height}`} aria-hidden>
      {hours.map(({ from, delivered, failed, pending }, index) => {
        const [well, ill] = [size(delivered), size(failed + pending)]
        return (
          <g key={from}>
            <rect x={index * 4} y={height - 1} width={3} height={1} className={classes.ground} />
            <rect x={index * 4} y={height - well} width={3} height={well} className={classes.well} />
            <rect x={index * 4} y={Math.max(0, height - well - ill)} width={3} height={ill} className={classes.ill} />
          </g>
        )
      })}
    </svg>
  )
}

function healthWords(hours: Hour[]): string {
  const sum = (state: 'delivered' | 'failed' | 'pending') => hours.reduce((total, hour) => total + hour[state], 0)
  const number = (count: number) => count.toLocaleString(intlTag())
  const [delivered, failed, pending] = [sum('delivered'), sum('failed'), sum('pending')]
  const said = [
    ...(delivered > 0 ? [t`${number(delivered)} delivered`] : []),
    ...(failed > 0 ? [t`${number(failed)} failed`] : []),
    ...(pending > 0 ? [t`${number(pending)} waiting`] : []),
  ]
  return said.length === 0 ? t`Nothing sent` : said.join(', ')
}
