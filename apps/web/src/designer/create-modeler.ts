import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css';
import '@bpmn-io/properties-panel/dist/assets/properties-panel.css';
import 'diagram-js-minimap/assets/diagram-js-minimap.css';
import { elementTemplates } from '@krok/contracts/types';
import Modeler from 'bpmn-js/lib/Modeler';
import { CloudElementTemplatesPropertiesProviderModule } from 'bpmn-js-element-templates';
import {
  BpmnPropertiesPanelModule,
  BpmnPropertiesProviderModule,
  ZeebePropertiesProviderModule,
} from 'bpmn-js-properties-panel';
import ZeebeBehaviorsModule from 'camunda-bpmn-js-behaviors/lib/camunda-cloud';
import MinimapModule from 'diagram-js-minimap';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';
import { ink } from '../diagram/ink.ts';
import type { Language } from '../i18n/i18n.ts';
import { asOneModule } from './as-one.ts';
import { clipboardModule } from './clipboard.ts';
import { flowLabelsModule } from './flow-labels.ts';
import { service } from './services.ts';
import { stepPadModule } from './step-pad.ts';
import { type Spoken, translateModule } from './translate/translate-module.ts';

interface ModelerOptions {
  readonly container: HTMLElement;
  readonly language: Language;
}

/** An empty modeler with the zeebe vocabulary, the expert's panel (not attached) and the steps as element templates. */
export function createModeler({ container, language }: ModelerOptions): Modeler {
  const modeler = new Modeler({
    container,
    bpmnRenderer: ink,
    moddleExtensions: { zeebe },
    additionalModules: [
      BpmnPropertiesPanelModule,
      BpmnPropertiesProviderModule,
      ZeebePropertiesProviderModule,
      CloudElementTemplatesPropertiesProviderModule,
      ZeebeBehaviorsModule,
      MinimapModule,
      stepPadModule,
      flowLabelsModule,
      clipboardModule,
      asOneModule,
      translateModule(language),
    ],
  });
  service(modeler, 'elementTemplatesLoader').setTemplates(elementTemplates(language));
  return modeler;
}

/** From now on it speaks another language: what is drawn, selected and can be undone stays. */
export function speak(modeler: Modeler, language: Language): void {
  const spoken = modeler.get<Spoken>('spoken');
  if (spoken.language === language) return;
  spoken.language = language;
  service(modeler, 'elementTemplatesLoader').setTemplates(elementTemplates(language));
  // The palette of the library follows this event; the pad beside an element does not.
  service(modeler, 'eventBus').fire('i18n.changed');
  const minimap = service(modeler, 'minimap');
  if (minimap.isOpen()) minimap.open();
  else minimap.close();
  const selected = service(modeler, 'selection').get();
  const [one, ...more] = selected;
  if (one) service(modeler, 'contextPad').open(more.length > 0 ? selected : one, true);
}
