import { type ImageWish, WishFault, type WishIssue } from './image-wish.ts'
import { parseWish } from './parse-wish.ts'

/** What IPX calls the parameters of ours, which have long names. */
const names: Record<string, string> = {
  w: 'width',
  width: 'width',
  h: 'height',
  height: 'height',
  f: 'format',
  format: 'format',
  q: 'quality',
  quality: 'quality',
  fit: 'fit',
  pos: 'position',
  position: 'position',
  b: 'background',
  background: 'background',
  extract: 'rect',
  crop: 'rect',
  blur: 'blur',
  sharpen: 'sharpen',
  rotate: 'rotate',
}

/**
 * What the modifiers of an IPX address ask of an image (`w_800,f_webp,s_800x600`, joined by `,` or `&`; `_` alone asks for nothing). They are the
 * parameters of ours under other names, so that both are one renderer.
 */
export function parseIpx(modifiers: string): ImageWish | null {
  const parameters: Record<string, string> = {}
  const issues: WishIssue[] = []
  const set = (parameter: string, value: string, modifier: string) => {
    if (Object.hasOwn(parameters, parameter)) issues.push(fault(modifier, 'duplicate_parameter', 'This is asked for twice'))
    parameters[parameter] = value
  }
  for (const modifier of modifiers === '_' ? [] : modifiers.split(/[,&]/)) {
    const [name = '', ...rest] = modifier.split(/[_:=]/)
    const value = rest.join('_')
    const size = /^(s|resize)$/.test(name) ? /^([\d.]+)x([\d.]+)$/.exec(value) : null
    if (size !== null) {
      set('width', rounded(size[1] ?? ''), modifier)
      set('height', rounded(size[2] ?? ''), modifier)
    } else if (name === 'enlarge' && value === '') set('enlarge', 'true', modifier)
    else if ((name === 'flip' || name === 'flop') && value === '') {
      const other = name === 'flip' ? 'h' : 'v'
      parameters.flip = parameters.flip === other ? 'hv' : name === 'flip' ? 'v' : 'h'
    } else if (Object.hasOwn(names, name) && value !== '') {
      const parameter = names[name] ?? ''
      set(
        parameter,
        parameter === 'width' || parameter === 'height' ? rounded(value) : value.replaceAll('_', parameter === 'position' ? ' ' : ','),
        modifier,
      )
    } else issues.push(fault(modifier, 'unknown_parameter', 'There is no such modifier here'))
  }
  if (issues.length > 0) throw new WishFault(issues)
  return parseWish(parameters)
}

/** IPX takes fractions of pixels, and unpic writes them. */
function rounded(text: string): string {
  return /^\d{1,5}\.\d{1,20}$/.test(text) ? String(Math.round(Number(text))) : text
}

function fault(parameter: string, code: string, message: string): WishIssue {
  return { parameter, code, message }
}
