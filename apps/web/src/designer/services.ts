/** What the designer uses of bpmn-js; the library's own types leave most of it open. */
export interface ModdleElement {
  readonly $type: string;
  readonly $parent?: ModdleElement;
  readonly id?: string;
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  $instanceOf(type: string): boolean;
}

export interface DiagramElement {
  readonly id: string;
  readonly type: string;
  readonly businessObject: ModdleElement;
  readonly parent?: DiagramElement;
  readonly children?: readonly DiagramElement[];
  readonly incoming: readonly DiagramElement[];
  readonly outgoing: readonly DiagramElement[];
  readonly source?: DiagramElement;
  readonly target?: DiagramElement;
  readonly labelTarget?: DiagramElement;
  /** Its text, where that stands beside it. */
  readonly label?: DiagramElement;
  /** The step on whose edge it stands. */
  readonly host?: DiagramElement;
  readonly waypoints?: readonly Point[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

export interface Services {
  readonly bpmnFactory: { create(type: string, properties?: object): ModdleElement };
  readonly elementFactory: {
    createShape(options: { type: string; businessObject?: ModdleElement; isExpanded?: boolean }): DiagramElement;
  };
  readonly elementRegistry: {
    get(id: string): DiagramElement | undefined;
    filter(test: (element: DiagramElement) => boolean): DiagramElement[];
  };
  readonly modeling: {
    updateProperties(element: DiagramElement, properties: object): void;
    updateModdleProperties(element: DiagramElement, moddle: ModdleElement, properties: object): void;
    createShape(
      shape: DiagramElement,
      at: Point,
      target: DiagramElement,
      hints?: { readonly attach: boolean },
    ): DiagramElement;
    appendShape(source: DiagramElement, shape: DiagramElement, at: Point, parent?: DiagramElement): DiagramElement;
    moveElements(elements: readonly DiagramElement[], delta: Point): void;
    connect(source: DiagramElement, target: DiagramElement): DiagramElement;
    addLane(beside: DiagramElement, location: 'bottom'): DiagramElement;
    splitLane(pool: DiagramElement, count: number): void;
    createSpace(
      moving: readonly DiagramElement[],
      resizing: readonly DiagramElement[],
      delta: Point,
      direction: string,
      start: number,
    ): void;
  };
  readonly spaceTool: {
    calculateAdjustments(
      elements: readonly DiagramElement[],
      axis: 'x' | 'y',
      delta: number,
      start: number,
    ): { movingShapes: readonly DiagramElement[]; resizingShapes: readonly DiagramElement[] };
  };
  readonly autoPlace: { append(source: DiagramElement, shape: DiagramElement): DiagramElement };
  readonly create: { start(event: Event, shape: DiagramElement): void };
  readonly selection: { get(): readonly DiagramElement[]; select(element: DiagramElement | null): void };
  readonly canvas: Canvas;
  readonly eventBus: { fire(event: string): void };
  readonly contextPad: { open(target: DiagramElement | readonly DiagramElement[], force: boolean): void };
  readonly overlays: {
    add(
      id: string,
      type: string,
      overlay: { position: Record<string, number>; scale?: { readonly min: number }; html: HTMLElement },
    ): string;
    remove(filter: { type: string }): void;
  };
  readonly commandStack: {
    canUndo(): boolean;
    canRedo(): boolean;
    undo(): void;
    redo(): void;
    execute(command: string, context: object): void;
  };
  readonly moddle: { fromXML(xml: string): Promise<{ rootElement: ModdleElement }> };
  readonly editorActions: { trigger(action: string): void };
  readonly searchPad: { open(): void };
  readonly minimap: { open(): void; close(): void; isOpen(): boolean };
  readonly directEditing: { isActive(): boolean; complete(): void };
  readonly propertiesPanel: { attachTo(parent: HTMLElement): void; detach(): void };
  readonly elementTemplatesLoader: { setTemplates(templates: readonly object[]): void };
  readonly popupMenu: {
    registerProvider(id: string, provider: object): void;
    open(element: DiagramElement, id: string, at: Point & { cursor?: Point }, options?: object): void;
  };
}

export interface Canvas {
  zoom(to?: number, center?: 'auto'): number;
  getRootElement(): DiagramElement;
  addMarker(id: string, marker: string): void;
  removeMarker(id: string, marker: string): void;
  scrollToElement(element: DiagramElement, padding?: number): void;
  /** `inner`: what is drawn; `outer`: its frame on the screen, in pixels. */
  viewbox(): Box & { readonly inner: Box; readonly outer: Pick<Box, 'width' | 'height'> };
  viewbox(box: Box): void;
  resized(): void;
  focus(): void;
}

/** Anything that hands out services by name: a modeler or a viewer. */
export interface Injector {
  get<T>(name: string): T;
}

export function service<K extends keyof Services>(of: Injector, name: K): Services[K] {
  return of.get<Services[K]>(name);
}
