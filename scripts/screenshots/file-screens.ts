import type { Camera } from './camera.ts';
import { at, dialogOver, listedCase, newest, newestCase } from './finders.ts';
import type { Screen } from './screens.ts';

const listed = listedCase('');

/** Cases: the list, a file, and what is opened from it. */
export const fileScreens: readonly Screen[] = [
  { name: 'cases', role: 'manager', at: '/cases' },
  { name: 'cases-start', role: 'manager', at: dialogOver(at('/cases'), 'Uruchom', 'Start') },
  {
    name: 'cases-start-wrong',
    role: 'manager',
    at: async (camera) => {
      await dialogOver(at('/cases'), 'Uruchom', 'Start')(camera);
      await camera.page.focus('[role=dialog] input');
      await camera.chord('Enter');
      await camera.page.waitForSelector('[aria-invalid=true]');
    },
  },
  { name: 'case', role: 'manager', at: listed },
  { name: 'case-read', role: 'auditor', at: listed },
  { name: 'case-new', role: 'manager', at: newestCase },
  ...['completed', 'terminated'].map(
    (status): Screen => ({ name: `case-${status}`, role: 'manager', at: (camera) => caseThatIs(camera, status) }),
  ),
  { name: 'case-note', role: 'manager', at: dialogOver(listed, 'Dodaj notatkę', 'Add a note') },
  { name: 'case-reply', role: 'manager', at: dialogOver(listed, 'Odpowiedź dłużnika', 'Reply') },
  { name: 'case-mail', role: 'manager', at: dialogOver(listed, 'Zobacz, co wysłano', 'See what was sent') },
  { name: 'case-letter', role: 'manager', at: dialogOver(listed, 'Zobacz wezwanie', 'See the demand') },
  {
    name: 'case-approval',
    role: 'manager',
    at: dialogOver(listed, 'Zobacz, co zatwierdzono', 'See what was approved'),
  },
];

async function caseThatIs(camera: Camera, status: string): Promise<void> {
  const [first] = await newest(camera, `/api/cases?status=${status}`);
  await at(first ? `/cases/${first.id}` : `/cases?status=${status}`)(camera);
}
