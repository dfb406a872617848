/** Colours of a drawing, as the page has them: another scheme repaints it where it stands. */
export const ink = {
  defaultStrokeColor: 'var(--krok-ink)',
  defaultFillColor: 'var(--krok-ink-fill)',
  defaultLabelColor: 'var(--krok-text)',
};
