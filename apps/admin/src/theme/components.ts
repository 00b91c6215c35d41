import type { MantineThemeComponents } from '@mantine/core'

const menuMotion = { duration: 160, transition: 'fade-down' }

/** Defaults that hold everywhere, so that screens say only what is theirs. */
export const components: MantineThemeComponents = {
  ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 36 } },
  Anchor: { defaultProps: { underline: 'always' } },
  Button: { defaultProps: { variant: 'default', loaderProps: { type: 'dots' } } },
  Checkbox: { defaultProps: { size: 'sm', radius: 'xs' } },
  Combobox: { defaultProps: { shadow: 'md', transitionProps: menuMotion } },
  Drawer: {
    defaultProps: {
      position: 'right',
      overlayProps: { backgroundOpacity: 0.32 },
      transitionProps: { duration: 220 },
      closeButtonProps: { 'aria-label': 'Close' },
    },
  },
  Menu: {
    defaultProps: {
      withinPortal: false,
      withInitialFocusPlaceholder: false,
      shadow: 'md',
      position: 'bottom-end',
      transitionProps: menuMotion,
    },
  },
  Modal: {
    defaultProps: {
      centered: true,
      radius: 'md',
      padding: 'lg',
      overlayProps: { backgroundOpacity: 0.4 },
      transitionProps: { duration: 160, transition: 'fade' },
      closeButtonProps: { 'aria-label': 'Close' },
    },
  },
  MultiSelect: { defaultProps: { withScrollArea: false, comboboxProps: { shadow: 'md', transitionProps: menuMotion } } },
  Popover: { defaultProps: { shadow: 'md', transitionProps: menuMotion } },
  Select: {
    defaultProps: {
      withScrollArea: false,
      allowDeselect: false,
      checkIconPosition: 'right',
      comboboxProps: { shadow: 'md', transitionProps: menuMotion },
    },
  },
  SegmentedControl: { defaultProps: { size: 'sm' } },
  Switch: { defaultProps: { size: 'sm' } },
  Text: { defaultProps: { size: 'md' } },
  Tooltip: {
    defaultProps: {
      withArrow: false,
      openDelay: 300,
      transitionProps: { duration: 90 },
      events: { hover: true, focus: true, touch: false },
    },
  },
}
