import type { RefusalIssue } from '../refusal.ts'
import { Refusal } from '../refusal.ts'
import { commonPhrases, commonWords } from './common-passwords.ts'

const minLength = 15
/** What has to be proved beside it makes up for five characters. */
const minLengthBesideFactor = 10
const maxLength = 256
const maxUnitLength = 6
/** So much of a password must be its own when what everybody tries first is taken out of it. */
const minOwnLetters = 5

export interface PasswordOwner {
  email: string
  name: string
  hasSecondFactor?: boolean
}

/** Refuses what is short or easily guessed. No rules about kinds of characters: length does more. */
export function requireGoodPassword(password: string, owner: PasswordOwner, path = '/password'): void {
  const issue = faultOf(password.normalize('NFKC'), owner)
  if (issue !== null) throw new Refusal('weak_password', issue.message, { issues: [{ path, ...issue }] })
}

function faultOf(password: string, owner: PasswordOwner): Pick<RefusalIssue, 'code' | 'message'> | null {
  const length = [...password].length
  const least = owner.hasSecondFactor === true ? minLengthBesideFactor : minLength
  if (length < least) return { code: 'too_short', message: `A password needs at least ${least} characters; several words make a good one` }
  if (length > maxLength) return { code: 'too_long', message: `A password can have at most ${maxLength} characters` }
  if (isRepetition(password) || isSequence(password))
    return { code: 'too_common', message: 'This password is a pattern that is guessed early' }
  if (isMadeOfKnownWords(password, owner))
    return { code: 'too_common', message: 'This password is made of what is guessed first: common passwords, your name or address' }
  return null
}

/** `aaaaaaaaaaaaaaa`, `abcabcabcabcabc`, and the like. */
function isRepetition(password: string): boolean {
  const folded = password.toLowerCase()
  if (new Set(folded).size < 5) return true
  for (let unit = 1; unit <= maxUnitLength; unit += 1) {
    if (
      folded ===
      folded
        .slice(0, unit)
        .repeat(Math.ceil(folded.length / unit))
        .slice(0, folded.length)
    )
      return true
  }
  return false
}

const rows = [
  '0123456789012345678901234567890',
  'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
]

/** Runs along the alphabet, the digits or a keyboard make up all of it. */
function isSequence(password: string): boolean {
  let rest = password.toLowerCase()
  for (const row of [...rows, ...rows.map(reversed)]) rest = withoutRuns(rest, row)
  return lettersIn(rest) + digitsIn(rest) < minOwnLetters
}

function withoutRuns(text: string, row: string): string {
  let rest = text
  for (let start = 0; start + 4 <= rest.length; ) {
    let length = 4
    if (!row.includes(rest.slice(start, start + length))) {
      start += 1
      continue
    }
    while (start + length < rest.length && row.includes(rest.slice(start, start + length + 1))) length += 1
    rest = rest.slice(0, start) + rest.slice(start + length)
  }
  return rest
}

function isMadeOfKnownWords(password: string, { email, name }: PasswordOwner): boolean {
  const words = [...commonWords, ...email.toLowerCase().split(/[^\p{L}\p{N}]+/u), ...name.toLowerCase().split(/\s+/)].filter(
    (word) => word.length >= 4,
  )
  const spelled = password.toLowerCase().replace(/\s/g, '')
  if (commonPhrases.has(spelled.replace(/[^a-z0-9]/g, ''))) return true
  return [spelled, unleeted(spelled)].some((text) => {
    const rest = words.sort((a, b) => b.length - a.length).reduce((left, word) => left.replaceAll(word, ' '), text)
    return rest !== text && lettersIn(rest) < minOwnLetters && digitsIn(rest) < 12
  })
}

const leet: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', '!': 'i' }

function unleeted(text: string): string {
  return [...text].map((character) => leet[character] ?? character).join('')
}

function lettersIn(text: string): number {
  return text.replace(/[^\p{L}]/gu, '').length
}

function digitsIn(text: string): number {
  return text.replace(/[^\p{N}]/gu, '').length
}

function reversed(text: string): string {
  return [...text].reverse().join('')
}
