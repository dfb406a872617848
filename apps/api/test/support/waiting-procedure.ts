/** Waits seven business days, then reminds by e-mail. */
export const waitingProcedure = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn:process id="waiting" name="Procedura z czekaniem" isExecutable="true">
    <bpmn:startEvent id="start" name="Faktura po terminie"><bpmn:outgoing>to-wait</bpmn:outgoing></bpmn:startEvent>
    <bpmn:intermediateCatchEvent id="wait" name="Czekaj 7 dni roboczych">
      <bpmn:incoming>to-wait</bpmn:incoming>
      <bpmn:outgoing>to-mail</bpmn:outgoing>
      <bpmn:timerEventDefinition id="timer">
        <bpmn:timeDate xsi:type="bpmn:tFormalExpression">=add business days(today(), 7)</bpmn:timeDate>
      </bpmn:timerEventDefinition>
    </bpmn:intermediateCatchEvent>
    <bpmn:serviceTask id="mail" name="Wyślij przypomnienie">
      <bpmn:extensionElements>
        <zeebe:taskDefinition type="send-email" retries="3" />
        <zeebe:taskHeaders>
          <zeebe:header key="subject" value="Przypomnienie" />
          <zeebe:header key="body" value="Prosimy o zapłatę." />
        </zeebe:taskHeaders>
      </bpmn:extensionElements>
      <bpmn:incoming>to-mail</bpmn:incoming>
      <bpmn:outgoing>to-end</bpmn:outgoing>
    </bpmn:serviceTask>
    <bpmn:endEvent id="end" name="Koniec"><bpmn:incoming>to-end</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="to-wait" sourceRef="start" targetRef="wait" />
    <bpmn:sequenceFlow id="to-mail" sourceRef="wait" targetRef="mail" />
    <bpmn:sequenceFlow id="to-end" sourceRef="mail" targetRef="end" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram">
    <bpmndi:BPMNPlane id="plane" bpmnElement="waiting">
      <bpmndi:BPMNShape id="start-shape" bpmnElement="start"><dc:Bounds x="160" y="182" width="36" height="36" /></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="wait-shape" bpmnElement="wait"><dc:Bounds x="260" y="182" width="36" height="36" /></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="mail-shape" bpmnElement="mail"><dc:Bounds x="360" y="160" width="100" height="80" /></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="end-shape" bpmnElement="end"><dc:Bounds x="522" y="182" width="36" height="36" /></bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="to-wait-edge" bpmnElement="to-wait"><di:waypoint x="196" y="200" /><di:waypoint x="260" y="200" /></bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="to-mail-edge" bpmnElement="to-mail"><di:waypoint x="296" y="200" /><di:waypoint x="360" y="200" /></bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="to-end-edge" bpmnElement="to-end"><di:waypoint x="460" y="200" /><di:waypoint x="522" y="200" /></bpmndi:BPMNEdge>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;
