import { t } from '@lingui/core/macro'
import { Button, Group, Modal, NumberInput, SegmentedControl } from '@mantine/core'
import type { MediaView } from '@verso/contract'
import { useState } from 'react'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { ReasonedButton } from '../../parts/reasoned-button.tsx'
import { type Framing, type Part, partWith, shownPart, whole } from './focal-geometry.ts'
import { FramingStage } from './framing-stage.tsx'
import classes from './framing.module.css'

/** One way to save: "Everywhere", "Here only". */
interface FramingSave {
  label: string
  isBusy?: boolean
  onSave: (framing: Framing) => void
}

interface FramingDialogProps {
  file: MediaView
  framing: Framing
  /** What Reset goes back to. */
  usual: Framing
  /** The last is the one most wanted. */
  saves: FramingSave[]
  problem?: unknown
  onClose: () => void
}

/** Which part of a picture shows, and what stays in sight when it is cut to other shapes. */
export default function FramingDialog({ file, framing, usual, saves, problem, onClose }: FramingDialogProps) {
  const [draft, setDraft] = useState<Framing>(framing)
  const [tool, setTool] = useState<'focus' | 'crop'>('focus')
  const { filename } = file
  return (
    <Modal opened onClose={onClose} title={t`Focal point and crop of ${filename}`} size={880}>
      <div className={classes.root}>
        <div className={classes.work}>
          <SegmentedControl
            aria-label={t`Tool`}
            value={tool}
            onChange={(next) => setTool(next === 'crop' ? 'crop' : 'focus')}
            data={[
              { value: 'focus', label: t`Focal point` },
              { value: 'crop', label: t`Crop` },
            ]}
          />
          <FramingStage file={file} framing={draft} tool={tool} onChange={setDraft} />
          {tool === 'crop' ? (
            <CropFields crop={draft.crop ?? whole} onChange={(crop) => setDraft({ ...draft, crop })} />
          ) : (
            <p className={classes.hint}>{t`Click what matters most, or move the cross with the arrow keys: 1 %, with Shift 10 %.`}</p>
          )}
        </div>
        <Previews file={file} framing={draft} />
      </div>
      {problem !== undefined && problem !== null && <ProblemCard problem={problem} title={t`It could not be saved`} />}
      <Footer draft={draft} framing={framing} usual={usual} saves={saves} onReset={() => setDraft(usual)} onClose={onClose} />
    </Modal>
  )
}

interface FooterProps extends Pick<FramingDialogProps, 'framing' | 'usual' | 'saves' | 'onClose'> {
  draft: Framing
  onReset: () => void
}

function Footer({ draft, framing, usual, saves, onReset, onClose }: FooterProps) {
  const isSame = isSameFraming(draft, framing)
  return (
    <Group justify="space-between" mt="lg" gap="xs">
      <ReasonedButton
        variant="subtle"
        color="gray"
        reason={isSameFraming(draft, usual) ? t`It is as it was to begin with.` : undefined}
        onClick={onReset}
      >
        {t`Reset`}
      </ReasonedButton>
      <Group gap="xs">
        <Button onClick={onClose}>{t`Cancel`}</Button>
        {saves.map(({ label, isBusy = false, onSave }, index) => (
          <ReasonedButton
            key={label}
            variant={index === saves.length - 1 ? 'filled' : 'default'}
            loading={isBusy}
            reason={isSame ? t`Nothing has changed` : undefined}
            onClick={() => onSave(draft)}
          >
            {label}
          </ReasonedButton>
        ))}
      </Group>
    </Group>
  )
}

function isSameFraming(one: Framing, other: Framing): boolean {
  return JSON.stringify([one.focalPoint, one.crop]) === JSON.stringify([other.focalPoint, other.crop])
}

const members: { member: keyof Part; label: string }[] = [
  { member: 'x', label: t`From the left` },
  { member: 'y', label: t`From the top` },
  { member: 'width', label: t`Width` },
  { member: 'height', label: t`Height` },
]

function CropFields({ crop, onChange }: { crop: Part; onChange: (crop: Part) => void }) {
  return (
    <div className={classes.numbers}>
      {members.map(({ member, label }) => (
        <CropField
          key={member}
          label={label}
          percent={Math.round(crop[member] * 1000) / 10}
          onChange={(percent) => onChange(partWith(crop, member, percent / 100))}
        />
      ))}
    </div>
  )
}

interface CropFieldProps {
  label: string
  percent: number
  onChange: (percent: number) => void
}

/** What is typed counts when it is done: on the way to 50 stands 5, which nobody means. */
function CropField({ label, percent, onChange }: CropFieldProps) {
  const [typed, setTyped] = useState<number | string | null>(null)
  const apply = () => {
    if (typed !== null && typed !== '' && Number.isFinite(Number(typed))) onChange(Number(typed))
    setTyped(null)
  }
  return (
    <NumberInput
      label={label}
      suffix=" %"
      min={0}
      max={100}
      clampBehavior="none"
      hideControls
      decimalScale={1}
      value={typed ?? percent}
      onChange={setTyped}
      onBlur={apply}
      onKeyDown={({ key }) => key === 'Enter' && apply()}
    />
  )
}

const shapes = [
  { name: '1:1', aspect: 1 },
  { name: '16:9', aspect: 16 / 9 },
  { name: '3:4', aspect: 3 / 4 },
]

/** What readers get where a page asks for these shapes. */
function Previews({ file, framing }: { file: MediaView; framing: Framing }) {
  const size = { width: file.width ?? 1, height: file.height ?? 1 }
  return (
    <ul className={classes.previews} aria-label={t`Previews`}>
      {shapes.map(({ name, aspect }) => {
        const { x, y, width, height } = shownPart(framing, size, aspect)
        return (
          <li key={name}>
            <svg viewBox={`${x} ${y} ${width} ${height}`} className={classes.preview} data-shape={name} role="img" aria-label={name}>
              <image href={file.url ?? ''} width={size.width} height={size.height} />
            </svg>
            <span className={classes.hint}>{name}</span>
          </li>
        )
      })}
    </ul>
  )
}
