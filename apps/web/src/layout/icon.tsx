const shapes = {
  cases: 'M3 5.5h10M3 8h10M3 10.5h6',
  work: 'M3.5 8.2l2.8 2.8 6.2-6.4',
  oversight: 'M8 3v5.5M8 11.4v.6M2.2 13.3 8 2.7l5.8 10.6z',
  procedures: 'M2.5 3h4v3.4h-4zM9.5 9.6h4V13h-4zM6.5 4.7h5v4.9M4.5 6.4v4.9h5',
  mails: 'M2.5 4h11v8h-11zM2.8 4.4 8 8.8l5.2-4.4',
  debtors: 'M2.8 13.2V5.4L8 2.8l5.2 2.6v7.8zM5.6 7.2h1.2M9.2 7.2h1.2M5.6 9.6h1.2M9.2 9.6h1.2M6.8 13.2v-1.6h2.4v1.6',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.4 10.4 13.5 13.5',
  bell: 'M4 11.2V7.4a4 4 0 0 1 8 0v3.8l1.2 1.3H2.8zM6.6 12.9a1.5 1.5 0 0 0 2.8 0',
  help: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM6.4 6.4a1.7 1.7 0 1 1 2.4 1.5c-.6.3-.8.6-.8 1.2M8 11.2v.1',
  phone:
    'M4.2 2.8h2l1 2.8-1.4 1.1a7.5 7.5 0 0 0 3.5 3.5l1.1-1.4 2.8 1v2c0 .8-.6 1.4-1.4 1.4A9.4 9.4 0 0 1 2.8 4.2c0-.8.6-1.4 1.4-1.4z',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.8V8l2.2 1.6',
  calendar: 'M2.8 4h10.4v9.2H2.8zM2.8 6.8h10.4M5.4 2.6v2.6M10.6 2.6v2.6',
  copy: 'M5.5 5.5h7v7h-7zM3.5 10.5v-7h7',
  plus: 'M8 3.2v9.6M3.2 8h9.6',
  upload: 'M8 10.5V3M5 5.8 8 2.8l3 3M3 10.5V13h10v-2.5',
  download: 'M8 3v7.5M5 7.7l3 3 3-3M3 10.5V13h10v-2.5',
  back: 'M9.5 3.5 5 8l4.5 4.5',
  more: 'M3.4 8h.3M7.9 8h.3M12.4 8h.3',
  fit: 'M2.8 6V2.8H6M10 2.8h3.2V6M13.2 10v3.2H10M6 13.2H2.8V10',
  settings: 'M2.8 5h10.4M2.8 11h10.4M6 3.4v3.2M10.4 9.4v3.2',
  shield: 'M8 2.3 13 4v4c0 3-2.2 4.9-5 5.7C5.2 12.9 3 11 3 8V4zM5.8 8l1.6 1.6 2.9-3',
} as const;

export type IconName = keyof typeof shapes;

/** Line icons of one weight; always beside a text or inside a labelled button. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
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
