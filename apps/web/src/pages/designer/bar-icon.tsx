const shapes = {
  undo: 'M3.2 6.2h6.3a3.4 3.4 0 0 1 0 6.8H6.5M5.8 3.4 3 6.2 5.8 9',
  redo: 'M12.8 6.2H6.5a3.4 3.4 0 0 0 0 6.8h3M10.2 3.4 13 6.2 10.2 9',
  zoomIn: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.4 10.4l3.1 3.1M7 5v4M5 7h4',
  zoomOut: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.4 10.4l3.1 3.1M5 7h4',
  find: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.4 10.4l3.1 3.1',
  back: 'M10 3.5 5.5 8l4.5 4.5',
  on: 'M6 3.5 10.5 8 6 12.5',
  fit: 'M2.8 6V2.8H6M10 2.8h3.2V6M13.2 10v3.2H10M6 13.2H2.8V10',
} as const;

/** Signs of the designer's tools. */
export function BarIcon({ name }: { readonly name: keyof typeof shapes }) {
  return (
    <svg width={16} height={16} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={shapes[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
