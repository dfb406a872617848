import type { EntryIcon } from '../../designer/step-entries.ts';

const shapes: Readonly<Record<EntryIcon, string>> = {
  mail: 'M2.5 4h11v8h-11zM2.8 4.4 8 8.8l5.2-4.4',
  sms: 'M2.5 3h11v7.5H7L4 13v-2.5H2.5zM5.2 6.8h.1M8 6.8h.1M10.8 6.8h.1',
  letter: 'M4 2.5h5.5L12.5 5.5v8H4zM9.3 2.7v3h3M6 8h4.5M6 10.5h4.5',
  demand: 'M4 2.5h5.5L12.5 5.5v8H4zM9.3 2.7v3h3M8.2 7.4v2.8M8.2 11.8v.1',
  phone: 'M3 3.2l2.2-.7 1.4 3-1.5 1.2a8 8 0 0 0 4.2 4.2l1.2-1.5 3 1.4-.7 2.2C7.5 13.8 2.2 8.5 3 3.2z',
  approve: 'M8 2.3 13 4v4c0 3-2.2 4.9-5 5.7C5.2 12.9 3 11 3 8V4zM5.8 8l1.6 1.6 2.9-3',
  register: 'M3.5 2.5h9v11h-9zM6 5.5h4M6 8h4M6 10.5h2.5',
  court: 'M2.5 13.5h11M8 2.5l5 2.8H3zM4.5 5.5v6M8 5.5v6M11.5 5.5v6M3.3 11.5h9.4',
  message: 'M2.5 8h8M7.5 4.8 10.7 8l-3.2 3.2M13.3 3.5v9',
  wait: 'M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM8 4.8V8l2.3 1.5',
  event: 'M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM5.3 6h5.4v4H5.3zM5.5 6.3 8 8.2l2.5-1.9',
  paid: 'M8 2 14 8l-6 6-6-6zM5.8 8l1.6 1.6 2.9-3',
  deadline: 'M8 14a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM8 6.5V9l1.8 1M6.5 2h3M8 2v2',
  reaction: 'M2.5 3.5h11v9h-11zM8.8 5 6.3 8.3h3.4L7.2 11.5',
  decide: 'M8 2 14 8l-6 6-6-6zM6 6l4 4M10 6l-4 4',
  parallel: 'M8 2 14 8l-6 6-6-6zM8 5.4v5.2M5.4 8h5.2',
  person: 'M8 8a2.6 2.6 0 1 0 0-5.2A2.6 2.6 0 0 0 8 8zM2.8 13.5c.4-2.6 2.5-3.8 5.2-3.8s4.8 1.2 5.2 3.8z',
  table: 'M2.5 3h11v10h-11zM2.5 6.2h11M2.5 9.6h11M6.5 3v10',
  stage: 'M2.5 4h11v8.5h-11zM5 7h2.5v2.5H5zM8 8.3h3.5',
  lane: 'M2.5 3.5h11v9h-11zM2.5 8h11M5.3 3.5v9',
  call: 'M2.5 3.5h11v9h-11zM6.2 12.5V9.5h3.6v3M8 10.2v1.8M7.1 11.1h1.8',
  start: 'M8 13a5 5 0 1 0 0-10 5 5 0 0 0 0 10z',
  end: 'M8 12.6a4.6 4.6 0 1 0 0-9.2 4.6 4.6 0 0 0 0 9.2z',
};

/** Signs of the steps, of one weight; the end is bold as in BPMN. */
export function StepIcon({ icon, size = 16 }: { readonly icon: EntryIcon; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={shapes[icon]}
        fill="none"
        stroke="currentColor"
        strokeWidth={icon === 'end' ? 2.2 : 1.3}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
