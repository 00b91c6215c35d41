import type { CSSVariablesResolver } from '@mantine/core'
import { hues } from './colors.ts'

const paper = '#fefdfa'

/** The roles of the colours in both schemes; Mantine's own dimmed, placeholder, border and error colours fail AA and are replaced here. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--verso-font-serif': '"Source Serif 4 Variable", Georgia, "Noto Serif", serif',
    '--verso-ease': 'cubic-bezier(.2, 0, 0, 1)',
    ...sizes({
      meta: [12, 16],
      small: [13, 18],
      ui: [15, 22],
      'pane-title': [17, 24],
      heading: [20, 28],
      prose: [18, 29],
      'entry-title': [28, 36],
    }),
  },
  light: {
    ...roles({
      canvas: shade('gray', 1),
      surface: paper,
      hover: shade('gray', 2),
      menu: paper,
      text: shade('gray', 9),
      dimmed: shade('gray', 6),
      outline: shade('gray', 5),
      hairline: shade('gray', 3),
      link: shade('petrol', 7),
      error: shade('red', 7),
      selected: shade('petrol', 0),
      selectedBar: shade('petrol', 7),
      focus: shade('petrol', 6),
    }),
    '--verso-menu-line': shade('gray', 3),
    '--verso-shadow-menu': '0 4px 12px #1c1a161a',
    '--verso-shadow-dialog': '0 16px 40px #1c1a162e',
    ...hueVariables({ text: 7, chip: 1, chipText: 8, lightHover: 2, outline: 7 }),
    ...grayVariables({ ground: shade('gray', 2), hover: shade('gray', 3), text: shade('gray', 9), dimmed: shade('gray', 6) }),
  },
  dark: {
    ...roles({
      canvas: shade('dark', 8),
      surface: shade('dark', 7),
      hover: shade('dark', 5),
      menu: shade('dark', 6),
      text: shade('dark', 0),
      dimmed: shade('dark', 2),
      outline: shade('dark', 3),
      hairline: shade('dark', 5),
      link: shade('petrol', 4),
      error: shade('red', 4),
      selected: shade('petrol', 9),
      selectedBar: shade('petrol', 4),
      focus: shade('petrol', 3),
    }),
    '--verso-menu-line': shade('dark', 4),
    '--verso-shadow-menu': '0 4px 12px #0008',
    '--verso-shadow-dialog': '0 16px 40px #0008',
    ...hueVariables({ text: 4, chip: 9, chipText: 3, lightHover: 8, outline: 4 }),
    ...grayVariables({ ground: shade('dark', 5), hover: shade('dark', 4), text: shade('dark', 0), dimmed: shade('dark', 2) }),
  },
})

function shade(color: string, index: number): string {
  return `var(--mantine-color-${color}-${index})`
}

function sizes(steps: Record<string, [number, number]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(steps).flatMap(([name, [size, line]]) => [
      [`--verso-${name}`, `${size / 16}rem`],
      [`--verso-${name}-line`, `${line / 16}rem`],
    ]),
  )
}

interface Roles {
  canvas: string
  surface: string
  hover: string
  menu: string
  text: string
  dimmed: string
  outline: string
  hairline: string
  link: string
  error: string
  selected: string
  selectedBar: string
  focus: string
}

function roles(role: Roles): Record<string, string> {
  return {
    '--verso-canvas': role.canvas,
    '--verso-surface': role.surface,
    '--verso-hover': role.hover,
    '--verso-menu': role.menu,
    '--verso-text': role.text,
    '--verso-dimmed': role.dimmed,
    '--verso-outline': role.outline,
    '--verso-hairline': role.hairline,
    '--verso-link': role.link,
    '--verso-error': role.error,
    '--verso-selected': role.selected,
    '--verso-selected-bar': role.selectedBar,
    '--verso-focus': role.focus,
    '--mantine-color-body': role.surface,
    '--mantine-color-text': role.text,
    '--mantine-color-bright': role.text,
    '--mantine-color-dimmed': role.dimmed,
    '--mantine-color-placeholder': role.dimmed,
    '--mantine-color-anchor': role.link,
    '--mantine-color-error': role.error,
    '--mantine-color-default': role.surface,
    '--mantine-color-default-hover': role.hover,
    '--mantine-color-default-color': role.text,
    '--mantine-color-default-border': role.outline,
    '--mantine-color-disabled': role.hover,
    '--mantine-color-disabled-color': role.dimmed,
    '--mantine-color-disabled-border': role.hairline,
  }
}

function hueVariables(at: { text: number; chip: number; chipText: number; lightHover: number; outline: number }): Record<string, string> {
  return Object.fromEntries(
    hues.flatMap((hue) => [
      [`--verso-${hue}-text`, shade(hue, at.text)],
      [`--verso-${hue}-chip`, shade(hue, at.chip)],
      [`--verso-${hue}-chip-text`, shade(hue, at.chipText)],
      [`--mantine-color-${hue}-text`, shade(hue, at.text)],
      [`--mantine-color-${hue}-light`, shade(hue, at.chip)],
      [`--mantine-color-${hue}-light-hover`, shade(hue, at.lightHover)],
      [`--mantine-color-${hue}-light-color`, shade(hue, at.chipText)],
      [`--mantine-color-${hue}-outline`, shade(hue, at.outline)],
    ]),
  )
}

function grayVariables({ ground, hover, text, dimmed }: Record<'ground' | 'hover' | 'text' | 'dimmed', string>): Record<string, string> {
  return {
    '--verso-gray-text': dimmed,
    '--verso-gray-chip': ground,
    '--verso-gray-chip-text': text,
    '--mantine-color-gray-text': text,
    '--mantine-color-gray-light': ground,
    '--mantine-color-gray-light-hover': hover,
    '--mantine-color-gray-light-color': text,
  }
}
