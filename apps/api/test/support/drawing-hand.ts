import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';

const patience = { timeout: 60_000, polling: 100 };

/** A process owner's mouse and keyboard in the designer: everything goes by what stands on the screen. */
export class DrawingHand {
  readonly page: Page;
  readonly base: string;

  constructor(page: Page, base: string) {
    this.page = page;
    this.base = base;
  }

  /** From the list of procedures to an empty drawing, whose start is selected. */
  async newProcedure(name: string): Promise<void> {
    await this.page.goto(`${this.base}/procedures`);
    await this.click('button ::-p-text(Nowa procedura)');
    await this.click('[role=menuitem]::-p-text(Pusta)');
    await this.page.waitForSelector('[role=dialog] input[data-autofocus]', patience);
    await this.page.type('[role=dialog] input', name);
    await this.page.keyboard.press('Enter');
    await this.page.waitForSelector('[data-ready]', patience);
    await this.shows('Kliknij: krok stanie za zaznaczonym.');
  }

  /** Clicks steps of the palette one after the other: each goes behind the one before and is selected then. */
  async add(...steps: readonly string[]): Promise<void> {
    for (const step of steps) {
      const before = (await this.#shapes()).length;
      await this.click(`[data-step=${step}]`);
      await this.page.waitForFunction(
        `document.querySelectorAll('[role=region] .djs-shape').length > ${before} && !document.querySelector('.djs-drag-active')`,
        patience,
      );
    }
  }

  /** Clicks an element by what is written on it or beside it. */
  async select(name: string): Promise<void> {
    const at = await this.page.waitForFunction(
      `(() => {
        const texts = [...document.querySelectorAll('[role=region] .djs-shape')].map((each) => [each, [...each.querySelectorAll('.djs-visual tspan')].map((line) => line.textContent.trim()).join(' ')]);
        const id = texts.find(([, text]) => text === ${JSON.stringify(name)})?.[0].getAttribute('data-element-id').replace(/_label$/, '');
        const shape = id && document.querySelector('[role=region] .djs-shape[data-element-id="' + id + '"]');
        if (!shape) return null;
        if (shape.classList.contains('selected')) return 'selected';
        const box = shape.querySelector('.djs-hit').getBoundingClientRect();
        const stage = shape.closest('svg').getBoundingClientRect();
        const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height / 2, 12)];
        return x > stage.x && x < stage.right && y > stage.y && y < stage.bottom ? [x, y] : 'away';
      })()`,
      patience,
    );
    const found: unknown = await at.jsonValue();
    if (found === 'selected') return;
    if (found === 'away') {
      await this.click('header [aria-label="Dopasuj do okna"]');
      return this.select(name);
    }
    const [x, y] = found as [number, number];
    await this.page.mouse.click(x, y);
    await this.page.waitForFunction(`document.querySelector('[role=region] .djs-shape.selected') !== null`, patience);
  }

  /** Clicks the middle of a flow, wherever its corners are. */
  async selectFlow(element: string): Promise<void> {
    const [x = 0, y = 0] = (await this.page.evaluate(`(() => {
      const path = document.querySelector('[data-element-id="${element}"] .djs-hit');
      const at = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM());
      return [at.x, at.y];
    })()`)) as [number, number];
    await this.page.mouse.click(x, y);
  }

  /** Chooses an option of a field of the panel; `within` where several fields have this name. */
  async choose(field: string, option: string, within = 'aside'): Promise<void> {
    await this.click(`${within} ::-p-aria([name="${field}"][role="combobox"])`).catch(() =>
      this.click(`${within} ::-p-aria([name="${field}"])`),
    );
    await this.click(`[role=option]::-p-text(${option})`);
  }

  async rename(name: string): Promise<void> {
    await this.write('Nazwa', name);
  }

  /** Puts a text into a field of the panel. */
  async write(field: string, text: string): Promise<void> {
    const input = await this.page.waitForSelector(`aside ::-p-aria([name="${field}"])`, patience);
    await input?.click({ count: 3 });
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Tab');
  }

  /** Waits until what is drawn is kept and nothing is said against it; the check comes a moment after the drawing. */
  async isFaultless(): Promise<void> {
    await this.page
      .waitForFunction(
        `!document.querySelector('[aria-busy=true]') && !document.querySelector('section ul li')
          && document.querySelector('header [role=status]')?.innerText.startsWith('Zapisano')`,
        patience,
      )
      .catch(async (error: unknown) => {
        const said = await this.page.$$eval('section ul li', (items) => items.map(({ innerText }) => innerText));
        throw new Error(`Expected a faultless drawing but it says: ${said.join('; ')}`, { cause: error });
      });
  }

  /** Waits until what is drawn is kept and exactly this is said of it, by the first words of each problem. */
  async isToldOnly(...wanted: readonly string[]): Promise<void> {
    const said = `[...document.querySelectorAll('section ul li')].map(({ innerText }) => innerText.replaceAll(/\\s+/g, ' '))`;
    await this.page
      .waitForFunction(
        `!document.querySelector('[aria-busy=true]') && document.querySelector('header [role=status]')?.innerText.startsWith('Zapisano')
          && ((said, wanted) => said.length === wanted.length && said.every((each, index) => each.startsWith(wanted[index])))(${said}, ${JSON.stringify(wanted)})`,
        patience,
      )
      .catch(async (error: unknown) => {
        const instead: unknown = await this.page.evaluate(said);
        throw new Error(`Expected ${JSON.stringify(wanted)} but it says: ${JSON.stringify(instead)}`, { cause: error });
      });
  }

  async publish(note: string): Promise<void> {
    await this.click('header button ::-p-text(Publikuj)');
    await this.page.waitForSelector('[role=dialog] textarea', patience);
    await this.page.type('[role=dialog] textarea', note);
    await this.page.waitForFunction(`!document.querySelector('[role=dialog] button[type=submit]').disabled`, patience);
    await this.page.click('[role=dialog] button[type=submit]');
    await this.page.waitForFunction(`location.pathname.startsWith('/procedures/')`, patience);
  }

  click(what: string): Promise<void> {
    return this.page.locator(what).setTimeout(patience.timeout).click();
  }

  async shows(wanted: string): Promise<void> {
    await this.page.waitForFunction(`document.body.innerText.includes(${JSON.stringify(wanted)})`, patience);
  }

  /** Nothing stands on anything else: shapes of one frame have room, and no flow runs through a step. */
  async assertTidy(): Promise<void> {
    const crossed = await this.page.evaluate(`(() => {
      const box = (each) => each.querySelector('.djs-hit').getBoundingClientRect();
      const steps = [...document.querySelectorAll('[role=region] .djs-shape')].filter((each) => /^Activity_/.test(each.getAttribute('data-element-id')) && box(each).height < 120);
      const flows = [...document.querySelectorAll('[role=region] .djs-connection')];
      const inside = (point, { x, y, right, bottom }) => point.x > x + 6 && point.x < right - 6 && point.y > y + 6 && point.y < bottom - 6;
      const found = [];
      for (const flow of flows) {
        const path = flow.querySelector('.djs-visual path');
        const matrix = path.getScreenCTM();
        const length = path.getTotalLength();
        for (let at = 0; at <= length; at += 8) {
          const point = path.getPointAtLength(at).matrixTransform(matrix);
          for (const step of steps) if (inside(point, box(step))) found.push(flow.getAttribute('data-element-id') + ' through ' + step.textContent);
        }
      }
      return [...new Set(found)];
    })()`);
    assert.deepEqual(crossed, []);
  }

  #shapes(): Promise<readonly string[]> {
    return this.page.$$eval('[role=region] .djs-shape', (all) =>
      all.map((each) => each.getAttribute('data-element-id') ?? ''),
    );
  }
}
