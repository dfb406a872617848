/** Diagrams that are drawn by a program, to be checked. */

/** A gateway that forks into `branches`, each a `branch`, and joins them. */
export function parallel(
  branches: number,
  branch: Branch,
  join: 'parallel' | 'exclusive' | 'none' = 'parallel',
): string {
  const draw = new Drawing();
  draw.node('startEvent', 's');
  draw.node('parallelGateway', 'fork');
  draw.flow('s', 'fork');
  if (join !== 'none') draw.node(`${join}Gateway`, 'join');
  for (let at = 0; at < branches; at++) {
    const last = branch(draw, 'fork', `b${at}`);
    if (join === 'none') draw.node('endEvent', `e${at}`);
    draw.flow(last, join === 'none' ? `e${at}` : 'join');
  }
  if (join === 'none') return draw.xml();
  draw.node('endEvent', 'e');
  draw.flow('join', 'e');
  return draw.xml();
}

/** Draws a branch from `from`; answers the id of its last node. */
export type Branch = (draw: Drawing, from: string, id: string) => string;

export const task: Branch = (draw, from, id) => {
  draw.node('userTask', id);
  draw.flow(from, id);
  return id;
};

export const choice: Branch = (draw, from, id) => {
  draw.node('exclusiveGateway', `${id}x`);
  draw.flow(from, `${id}x`);
  draw.node('exclusiveGateway', `${id}y`);
  for (const way of ['l', 'r']) draw.flow(task(draw, `${id}x`, `${id}${way}`), `${id}y`);
  return `${id}y`;
};

export const timeout: Branch = (draw, from, id) => {
  task(draw, from, id);
  draw.boundary(`${id}b`, id);
  draw.node('exclusiveGateway', `${id}y`);
  draw.flow(id, `${id}y`);
  draw.flow(task(draw, `${id}b`, `${id}late`), `${id}y`);
  return `${id}y`;
};

export const loop: Branch = (draw, from, id) => {
  draw.node('exclusiveGateway', `${id}x`);
  draw.flow(from, `${id}x`);
  task(draw, `${id}x`, id);
  draw.node('exclusiveGateway', `${id}y`);
  draw.flow(id, `${id}y`);
  draw.flow(`${id}y`, `${id}x`);
  return `${id}y`;
};

/** As people draw: three branches of tasks with choices, timeouts and loops, 100 flow nodes and more. */
export function hundred(): string {
  const draw = new Drawing();
  draw.node('startEvent', 's');
  let last = 's';
  for (let block = 0; draw.nodes < 92; block++) {
    const id = `p${block}`;
    draw.node('parallelGateway', `${id}f`);
    draw.flow(last, `${id}f`);
    draw.node('parallelGateway', `${id}j`);
    for (const [at, branch] of [choice, timeout, loop].entries())
      draw.flow(branch(draw, task(draw, `${id}f`, `${id}t${at}`), `${id}b${at}`), `${id}j`);
    last = choice(draw, `${id}j`, `${id}c`);
  }
  draw.node('endEvent', 'e');
  draw.flow(last, 'e');
  return draw.xml();
}

export class Drawing {
  nodes = 0;
  private body = '';
  private flows = 0;

  node(type: string, id: string): void {
    this.nodes += 1;
    this.body += `<${type} id="${id}"/>`;
  }

  boundary(id: string, host: string): void {
    this.nodes += 1;
    this.body += `<boundaryEvent id="${id}" attachedToRef="${host}"><timerEventDefinition><timeDuration>P7D</timeDuration></timerEventDefinition></boundaryEvent>`;
  }

  flow(from: string, to: string): void {
    this.flows += 1;
    this.body += `<sequenceFlow id="f${this.flows}" sourceRef="${from}" targetRef="${to}"/>`;
  }

  xml(): string {
    return `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"><process id="p" isExecutable="true">${this.body}</process></definitions>`;
  }
}
