/** Two ways apart, brought together by a gateway that waits for both. Without a drawing of its own. */
export const stuckProcedure = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
  <process id="stuck" name="Zakleszczenie" isExecutable="true">
    <startEvent id="start" name="Początek" />
    <exclusiveGateway id="choice" name="Kto?" default="low" />
    <userTask id="a" name="Zadzwoń"><extensionElements><zeebe:userTask /></extensionElements></userTask>
    <userTask id="b" name="Napisz"><extensionElements><zeebe:userTask /></extensionElements></userTask>
    <parallelGateway id="join" name="Razem" />
    <userTask id="c" name="Nigdy"><extensionElements><zeebe:userTask /></extensionElements></userTask>
    <endEvent id="end" name="Koniec" />
    <sequenceFlow id="in" sourceRef="start" targetRef="choice" />
    <sequenceFlow id="high" sourceRef="choice" targetRef="a"><conditionExpression>=amount > 100000</conditionExpression></sequenceFlow>
    <sequenceFlow id="low" sourceRef="choice" targetRef="b" />
    <sequenceFlow id="a-join" sourceRef="a" targetRef="join" />
    <sequenceFlow id="b-join" sourceRef="b" targetRef="join" />
    <sequenceFlow id="join-c" sourceRef="join" targetRef="c" />
    <sequenceFlow id="c-end" sourceRef="c" targetRef="end" />
  </process>
</definitions>`;
