import { Text } from '@mantine/core';
import { stepTemplateOf } from '@krok/contracts/types';
import { useTranslation } from 'react-i18next';
import { messageHolder } from '../../../designer/messages.ts';
import { childOf, childrenOf, extensionOf, own, textOf } from '../../../designer/moddle.ts';
import { type DiagramElement, service } from '../../../designer/services.ts';
import type { EntryIcon } from '../../../designer/step-entries.ts';
import { timerOf } from '../../../designer/timer.ts';
import type { Problem } from '../../../designer/check/problem.ts';
import { useProblemWords } from '../use-problem-words.ts';
import { StepIcon } from '../step-icon.tsx';
import { CallFields } from './call-fields.tsx';
import { DecisionFields } from './decision-fields.tsx';
import { FlowFields } from './flow-fields.tsx';
import { MessageFields } from './message-fields.tsx';
import { InterruptField } from './interrupt-field.tsx';
import { LaneFields } from './lane-fields.tsx';
import type { FilesProps } from './panel-props.ts';
import { PersonFields } from './person-fields.tsx';
import { ProcessFields } from './process-fields.tsx';
import { TemplateFields } from './template-fields.tsx';
import { LineField, ProseField } from './typed-fields.tsx';
import { kindOf } from './element-kind.ts';
import { WaitFields } from './wait-fields.tsx';
import { WaysFields } from './ways-fields.tsx';
import classes from './step-panel.module.css';

interface StepPanelProps extends FilesProps {
  readonly problems: readonly Problem[];
}

/** One element in business words: what it is, its name, and what its author decides. */
export function StepPanel({ problems, ...props }: StepPanelProps) {
  const { t, i18n } = useTranslation();
  const say = useProblemWords();
  const { modeler } = props;
  const element = drawnProcess(props.element);
  const panel = { ...props, element };
  const { businessObject, type } = element;
  const template = stepTemplateOf(textOf(extensionOf(businessObject, 'zeebe:TaskDefinition'), 'type'));
  const kind = kindOf(element);
  const name = textOf(businessObject, 'name');
  const [documentation] = childrenOf(businessObject, 'documentation');
  const modeling = service(modeler, 'modeling');
  const setDocumentation = (text: string) => {
    const factory = service(modeler, 'bpmnFactory');
    const made = text === '' ? [] : [factory.create('bpmn:Documentation', { text })];
    for (const each of made) own(each, businessObject);
    modeling.updateProperties(element, { documentation: made });
  };
  const rename = (text: string) => {
    const named = { name: text === '' ? undefined : text };
    modeling.updateProperties(element, named);
    // A pool and its process are one thing here.
    const process = childOf(businessObject, 'processRef');
    if (process) modeling.updateModdleProperties(element, process, named);
  };
  const title = template ? template.name[i18n.language === 'en' ? 'en' : 'pl'] : t(`designer.kinds.${kind}`);
  const icon: EntryIcon | undefined = template?.icon ?? iconOf[kind];
  return (
    <>
      <header className={classes['kind']}>
        {icon && <StepIcon icon={icon} />}
        <h2>{title}</h2>
      </header>
      {problems.map((problem, index) => (
        <p key={index} className={classes['problem']} data-severity={problem.severity}>
          {say(problem)}
        </p>
      ))}
      {timerOf(businessObject) && <WaitFields {...panel} />}
      <LineField label={t(kind === 'flow' ? 'designer.flow.name' : 'designer.name')} value={name} commit={rename} />
      {template && <TemplateFields template={template} {...panel} />}
      {messageHolder(businessObject) && <MessageFields {...panel} />}
      <InterruptField {...panel} />
      {kind === 'flow' && <FlowFields {...panel} />}
      {/^bpmn:(Exclusive|Inclusive)Gateway$/.test(type) && <WaysFields {...panel} />}
      {kind === 'lane' && <LaneFields {...panel} />}
      {kind === 'person' && <PersonFields {...panel} />}
      {kind === 'table' && <DecisionFields {...panel} />}
      {kind === 'call' && <CallFields {...panel} />}
      {kind === 'procedure' && <ProcessFields {...panel} />}
      {kind === 'automatic' && !template && (
        <Text size="xs" c="var(--krok-quiet)">
          {t('designer.unknownJob')}
        </Text>
      )}
      {type !== 'bpmn:Collaboration' && kind !== 'flow' && kind !== 'note' && (
        <ProseField
          label={t('designer.documentation')}
          value={textOf(documentation, 'text')}
          commit={setDocumentation}
        />
      )}
    </>
  );
}

const iconOf: Readonly<Partial<Record<ReturnType<typeof kindOf>, EntryIcon>>> = {
  wait: 'wait',
  event: 'event',
  person: 'person',
  table: 'table',
  decide: 'decide',
  parallel: 'parallel',
  stage: 'stage',
  call: 'call',
  lane: 'lane',
  start: 'start',
  end: 'end',
  procedure: 'stage',
};

/** Where a pool stands around the drawing, that is the procedure. */
function drawnProcess(element: DiagramElement): DiagramElement {
  if (element.type !== 'bpmn:Collaboration') return element;
  return element.children?.find(({ type }) => type === 'bpmn:Participant') ?? element;
}
