import { t } from '@lingui/core/macro'
import type { MediaView } from '@verso/contract'
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { useAnnounce } from '../../parts/use-announce.ts'
import { centreOf, type Framing, movedPart, movedPoint, type Part, partBetween, type Point, whole } from './focal-geometry.ts'
import classes from './framing.module.css'

interface FramingStageProps {
  file: MediaView
  framing: Framing
  tool: 'focus' | 'crop'
  onChange: (framing: Framing) => void
}

/** The picture with its cross and its crop, moved by pointer and by arrows. */
export function FramingStage({ file, framing, tool, onChange }: FramingStageProps) {
  const stage = useRef<HTMLDivElement>(null)
  const [corner, setCorner] = useState<Point | null>(null)
  const at = ({ clientX, clientY }: PointerEvent): Point => {
    const box = stage.current?.getBoundingClientRect()
    if (box === undefined) return { x: 0.5, y: 0.5 }
    return movedPoint({ x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height }, { x: 0, y: 0 })
  }
  function press(event: PointerEvent<HTMLDivElement>) {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    if (tool === 'focus') onChange({ ...framing, focalPoint: at(event) })
    setCorner(at(event))
  }
  function drag(event: PointerEvent) {
    if (corner === null) return
    if (tool === 'focus') onChange({ ...framing, focalPoint: at(event) })
    else if (isDrag(corner, at(event))) onChange({ ...framing, crop: partBetween(corner, at(event)) })
  }
  const part = framing.crop ?? whole
  const point = framing.focalPoint ?? centreOf(part)
  return (
    <div
      ref={stage}
      className={classes.stage}
      data-tool={tool}
      onPointerDown={press}
      onPointerMove={drag}
      onPointerUp={() => setCorner(null)}
      onPointerCancel={() => setCorner(null)}
    >
      <img src={file.url ?? ''} alt="" draggable={false} className={classes.picture} width={file.width ?? 1} height={file.height ?? 1} />
      <Veil part={part} />
      {tool === 'crop' && <CropBox part={part} onMove={(crop) => onChange({ ...framing, crop })} />}
      {tool === 'focus' && <Cross point={point} onMove={(focalPoint) => onChange({ ...framing, focalPoint })} />}
    </div>
  )
}

/** A click, or a hand that trembles at it, cuts nothing out. */
function isDrag(from: Point, to: Point): boolean {
  return Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y)) >= 0.02
}

/** Darkens what the crop leaves out. */
function Veil({ part: { x, y, width, height } }: { part: Part }) {
  return (
    <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden className={classes.veil}>
      <path fillRule="evenodd" d={`M0 0H1V1H0Z M${x} ${y}H${x + width}V${y + height}H${x}Z`} />
    </svg>
  )
}

function Cross({ point, onMove }: { point: Point; onMove: (point: Point) => void }) {
  const announce = useAnnounce()
  const [left, top] = [percent(point.x), percent(point.y)]
  function walk(event: KeyboardEvent) {
    const step = stepOf(event)
    if (step === null) return
    event.preventDefault()
    const next = movedPoint(point, step)
    const [nextLeft, nextTop] = [percent(next.x), percent(next.y)]
    announce(t`${nextLeft} % from the left, ${nextTop} % from the top`)
    onMove(next)
  }
  return (
    <button
      type="button"
      className={classes.cross}
      style={{ insetInlineStart: 'auto', left: `${point.x * 100}%`, top: `${point.y * 100}%` }}
      aria-label={t`Focal point, ${left} % from the left, ${top} % from the top`}
      onKeyDown={walk}
    />
  )
}

function CropBox({ part, onMove }: { part: Part; onMove: (part: Part) => void }) {
  const announce = useAnnounce()
  const [left, top, width, height] = [percent(part.x), percent(part.y), percent(part.width), percent(part.height)]
  function walk(event: KeyboardEvent) {
    const step = stepOf(event)
    if (step === null) return
    event.preventDefault()
    const next = movedPart(part, step)
    const [nextLeft, nextTop] = [percent(next.x), percent(next.y)]
    announce(t`${nextLeft} % from the left, ${nextTop} % from the top`)
    onMove(next)
  }
  return (
    <button
      type="button"
      className={classes.box}
      style={{ left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` }}
      aria-label={t`Crop, ${width} % wide and ${height} % high, ${left} % from the left, ${top} % from the top`}
      onKeyDown={walk}
    />
  )
}

function stepOf({ key, shiftKey }: KeyboardEvent): Point | null {
  const step = shiftKey ? 0.1 : 0.01
  if (key === 'ArrowLeft') return { x: -step, y: 0 }
  if (key === 'ArrowRight') return { x: step, y: 0 }
  if (key === 'ArrowUp') return { x: 0, y: -step }
  if (key === 'ArrowDown') return { x: 0, y: step }
  return null
}

function percent(part: number): number {
  return Math.round(part * 100)
}
