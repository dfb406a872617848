declare module 'zeebe-bpmn-moddle/resources/zeebe.json' {
  const descriptor: object;
  export = descriptor;
}
declare module 'bpmn-auto-layout' {
  export function layoutProcess(xml: string): Promise<string>;
}
declare module 'bpmn-js-properties-panel' {
  export const BpmnPropertiesPanelModule: Record<string, unknown>;
  export const BpmnPropertiesProviderModule: Record<string, unknown>;
  export const ZeebePropertiesProviderModule: Record<string, unknown>;
}
declare module 'bpmn-js-element-templates' {
  export const CloudElementTemplatesPropertiesProviderModule: Record<string, unknown>;
}
declare module 'camunda-bpmn-js-behaviors/lib/camunda-cloud' {
  const module: Record<string, unknown>;
  export = module;
}
declare module 'diagram-js-minimap' {
  const module: Record<string, unknown>;
  export = module;
}
declare module 'dmn-js/lib/Modeler' {
  class DmnModeler {
    constructor(options: object);
    importXML(xml: string): Promise<{ warnings: readonly string[] }>;
    saveXML(options: { format: boolean }): Promise<{ xml: string }>;
    getViews(): readonly { readonly type: string; readonly id?: string }[];
    open(view: object): Promise<unknown>;
    getActiveView(): { readonly type: string } | undefined;
    getActiveViewer():
      | {
          on(event: string, listener: () => void): void;
          get(service: 'eventBus'): { fire(event: string, payload?: object): void };
        }
      | undefined;
    on(event: string, listener: () => void): void;
    destroy(): void;
  }
  export = DmnModeler;
}
