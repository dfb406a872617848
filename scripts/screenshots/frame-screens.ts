import { at, dialogOver } from './finders.ts';
import type { Screen } from './screens.ts';

/** What stands around every page. */
export const frameScreens: readonly Screen[] = [
  { name: 'sign-in', role: null, at: '/' },
  {
    name: 'sign-in-refused',
    role: null,
    at: async (camera) => {
      await at('/')(camera);
      await camera.page.type('input[type=email]', 'kto@krok.example');
      await camera.page.type('input[type=password]', 'nie to');
      await camera.press('Enter');
      await camera.page.waitForSelector('[role=alert]');
    },
  },
  {
    name: 'keys',
    role: 'collector',
    at: async (camera) => {
      await at('/work')(camera);
      await camera.press('?');
      await camera.dialog();
    },
  },
  { name: 'notifications', role: 'manager', at: dialogOver(at('/work'), 'Powiadomienia', 'Notifications') },
  { name: 'notifications-none', role: 'accountant', at: dialogOver(at('/debtors'), 'Powiadomienia', 'Notifications') },
  {
    name: 'user-menu',
    role: 'manager',
    at: async (camera) => {
      await at('/cases')(camera);
      await camera.page.click('nav button[aria-expanded][title]');
      await camera.dialog();
    },
  },
  palette('search', 'Garbarnia'),
  palette('search-open', ''),
  palette('search-nothing', 'zzzzzz'),
];

function palette(name: string, text: string): Screen {
  return {
    name,
    role: 'manager',
    at: async (camera) => {
      await at('/cases')(camera);
      await camera.chord('k');
      await camera.page.waitForSelector('[role=dialog] input');
      await camera.page.keyboard.type(text);
      // Not the pages that it offers before it has the answer, nor that it is on its way.
      await camera.page.waitForFunction(
        text === 'zzzzzz'
          ? `/[^…\\s]\\s*$/.test(document.querySelector('[role=dialog] [role=status]')?.innerText ?? '')`
          : `document.querySelector('[role=dialog] [role=option]')?.innerText.includes('${text}')`,
        { timeout: 30_000 },
      );
      await camera.settled();
    },
  };
}
