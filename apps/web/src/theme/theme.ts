import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** One accent, a calm blue; greys lean to it a little. Contrast of text on its ground is at least 4.5 to 1. */
const ink: MantineColorsTuple = [
  '#eef5fa',
  '#d9e7f1',
  '#b3cfe3',
  '#89b4d3',
  '#649cc5',
  '#437fac',
  '#2f6a97',
  '#24577d',
  '#1c4665',
  '#14344c',
];
const gray: MantineColorsTuple = [
  '#f8f9fb',
  '#f1f3f6',
  '#e6e9ee',
  '#d5dae2',
  '#b7bfcb',
  '#8f99a8',
  '#677284',
  '#4b5566',
  '#323a48',
  '#1d232e',
];
const dark: MantineColorsTuple = [
  '#d6dbe4',
  '#b9c1cd',
  '#98a2b2',
  '#6d7889',
  '#3f4857',
  '#2e3643',
  '#222934',
  '#191f28',
  '#13181f',
  '#0d1117',
];

/** What cannot be taken back: white text is readable on it in both schemes. */
const red: MantineColorsTuple = [
  '#fdf1f0',
  '#fbe7e5',
  '#f5cbc7',
  '#f2a59e',
  '#e5766d',
  '#d2564c',
  '#bf4138',
  '#b3372f',
  '#97281f',
  '#7a1f18',
];

/** Grounds and texts of what is said in a box: those of the pages, which differ by scheme. */
const tones: Readonly<Record<string, string>> = { red: 'danger', yellow: 'warn', green: 'good', blue: 'active' };

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 6 },
  colors: { ink, gray, dark, red },
  black: '#1d232e',
  defaultRadius: 6,
  fontFamily: "Inter, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '19px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.4', xl: '1.3' },
  spacing: { xs: '6px', sm: '10px', md: '14px', lg: '20px', xl: '28px' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '19px', lineHeight: '1.3' },
      h2: { fontSize: '14px', lineHeight: '1.4' },
      h3: { fontSize: '13px', lineHeight: '1.4' },
    },
  },
  focusRing: 'auto',
  cursorType: 'pointer',
  // Named, not imported: what a page does not show it does not load.
  components: {
    Alert: {
      vars: (_theme: unknown, { color = '' }: { readonly color?: string }) => {
        const tone = tones[color];
        const [ground, text] = tone ? [`var(--krok-${tone}-soft)`, `var(--krok-${tone}-text)`] : [];
        return { root: { '--alert-bg': ground ?? 'var(--krok-badge)', '--alert-color': text ?? 'var(--krok-text)' } };
      },
    },
    Button: { defaultProps: { size: 'xs' } },
    Badge: { defaultProps: { variant: 'light', size: 'sm', tt: 'none', fw: 500 } },
    // The first choice has the focus at once, and a menu holds nothing but choices.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Modal: {
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.4 }, transitionProps: { duration: 120 } },
    },
    // They go by themselves; a button to close them would need a name in the chosen language.
    Notification: { defaultProps: { withCloseButton: false } },
    Table: { defaultProps: { verticalSpacing: 7, horizontalSpacing: 'sm', fz: 'sm' } },
    Tooltip: { defaultProps: { openDelay: 300, fz: 'xs' } },
  },
});
