import { createTheme } from '@mantine/core'
import { colors } from './colors.ts'
import { components } from './components.ts'

const sans = '"Source Sans 3 Variable", system-ui, "Noto Sans", sans-serif'

export const theme = createTheme({
  colors,
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  white: '#ffffff',
  black: '#1c1a16',
  respectReducedMotion: true,
  cursorType: 'pointer',
  fontFamily: sans,
  fontFamilyMonospace: '"Source Code Pro Variable", ui-monospace, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  lineHeights: { xs: '1.3334', sm: '1.3847', md: '1.4667', lg: '1.4118', xl: '1.4' },
  fontWeights: { regular: '400', medium: '600', bold: '600' },
  spacing: { xxs: '0.25rem', xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem', xxl: '3rem' },
  radius: { xs: '0.25rem', sm: '0.375rem', md: '0.625rem', lg: '0.625rem', xl: '2rem' },
  defaultRadius: 'sm',
  shadows: {
    xs: 'none',
    sm: 'var(--verso-shadow-menu)',
    md: 'var(--verso-shadow-menu)',
    lg: 'var(--verso-shadow-dialog)',
    xl: 'var(--verso-shadow-dialog)',
  },
  headings: {
    fontFamily: sans,
    fontWeight: '600',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.4' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.4118' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4667' },
      h4: { fontSize: '0.9375rem', lineHeight: '1.4667' },
      h5: { fontSize: '0.8125rem', lineHeight: '1.3847' },
      h6: { fontSize: '0.75rem', lineHeight: '1.3334' },
    },
  },
  components,
})
