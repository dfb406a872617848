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
import type { Language } from '../i18n/i18n.ts';
import { flowLabelsModule } from './flow-labels.ts';
import { service } from './services.ts';
import { stepPadModule } from './step-pad.ts';
import { translateModule } from './translate/translate-module.ts';

interface ModelerOptions {
  readonly container: HTMLElement;
  readonly language: Language;
  readonly scheme: 'light' | 'dark';
}

const ink = {
  light: { defaultStrokeColor: '#323a48', defaultFillColor: '#ffffff', defaultLabelColor: '#1d232e' },
  dark: { defaultStrokeColor: '#98a2b2', defaultFillColor: '#1c2430', defaultLabelColor: '#d6dbe4' },
};

/** An empty modeler with the zeebe vocabulary, the expert's panel (not attached) and the steps as element templates. */
export function createModeler({ container, language, scheme }: ModelerOptions): Modeler {
  const modeler = new Modeler({
    container,
    bpmnRenderer: ink[scheme],
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
      translateModule(language),
    ],
  });
  service(modeler, 'elementTemplatesLoader').setTemplates(elementTemplates(language));
  return modeler;
}
