/** Letters that are one and no letter with a mark, as people without the key for them write them. */
const plain: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
  ё: 'е',
  ـ: '',
}

const special = new RegExp(`[${Object.keys(plain).join('')}]`, 'gu')
// In other scripts a mark is a letter of its own: `й` isn't `и`, and vowels of Indian scripts are marks.
const marked = /([\p{Script=Latin}\p{Script=Greek}])[\u0300-\u036f]+/gu
const vowelPoints = /[\u0591-\u05c7\u064b-\u065f\u0670]/gu

/** A word in lower case without its accents, as people type it in a hurry. */
export function fold(word: string): string {
  // Most words of most texts have nothing to fold.
  if (/^[a-z0-9]*$/.test(word)) return word
  return word
    .normalize('NFD')
    .replace(marked, '$1')
    .normalize('NFC')
    .replace(vowelPoints, '')
    .replace(special, (letter) => plain[letter] ?? '')
}
