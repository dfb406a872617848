import type Modeler from 'bpmn-js/lib/Modeler';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { service } from '../../designer/services.ts';
import classes from './expert-panel.module.css';

type Translate = (text: string, filled: Readonly<Record<string, string>>) => string;

/** Everything that the zeebe vocabulary knows of an element, with the steps as templates. */
export function ExpertPanel({ modeler }: { readonly modeler: Modeler }) {
  const { language } = useTranslation().i18n;
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!host.current) return undefined;
    const panel = service(modeler, 'propertiesPanel');
    panel.attachTo(host.current);
    const root = host.current;
    const translate = modeler.get<Translate>('translate');
    const hints = new MutationObserver(() => translateHints(root, translate));
    hints.observe(root, { childList: true, subtree: true, attributeFilter: ['title'] });
    translateHints(root, translate);
    return () => {
      hints.disconnect();
      panel.detach();
    };
    // What stands there is said in another language only when it is put there anew.
  }, [modeler, language]);
  return <div ref={host} className={classes['expert']} />;
}

/** The library asks for words of its texts, but not of these hints. */
function translateHints(root: HTMLElement, translate: Translate): void {
  for (const element of root.querySelectorAll('[title]')) {
    const title = element.getAttribute('title') ?? '';
    const number = /\d+/.exec(title)?.[0] ?? '';
    const words = translate(number === '' ? title : title.replace(number, '{numOfItems}'), { numOfItems: number });
    if (words !== title) element.setAttribute('title', words);
  }
}
