import * as elements from 'bpmn-elements';
import { BpmnModdle } from 'bpmn-moddle';
import { default as serialize, type SerializableContext, TypeResolver } from 'moddle-context-serializer';
import { ELEVEN_ELEMENTS_SCRIPT } from './diagrams.ts';

/** Runs instances of the 11-element process on bpmn-elements; parsing and serializing happen once, as for ours. */
export async function instancesOfBpmnElements(): Promise<{ readonly run: (i: number) => void }> {
  const moddle = await new BpmnModdle().fromXML(ELEVEN_ELEMENTS_SCRIPT);
  const context = serialize(moddle, TypeResolver(elements));
  return { run: (i) => runInstance(context, i) };
}

function runInstance(context: SerializableContext, i: number): void {
  const definition = new elements.Definition(elements.Context(context));
  definition.environment.variables['large'] = i % 2 === 0;
  definition.broker.subscribeTmp(
    'event',
    'activity.wait',
    (_: string, message: { content?: Record<string, unknown> }) => {
      definition.signal({ id: message.content?.['id'], executionId: message.content?.['executionId'] });
    },
    { noAck: true },
  );
  definition.run();
  if (definition.isRunning) throw new Error('Expected the instance of bpmn-elements to complete but it runs on');
}
