/** The look of every screen: dense, calm, one accent, and six tones that each mean one thing. */
import { createTheme, type CSSVariablesResolver } from '@mantine/core'

/** What a colour says; always beside a text or an icon, never alone. */
export type Tone = 'neutral' | 'good' | 'attention' | 'bad' | 'fresh' | 'planned'

/** A dialog's heading is no banner of the page. */
const plainHeader = { header: { role: 'presentation' } }

export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', Menlo, monospace",
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 8 },
  defaultRadius: 8,
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.5' },
  spacing: { xs: '0.25rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'xs', fz: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm', autosize: true, minRows: 3 } },
    NativeSelect: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Text: { defaultProps: { size: 'sm' } },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 8,
        overlayProps: { backgroundOpacity: 0.45 },
        attributes: plainHeader,
      },
    },
    Drawer: { defaultProps: { attributes: plainHeader } },
    Menu: { defaultProps: { shadow: 'md', withinPortal: true } },
    Paper: { defaultProps: { withBorder: true, radius: 8, p: 'lg' } },
    Tooltip: { defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: false } } },
  },
})

const light = {
  ground: '#f4f5f7',
  surface: '#ffffff',
  line: '#dcdfe4',
  'line-strong': '#c3c8d0',
  chosen: '#e3e9fd',
  hover: '#eef0f4',
  quiet: '#59616b',
  stripe: '#ffffff',
  'neutral-bg': '#e9ebee',
  'neutral-fg': '#2f353c',
  'neutral-mark': '#868e96',
  'good-bg': '#d5f1df',
  'good-fg': '#0a4523',
  'good-mark': '#12a05c',
  'attention-bg': '#ffe9cb',
  'attention-fg': '#633500',
  'attention-mark': '#f08c00',
  'bad-bg': '#ffe1df',
  'bad-fg': '#851a1a',
  'bad-mark': '#e03131',
  'fresh-bg': '#dcebfb',
  'fresh-fg': '#0c3d6e',
  'fresh-mark': '#1c7ed6',
  'planned-bg': '#e7e1fb',
  'planned-fg': '#3d2887',
  'planned-mark': '#7048e8',
}

const dark: typeof light = {
  ground: '#17181b',
  surface: '#212327',
  line: '#363a40',
  'line-strong': '#4c525a',
  chosen: '#2a3566',
  hover: '#2b2e33',
  quiet: '#a8b0b9',
  stripe: '#212327',
  'neutral-bg': '#363b42',
  'neutral-fg': '#dde1e6',
  'neutral-mark': '#909aa5',
  'good-bg': '#123a25',
  'good-fg': '#aee8c4',
  'good-mark': '#2fb975',
  'attention-bg': '#47300d',
  'attention-fg': '#ffdca8',
  'attention-mark': '#f5a524',
  'bad-bg': '#4d1e1e',
  'bad-fg': '#ffcfcc',
  'bad-mark': '#ff6b6b',
  'fresh-bg': '#133559',
  'fresh-fg': '#bcdcff',
  'fresh-mark': '#4dabf7',
  'planned-bg': '#342a68',
  'planned-fg': '#dad0ff',
  'planned-mark': '#9775fa',
}

const named = (tokens: Record<string, string>) =>
  Object.fromEntries(Object.entries(tokens).map(([name, value]) => [`--${name}`, value]))

/** Mantine injects its variables after every style sheet, so ours are handed to it rather than written in a layer. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--row': '33px', '--header': '48px', '--menu': '208px' },
  light: {
    ...named(light),
    '--mantine-color-body': light.surface,
    '--mantine-color-text': '#16191d',
    '--mantine-color-dimmed': '#59616b',
    '--mantine-color-placeholder': '#666e78',
    '--mantine-color-anchor': 'var(--mantine-color-indigo-9)',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-indigo-light-hover': '#d6dffd',
    '--mantine-color-default-border': light['line-strong'],
  },
  dark: {
    ...named(dark),
    '--mantine-color-body': dark.surface,
    '--mantine-color-text': '#e4e7eb',
    '--mantine-color-dimmed': '#a8b0b9',
    '--mantine-color-placeholder': '#9aa3ad',
    '--mantine-color-anchor': 'var(--mantine-color-indigo-3)',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-default': dark.surface,
    '--mantine-color-default-hover': dark.hover,
    '--mantine-color-default-border': dark['line-strong'],
  },
})
