import type DmnModeler from 'dmn-js/lib/Modeler';

/**
 * Says what is shown in the language of the moment. The views read their words when they are rendered: each is rendered
 * anew in its own way, and what is drawn and can be undone stays.
 */
export function speakTable(modeler: DmnModeler): void {
  const events = modeler.getActiveViewer()?.get('eventBus');
  const type = modeler.getActiveView()?.type;
  const anew = type === undefined ? undefined : renderedAnew[type];
  for (const event of anew ?? ['renderer.unmount', 'renderer.mount']) events?.fire(event, { root: {} });
}

/**
 * The table takes what it shows away and puts it back with its root, whichever that is; the diagram's palette follows an
 * event of its own.
 */
const renderedAnew: Readonly<Record<string, readonly string[]>> = {
  decisionTable: ['root.remove', 'root.added'],
  drd: ['i18n.changed'],
};
