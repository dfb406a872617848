/** BPMN with places for its elements: those that it has, or laid out where it has none, as files written by hand. */
export async function withDrawing(xml: string): Promise<string> {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  if (document.getElementsByTagNameNS('*', 'BPMNShape').length > 0) return xml;
  const { layoutProcess } = await import('bpmn-auto-layout');
  return layoutProcess(withBothEnds(document, xml));
}

/** The layout follows what elements say of their flows; files written by hand say it on the flows alone. */
function withBothEnds(document: Document, content: string): string {
  const space = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
  const byId = new Map([...document.getElementsByTagNameNS(space, '*')].map((each) => [each.getAttribute('id'), each]));
  const said = document.getElementsByTagNameNS(space, 'incoming').length;
  if (said > 0) return content;
  for (const flow of document.getElementsByTagNameNS(space, 'sequenceFlow')) {
    for (const [end, tag] of [
      ['sourceRef', 'outgoing'],
      ['targetRef', 'incoming'],
    ] as const) {
      const node = byId.get(flow.getAttribute(end));
      if (!node) continue;
      const prefix = node.prefix ? `${node.prefix}:` : '';
      const made = document.createElementNS(space, `${prefix}${tag}`);
      made.textContent = flow.getAttribute('id');
      node.insertBefore(made, placeOfFlows(node, tag));
    }
  }
  return new XMLSerializer().serializeToString(document);
}

/** BPMN's order: documentation and extensions, then incoming, then outgoing, then everything else. */
function placeOfFlows(node: Element, tag: 'incoming' | 'outgoing'): Element | null {
  const before = ['documentation', 'extensionElements', 'auditing', 'monitoring', 'incoming'];
  if (tag === 'outgoing') before.push('outgoing');
  return [...node.children].find((each) => !before.includes(each.localName)) ?? null;
}
