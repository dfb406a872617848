import type { DiagramElement } from './services.ts';

type Entries = Readonly<Record<string, object>>;

/** Entries of the pad beside a selected element that need no knowledge of BPMN. */
const everyday = new Set(['delete', 'connect', 'append.text-annotation']);

interface ContextPad {
  registerProvider(priority: number, provider: object): void;
}

/**
 * Leaves the pad beside an element with what everybody understands, unless the expert's view is on (the canvas says so).
 */
class StepPad {
  static readonly $inject = ['contextPad', 'canvas'];
  readonly #canvas: { getContainer(): HTMLElement };

  constructor(contextPad: ContextPad, canvas: { getContainer(): HTMLElement }) {
    this.#canvas = canvas;
    contextPad.registerProvider(100, this);
  }

  getContextPadEntries(_element: DiagramElement): (entries: Entries) => Entries {
    return this.#plainOnly;
  }

  getMultiElementContextPadEntries(): (entries: Entries) => Entries {
    return this.#plainOnly;
  }

  readonly #plainOnly = (entries: Entries): Entries =>
    this.#canvas.getContainer().closest('[data-expert]')
      ? entries
      : Object.fromEntries(Object.entries(entries).filter(([id]) => everyday.has(id) || id === 'align-elements'));
}

export const stepPadModule: Record<string, unknown> = { __init__: ['stepPad'], stepPad: ['type', StepPad] };
