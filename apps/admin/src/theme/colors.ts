import type { MantineColorsTuple } from '@mantine/core'

/** Paper, ink and six hues, each from the lightest to the darkest. */
export const colors = {
  gray: tuple('fbfaf7 f6f4f0 eceae5 dfdcd5 cac7bf 8e8a82 636058 4a4740 32302b 1c1a16'),
  dark: tuple('e5e8ec caced3 a8adb3 747a80 3d434a 2c3239 21262b 181c21 101419 090d10'),
  petrol: tuple('edf7fa d5edf3 b4dce7 8dc9d8 6ab6c9 4699ac 277b8c 115f6f 0a4955 05343d'),
  green: tuple('edf9ef d7f2dd b6e5c1 92d7a4 72c78b 4ea86b 33844f 24673c 1a4e2c 143920'),
  amber: tuple('fdf4e9 fce8cd fad6a5 f6c278 ebae51 c88f34 9a6a17 7c550f 604008 483007'),
  violet: tuple('f6f3fd ece5fb ded2f9 ccb8f4 b99dec a07cdb 835cbe 6b45a2 533380 3e2660'),
  red: tuple('fff2f0 fde2df fecbc6 fcaca5 f4877f e6625d cd4342 ac3031 882424 631a1a'),
}

export const hues = ['petrol', 'green', 'amber', 'violet', 'red'] as const

function tuple(shades: string): MantineColorsTuple {
  const [a = '', b = '', c = '', d = '', e = '', f = '', g = '', h = '', i = '', j = ''] = shades.split(' ').map((hex) => `#${hex}`)
  return [a, b, c, d, e, f, g, h, i, j]
}
