import { useDraggable } from '@dnd-kit/core'
import { StatusChip } from '../../parts/status-chip.tsx'
import { type CalendarEvent, isComing } from './calendar-events.ts'
import classes from './calendar.module.css'

interface EventButtonProps {
  event: CalendarEvent
  onOpen: (event: CalendarEvent) => void
  /** In the grid it can be moved with a pointer; by keyboard, what it opens moves it. */
  isMovable?: boolean
}

/** One thing that happens, with its time. */
export function EventButton({ event, onOpen, isMovable = false }: EventButtonProps) {
  const { key, clock, title, words, status } = event
  const { setNodeRef, listeners, transform, isDragging } = useDraggable({ id: key, disabled: !isMovable || !isComing(event) })
  return (
    <button
      ref={setNodeRef}
      type="button"
      className={classes.event}
      data-dragging={isDragging || undefined}
      data-movable={(isMovable && isComing(event)) || undefined}
      style={transform === null ? undefined : { transform: `translate(${transform.x}px, ${transform.y}px)` }}
      onClick={() => onOpen(event)}
      {...listeners}
    >
      <span className={classes.eventHead}>
        <StatusChip status={status} variant="icon" />
        <span className={classes.clock}>{clock}</span>
        <span className={classes.eventTitle}>{title}</span>
      </span>
      <span className={classes.eventWords}>{words}</span>
    </button>
  )
}
