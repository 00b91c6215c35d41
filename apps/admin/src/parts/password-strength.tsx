import { plural, t } from '@lingui/core/macro'
import { Progress } from '@mantine/core'
import classes from './password-strength.module.css'

const minPasswordLength = 15
/** For who proves something beside it. */
const minBesideFactor = 10

const common = ['password', 'passwort', 'qwerty', 'letmein', 'welcome', 'iloveyou', 'abcdef', '123456', '111111', 'admin', 'verso']

export interface Strength {
  words: string
  /** From 0 to 100. */
  part: number
  isEnough: boolean
}

/** What a password lacks, while it is typed. The server has the last word. */
export function strengthOf(password: string, personal: string[] = [], hasSecondFactor = false): Strength {
  const least = hasSecondFactor ? minBesideFactor : minPasswordLength
  const length = [...password].length
  const missing = least - length
  if (length === 0)
    return {
      words: t`At least ${least} characters. Four or five words that don’t belong together are good.`,
      part: 0,
      isEnough: false,
    }
  if (missing > 0)
    return {
      words: plural(missing, { one: '# more character', other: '# more characters' }),
      part: (length / least) * 50,
      isEnough: false,
    }
  const lower = password.toLowerCase()
  const known = [
    ...common,
    ...personal.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length > 3),
  ].find((word) => lower.includes(word))
  const variety = new Set(lower).size
  if (variety < 6) return { words: t`Too few different characters`, part: 30, isEnough: false }
  if (known !== undefined) return { words: t`Long enough; weaker because of “${known}”`, part: 60, isEnough: true }
  return length >= 20 || variety >= 12
    ? { words: t`Strong`, part: 100, isEnough: true }
    : { words: t`Long enough`, part: 75, isEnough: true }
}

interface PasswordStrengthProps {
  password: string
  personal?: string[]
  hasSecondFactor?: boolean
  id: string
}

/** The strength in words, with a bar for those who see it. */
export function PasswordStrength({ password, personal = [], hasSecondFactor = false, id }: PasswordStrengthProps) {
  const { words, part } = strengthOf(password, personal, hasSecondFactor)
  return (
    <div className={classes.root}>
      <Progress
        value={part}
        size={4}
        radius={2}
        color={part >= 75 ? 'green' : part >= 60 ? 'amber' : 'gray'}
        aria-label={t`Strength of the password`}
      />
      <p id={id} aria-live="polite" className={classes.words}>
        {words}
      </p>
    </div>
  )
}
