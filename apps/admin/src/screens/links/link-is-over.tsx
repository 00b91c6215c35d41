import { t } from '@lingui/core/macro'
import { Threshold } from '../../frame/threshold.tsx'
import { AskLinkForm } from './ask-link-form.tsx'

/** A link that was used, or whose half hour is over: the way to the next one. */
export function LinkIsOver() {
  return (
    <Threshold title={t`This link is over`} lead={t`It works once, for half an hour. Have another one sent to your address.`}>
      <AskLinkForm email="" />
    </Threshold>
  )
}

/** The page of a link without what the link carries, as after a reload. */
export function LinkIsGone() {
  return (
    <Threshold title={t`Open the link once more`} lead={t`This page keeps nothing of it. Or have another one sent to your address.`}>
      <AskLinkForm email="" />
    </Threshold>
  )
}
