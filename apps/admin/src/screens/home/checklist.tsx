import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ContentTypeView } from '@verso/contract'
import { type ReactNode, useState } from 'react'
import { useMay } from '../../api/use-may.ts'
import { Copy } from '../../parts/copy.tsx'
import classes from './home.module.css'
import { SampleOffer } from './sample-offer.tsx'
import { useFirstSteps } from './use-first-steps.ts'

const hiddenKey = 'verso-first-steps'

/** The way from nothing to a site that reads; each step ticks itself, and when all are done it is gone. */
export function Checklist({ types }: { types: ContentTypeView[] }) {
  const [isHidden, setIsHidden] = useState(() => localStorage.getItem(hiddenKey) === 'hidden')
  const may = useMay()
  const steps = useFirstSteps(types)
  if (isHidden || !may.manage('types') || steps === null) return null
  const done = Object.values(steps.done).filter(Boolean).length
  if (done === 5) return null
  const type = steps.readableType ?? types[0]
  const hide = () => {
    localStorage.setItem(hiddenKey, 'hidden')
    setIsHidden(true)
  }
  return (
    <section className={classes.checklist} aria-labelledby="first-steps">
      <div className={classes.checkHead}>
        <h2 id="first-steps" className={classes.heading}>
          {t`First steps`}
        </h2>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={hide}>
          {t`Hide`}
        </Button>
      </div>
      <ol className={classes.steps}>
        <Step
          isDone={steps.done.type}
          label={<StepLink to="/settings/types/new">{t`Make a content type`}</StepLink>}
          text={t`What your site is made of: articles, authors, pages.`}
        />
        <Step
          isDone={steps.done.entry}
          label={type === undefined ? t`Write an entry` : <StepLink to={`/content/${type.name}/new`}>{t`Write an entry`}</StepLink>}
          text={t`It stays a draft until you publish it.`}
        />
        <Step
          isDone={steps.done.published}
          label={type === undefined ? t`Publish it` : <StepLink to={`/content/${type.name}`}>{t`Publish it`}</StepLink>}
          text={t`Only then readers get it.`}
        />
        <Step
          isDone={steps.done.token}
          label={<StepLink to="/settings/tokens">{t`Create a token`}</StepLink>}
          text={t`With it your site reads what is published.`}
        />
        <Step isDone={steps.done.read} label={t`Read it through the API`} text={t`From your site, or from a terminal.`}>
          {type !== undefined && !steps.done.read && <Curl type={type} />}
        </Step>
      </ol>
      {types.length === 0 && <SampleOffer />}
    </section>
  )
}

function Step({ isDone, label, text, children }: { isDone: boolean; label: ReactNode; text: string; children?: ReactNode }) {
  return (
    <li className={classes.step} data-done={isDone || undefined}>
      {isDone ? <IconCircleCheckFilled size={20} aria-label={t`Done:`} /> : <IconCircle size={20} stroke={1.5} aria-label={t`To do:`} />}
      <div>
        {label}
        {!isDone && <span className={classes.text}>{text}</span>}
        {children}
      </div>
    </li>
  )
}

function StepLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link to={to} className="verso-link">
      {children}
    </Link>
  )
}

function Curl({ type }: { type: ContentTypeView }) {
  const header = type.publicRead ? '' : "-H 'Authorization: Bearer vct_…' "
  const line = `curl ${header}${location.origin}/content/v1/entries/${type.name}`
  return (
    <div className={classes.curl}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a line that scrolls sideways has to be reachable by keyboard */}
      <code tabIndex={0}>{line}</code>
      <Copy value={line} label={t`command`} compact />
    </div>
  )
}
