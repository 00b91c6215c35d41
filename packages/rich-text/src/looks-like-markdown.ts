const strong = [
  /^#{1,6} +\S/m,
  /^(```|~~~)/m,
  /^\|?[ \t]*:?-{3,}:?[ \t]*(\|[ \t]*:?-{3,}:?[ \t]*)+\|?[ \t]*$/m,
  /\[[^\]\n]+\]\((https?:|\/|mailto:)[^)\s]*\)/,
  /(^|\s)(\*\*|__)\S[^\n]*?\2/,
]
const weak = [/^[ \t]*[-*+] +\S/, /^[ \t]*\d{1,3}[.)] +\S/, /^> ?\S/]

/** Whether a plain text was meant as Markdown: one clear sign, or two lines that could be one. */
export function looksLikeMarkdown(text: string): boolean {
  if (strong.some((pattern) => pattern.test(text))) return true
  const lines = text.split('\n')
  return weak.some((pattern) => lines.filter((line) => pattern.test(line)).length >= 2)
}
