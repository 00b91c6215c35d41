/** Tags as they are kept: without space around, each once whatever its case, in the order given. */
export function tidyTags(tags: readonly string[]): string[] {
  const kept = new Map<string, string>()
  for (const tag of tags.map((one) => one.normalize('NFC').replace(/\s+/g, ' ').trim())) {
    if (tag !== '' && !kept.has(tag.toLowerCase())) kept.set(tag.toLowerCase(), tag)
  }
  return [...kept.values()]
}
