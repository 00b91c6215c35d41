import type { ActorRef } from '@verso/contract'

/** Who did it; without a person or token it was Verso itself. */
export function PersonName({ actor }: { actor: ActorRef }) {
  return <span>{actor?.name ?? 'Verso'}</span>
}
