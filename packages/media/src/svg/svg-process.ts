import createDOMPurify from 'dompurify'
import { JSDOM } from 'jsdom'

/** What may stand behind an address inside a drawing: a place in itself, or a picture that it brings along. */
const harmlessAddress = /^(?:#|data:image\/(?:png|jpeg|gif|webp|avif);base64,)/i
const loadingStyle = /@import[^;]*;?|url\(\s*(?!["']?(?:#|data:image\/(?:png|jpeg|gif|webp|avif);base64,))[^)]*\)/gi

process.on('message', (text) => process.send?.(clean(String(text))))
process.on('disconnect', () => process.exit())

/** The drawing without anything that runs or loads; null where there is none in it. */
function clean(text: string): string | null {
  const { window } = new JSDOM('')
  const purify = createDOMPurify(window)
  purify.addHook('afterSanitizeAttributes', (element) => {
    for (const name of ['href', 'xlink:href', 'src']) {
      const address = element.getAttribute(name)
      if (address !== null && !harmlessAddress.test(address.trim())) element.removeAttribute(name)
    }
    const style = element.getAttribute('style')
    if (style !== null) element.setAttribute('style', withoutLoading(style))
    if (element.tagName.toLowerCase() === 'style') element.textContent = withoutLoading(element.textContent)
  })
  const fragment = purify.sanitize(withoutPrefix(text), {
    USE_PROFILES: { svg: true, svgFilters: true },
    ADD_TAGS: ['use'],
    RETURN_DOM_FRAGMENT: true,
  })
  const drawing = fragment.querySelector('svg')
  if (drawing === null) return null
  return new window.XMLSerializer().serializeToString(drawing)
}

/** Escapes would hide an address from the pattern; no drawing needs them. */
function withoutLoading(style: string): string {
  return style.includes('\\') ? '' : style.replace(loadingStyle, '')
}

/** The parser knows elements of SVG without a prefix only. */
function withoutPrefix(text: string): string {
  const prefix = /<([a-z_][\w-]*):svg[\s>]/i.exec(text)?.[1]
  return prefix === undefined ? text : text.replaceAll(new RegExp(`(</?)${prefix}:`, 'g'), '$1').replaceAll(`xmlns:${prefix}=`, 'xmlns=')
}
