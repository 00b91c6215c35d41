import type { Context } from '../context.ts'
import type { Post } from '../people/links/post.ts'

const reasons: Record<string, string> = {
  failing: 'It has failed for a day. What it was to be told waits, and is sent once you resume it.',
  gone: 'Its receiver says that it is gone (410).',
  owner_gone: 'Whoever made it has no account any more. Somebody who may has to save it once, and then to resume it.',
}

/** Tells who answers for an endpoint that it is sent nothing any more. */
export async function tellWebhookOwner({ store }: Pick<Context, 'store'>, webhookId: string, post: Post): Promise<void> {
  const hook = await store.webhooks.find(webhookId)
  if (hook === null || hook.state === 'active') return
  const ownerId = hook.ownerKind === 'token' && hook.ownerId !== null ? (await store.tokens.find(hook.ownerId))?.createdById : hook.ownerId
  const owner = ownerId === null || ownerId === undefined ? null : await store.users.find(ownerId)
  if (owner?.status !== 'active') return
  const reason = reasons[hook.stateReason ?? ''] ?? ''
  await post.send({
    to: owner.email,
    subject: `Webhook "${hook.name}" is ${hook.state}`,
    text: `The webhook "${hook.name}" is ${hook.state}. ${reason}\n\n${post.origin}/admin/webhooks/${hook.id}\n`,
  })
}
