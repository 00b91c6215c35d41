import { parseIpx, parseWish, recipeOf, type SourceImage, WishFault } from '@verso/media'
import fc from 'fast-check'
import t from 'tap'

const photo: SourceImage = {
  mimeType: 'image/jpeg',
  width: 1000,
  height: 500,
  frames: 1,
  hasAlpha: false,
  focalPoint: null,
  crop: null,
}

const asked = (query: string) => parseWish(Object.fromEntries(new URLSearchParams(query)))
const recipe = (query: string, image: Partial<SourceImage> = {}, accept = '') => {
  const wish = asked(query)
  return wish === null ? null : recipeOf(wish, { ...photo, ...image }, accept)
}
/** Width and height of the result. */
function sizeOf(query: string, image: Partial<SourceImage> = {}): string {
  const made = recipe(query, image)
  const { width = 0, height = 0 } = made?.frame ?? made?.kept ?? made?.scaled ?? {}
  return made?.rotate === 90 || made?.rotate === 270 ? `${height}x${width}` : `${width}x${height}`
}
function faultsOf(run: () => unknown): string[] {
  try {
    run()
    return []
  } catch (error) {
    if (error instanceof WishFault) return error.issues.map(({ parameter, code }) => `${parameter} ${code}`)
    throw error
  }
}

t.test('sizes follow the fit, in the words of each spelling, and nothing is enlarged', async (t) => {
  for (const [query, size] of [
    ['width=800', '800x400'],
    ['height=100', '200x100'],
    ['width=2000', '1000x500'],
    ['width=2000&enlarge=true', '2000x1000'],
    ['width=2000&withoutEnlargement=false', '2000x1000'],
    ['width=300&height=300', '300x300'],
    ['width=800&height=800', '500x500'],
    ['width=800&height=800&enlarge=true', '800x800'],
    ['width=300&height=300&fit=inside', '300x150'],
    ['width=300&height=300&fit=outside', '600x300'],
    ['width=300&height=300&fit=contain', '300x300'],
    ['width=300&height=300&fit=fill', '300x300'],
    ['width=800&height=800&fit=outside', '1000x500'],
    ['w=300&h=300', '300x300'],
    ['w=300&h=300&fit=max', '300x150'],
    ['w=300&h=300&fit=clip', '300x150'],
    ['w=300&h=300&fit=min', '300x300'],
    ['w=800&h=800&fit=min', '500x500'],
    ['w=300&h=300&fit=crop', '300x300'],
    ['w=300&h=300&fit=fill', '300x300'],
    ['w=300&h=300&fit=scale', '300x300'],
    ['width=100&dpr=2', '200x100'],
    ['w=100&h=100&dpr=1.5', '150x150'],
    ['rect=0,0,100,100', '100x100'],
    ['rect=950,0,100,100', '50x100'],
    ['rect=0,0,100,50&width=50', '50x25'],
    ['width=100&rotate=90', '100x200'],
    ['width=100&height=50&rotate=90', '100x50'],
    ['quality=50', '1000x500'],
  ] as const) {
    t.equal(sizeOf(query), size, query)
  }
  t.equal(recipe('width=300&height=300&fit=fill')?.kept, null, 'with long names, fill distorts')
  t.ok(recipe('w=300&h=300&fit=fill')?.frame, 'with short names, fill is a frame')
})

t.test('what is cut off follows the position: the focal point unless another is named', async (t) => {
  const square = 'width=100&height=100'
  const left = (query: string, image: Partial<SourceImage> = {}) => (recipe(query, image)?.kept as { left: number } | null)?.left
  // Scaled to 200 x 100, of which 100 are kept.
  t.equal(left(square), 50)
  t.equal(left(square, { focalPoint: { x: 0.9, y: 0.5 } }), 100)
  t.equal(left(square, { focalPoint: { x: 0.4, y: 0.5 } }), 30)
  t.equal(left(`${square}&position=center`, { focalPoint: { x: 0.9, y: 0.5 } }), 50)
  for (const [position, at] of [
    ['left', 0],
    ['right', 100],
    ['top', 50],
    ['top right', 100],
    ['left bottom', 0],
    ['0.3,0.9', 10],
  ] as const) {
    t.equal(left(`${square}&position=${position}`), at, position)
  }
  t.same(recipe(`${square}&position=attention`)?.kept, { width: 100, height: 100, by: 'attention' })
  t.match(recipe(square, { crop: { x: 0.5, y: 0, width: 0.5, height: 1 } }), {
    region: { left: 500, top: 0, width: 500, height: 500 },
    kept: null,
  })
})

t.test("the format is the picture's own, the one asked for, or what the asker takes", async (t) => {
  for (const [query, image, accept, format, quality] of [
    ['width=9', {}, 'image/avif,image/webp', 'jpeg', 75],
    ['width=9', { mimeType: 'image/png' }, '', 'png', null],
    ['width=9', { mimeType: 'image/tiff' }, '', 'jpeg', 75],
    ['width=9&format=auto', {}, 'image/avif,image/webp,*/*', 'avif', 55],
    ['width=9&format=auto', {}, 'image/webp,*/*', 'webp', 75],
    ['width=9&format=auto', {}, 'image/avif;q=0,image/webp', 'webp', 75],
    ['width=9&format=auto', {}, '*/*', 'jpeg', 75],
    ['width=9&format=auto', { hasAlpha: true }, '', 'png', null],
    ['width=9&format=auto', { mimeType: 'image/gif', frames: 3 }, 'image/avif,image/webp', 'webp', 75],
    ['width=9&format=auto', { mimeType: 'image/gif', frames: 3 }, '', 'gif', null],
    ['w=9&auto=format', {}, 'image/webp', 'webp', 75],
    ['w=9&auto=format&fm=jpg', {}, 'image/webp', 'jpeg', 75],
    ['w=9&auto=compress', {}, 'image/webp', 'jpeg', 75],
    ['w=9&fm=avif&q=30', {}, '', 'avif', 30],
  ] as const) {
    t.match(recipe(query, image, accept), { format, quality }, `${query} of ${JSON.stringify(image)} for "${accept}"`)
  }
})

t.test('a wish for nothing is none; what is wrong is named, never ignored', async (t) => {
  for (const query of ['', 'fit=fill', 'fit=min', 'enlarge=false', 'withoutEnlargement=true&fit=cover', 'position=top', 'rotate=0']) {
    t.equal(asked(query), null, query)
  }
  for (const [query, fault] of [
    ['width=0', 'width wrong_format'],
    ['width=8193', 'width wrong_format'],
    ['width=1.5', 'width wrong_format'],
    ['width=1e3', 'width wrong_format'],
    ['width=-1', 'width wrong_format'],
    ['width=', 'width wrong_format'],
    ['width=5000&dpr=2', 'dpr too_large'],
    ['dpr=2', 'dpr required'],
    ['width=100&dpr=5', 'dpr wrong_format'],
    ['quality=0', 'quality wrong_format'],
    ['quality=101', 'quality wrong_format'],
    ['format=bmp', 'format wrong_format'],
    ['width=9&fit=crop', 'fit wrong_format'],
    ['w=9&fit=cover', 'fit wrong_format'],
    ['fit=nonsense', 'fit wrong_format'],
    ['width=9&position=middle', 'position wrong_format'],
    ['width=9&position=left right', 'position wrong_format'],
    ['width=9&position=1.5,0', 'position wrong_format'],
    ['rect=1,2,3', 'rect wrong_format'],
    ['rect=1,2,0,3', 'rect wrong_format'],
    ['blur=0', 'blur wrong_format'],
    ['rotate=45', 'rotate wrong_format'],
    ['flip=x', 'flip wrong_format'],
    ['background=reddish', 'background wrong_format'],
    ['enlarge=yes', 'enlarge wrong_format'],
    ['auto=everything', 'auto wrong_format'],
    ['width=9&w=9', 'w mixed_spelling'],
    ['width=9&q=9', 'q mixed_spelling'],
  ] as const) {
    t.same(
      faultsOf(() => asked(query)),
      [fault],
      query,
    )
  }
  t.same(recipe('rect=1000,0,5,5'), null, 'a part that lies outside')
})

t.test('IPX addresses are the same wishes', async (t) => {
  for (const [modifiers, query] of [
    ['_', ''],
    ['w_800,f_webp,q_80', 'width=800&format=webp&quality=80'],
    ['w_800&f_webp&q_80', 'width=800&format=webp&quality=80'],
    ['s_800x600,fit_cover', 'width=800&height=600&fit=cover'],
    ['s_300.5x200.4,f_jpg', 'width=301&height=200&format=jpeg'],
    ['resize_300x200', 'width=300&height=200'],
    ['width_9,height_8', 'width=9&height=8'],
    ['w_9,enlarge', 'width=9&enlarge=true'],
    ['w_9,flip', 'width=9&flip=v'],
    ['w_9,flop', 'width=9&flip=h'],
    ['w_9,flip,flop', 'width=9&flip=hv'],
    ['extract_1_2_3_4', 'rect=1,2,3,4'],
    ['w_9,b_ff0000', 'width=9&background=ff0000'],
    ['w_9,pos_left_top', 'width=9&position=left top'],
  ] as const) {
    t.same(parseIpx(modifiers), asked(query), modifiers)
  }
  for (const modifiers of ['', 'w', 'w_', 'w_0', 's_800', 'x_1', 'w_9,w_9', 'trim_5', '__proto__', 'w_9,fit_crop']) {
    t.ok(faultsOf(() => parseIpx(modifiers)).length > 0, modifiers)
  }
})

t.test('law: a result is never larger than asked for or than the image, and keeps to the proportions of its fit', async () => {
  const side = fc.integer({ min: 1, max: 8192 })
  const fit = fc.constantFrom('cover', 'inside', 'outside', 'contain', 'fill')
  const point = fc.record({ x: fc.double({ min: 0, max: 1, noNaN: true }), y: fc.double({ min: 0, max: 1, noNaN: true }) })
  fc.assert(
    fc.property(side, side, side, side, fit, point, (width, height, w, h, fitted, focalPoint) => {
      const made = recipe(`width=${w}&height=${h}&fit=${fitted}`, { width, height, focalPoint })
      if (made === null) return false
      const { scaled, kept, frame } = made
      if (scaled.width > width || scaled.height > height) return false
      if (kept !== null && 'left' in kept) {
        if (kept.left < 0 || kept.top < 0 || kept.left + kept.width > scaled.width || kept.top + kept.height > scaled.height) return false
      }
      const result = frame ?? kept ?? scaled
      if (fitted === 'outside') return true
      return result.width <= w && result.height <= h
    }),
    { numRuns: 2000 },
  )
})
