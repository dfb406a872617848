import type { LintRule } from '../errors.ts';

export type Values = Readonly<Record<string, string | number>>;

interface Text {
  readonly en: string;
  readonly pl: string;
}

/** `{name}` is filled in. */
export const lintTexts: Readonly<Record<LintRule, Text>> = {
  'process-empty': {
    en: 'Expected steps but the process has none: a case would be over as it begins',
    pl: 'Procedura nie ma ani jednego kroku: sprawa skończyłaby się, zanim się zacznie',
  },
  'element-unreachable': {
    en: 'Expected a way from a start to this element but there is none',
    pl: 'Żadna droga od zdarzenia początkowego nie prowadzi do tego elementu',
  },
  'element-dead': {
    en: 'Expected a run that reaches this element but none does',
    pl: 'Żaden przebieg nie dochodzi do tego elementu',
  },
  'gateway-without-default': {
    en: 'Expected a default flow but all flows have conditions: where none holds, the case stops with an incident',
    pl: 'Żadna droga nie jest „w przeciwnym razie”: gdy nie pasuje żaden warunek, sprawa staje i czeka na pomoc.',
  },
  'variable-never-set': {
    en: 'Expected variable "{name}" to be set somewhere but nothing sets it: it is null unless the start brings it',
    pl: 'Żaden krok nie podaje „{name}”: to pytanie nie będzie miało odpowiedzi, chyba że zna ją sprawa od początku',
  },
  'value-wrong': {
    en: 'Expected {wanted} but "= {source}" never gives that: the case stops here with an incident',
    pl: 'Wyrażenie „= {source}” nigdy nie da tego, czego tu trzeba ({wantedPl}): sprawa stanie tu z incydentem',
  },
  'function-unknown': {
    en: 'Expected a function of the language but "{name}" is none: the call has no value',
    pl: 'Nie ma funkcji „{name}”: jej wywołanie nie da żadnej wartości',
  },
  'condition-never-true': {
    en: 'Expected a condition that can come true but "= {source}" never does: nothing ever comes here',
    pl: 'Warunek „= {source}” nigdy się nie spełni: nic tu nigdy nie nastąpi',
  },
  'message-twice': {
    en: 'Expected different messages but {other} waits for "{name}" at the same time: the message goes to one of them only',
    pl: 'Na wiadomość „{name}” czeka w tym samym czasie także {other}: trafi ona tylko do jednego z nich',
  },
  'compensation-without-handler': {
    en: 'Expected something that can be compensated but nothing here has a handler: the event does nothing',
    pl: 'Nic tu nie ma czynności, która by to cofnęła: to zdarzenie niczego nie zrobi',
  },
  'timer-in-the-past': {
    en: 'Expected a date to come but {date} has passed: the timer fires at once',
    pl: 'Data {date} już minęła: zegar zadziała natychmiast',
  },
  'cycle-too-short': {
    en: 'Expected a timer to repeat after {minimum} or more but it repeats every {interval}',
    pl: 'Zegar powtarza się co {interval}, a najkrótszy rozsądny odstęp to {minimum}',
  },
  'start-rule-property': {
    en: 'Expected property "{name}" to be {expected} but it is "{value}"',
    pl: 'Właściwość „{name}” powinna mieć wartość: {expected}, a ma „{value}”',
  },
  'start-without-value': {
    en: 'Expected a name or a time that needs no variables but the expression has no value before there is a case: nothing starts here',
    pl: 'Zanim jest sprawa, nie ma jej danych: to wyrażenie nie ma wartości i nic się tu nie zacznie',
  },
  'name-twice': {
    en: 'Expected different names on one level but "{name}" is also the name of {other}',
    pl: 'Nazwa „{name}” powtarza się na tym poziomie: ma ją też {other}',
  },
  'form-missing-for-task': {
    en: 'Expected a form but this user task has none: whoever does it can only complete it',
    pl: 'To zadanie nie ma formularza: można je tylko zakończyć, bez odpowiedzi.',
  },
  'job-type-unknown': {
    en: 'Expected a job type of the catalogue but "{type}" is none: a worker outside has to do it',
    pl: 'Typu pracy „{type}” nie ma w katalogu: musi ją wykonać program z zewnątrz',
  },
  'construct-ignored': {
    en: 'Expected only what has an effect but {construct} is ignored: use input and output mappings',
    pl: 'Element {construct} nie ma tu żadnego skutku; dane przekazują mapowania wejścia i wyjścia',
  },
  'beyond-camunda': {
    en: 'Expected what runs in Camunda 8 too but {construct} will not',
    pl: 'W Camunda 8 to nie zadziała: {construct}',
  },
  'correlation-key-fixed': {
    en: 'Expected a correlation key that depends on the case but it is always {key}: all cases wait for the same message',
    pl: 'Klucz korelacji jest stały ({key}): wszystkie sprawy czekają na tę samą wiadomość',
  },
  'loop-without-wait': {
    en: 'Expected a wait in every cycle of flows but {elements} go round without one: a runaway loop is an incident',
    pl: 'Pętla bez oczekiwania ({elements}): jeżeli nie skończy się sama, sprawa stanie z incydentem',
  },
  'loop-without-end': {
    en: 'Expected a loop that can end but its condition always holds and there is no maximum',
    pl: 'Ta pętla nigdy się nie skończy: jej warunek jest zawsze spełniony, a największej liczby przebiegów nie podano',
  },
  'loop-output-half': {
    en: 'Expected an output collection and an output element but only one of them is there: nothing is collected',
    pl: 'Podano tylko listę wyników albo tylko to, co do niej trafia: nic się nie zbierze',
  },
  'event-loop-without-wait': {
    en: 'Expected a wait in every cycle but {elements} go round without one: what comes here comes again at once, until the case stops with an incident',
    pl: 'Droga stąd wraca bez czekania ({elements}): to zdarzenie nastąpi od razu znowu, aż sprawa stanie z incydentem',
  },
  'error-not-caught': {
    en: 'Expected something to catch error "{code}" but nothing here does: the case stops with an incident, unless another case called it',
    pl: 'Nic tu nie przechwytuje błędu „{code}”: sprawa zatrzyma się z incydentem, chyba że wywołała ją inna sprawa',
  },
  'call-without-end': {
    en: 'Expected a called process that can end but "{process}" calls itself again, whatever it does: the calls go on until a case stops with an incident',
    pl: 'Procedura „{process}” zawsze wywołuje znowu samą siebie: nigdy się nie skończy, aż sprawa stanie z incydentem',
  },
  'called-process-missing': {
    en: 'Expected process "{process}" in this file, for it is called in the same deployment, but it is not: the case stops here with an incident',
    pl: 'Procedury „{process}” nie ma w tym pliku, a krok wywołuje ją z tej samej publikacji: sprawa stanie tu z incydentem',
  },
  'model-deadlock': {
    en: 'Expected every run to be able to end but one stops here for ever. The way there: {path}',
    pl: 'Sprawa może tu utknąć na zawsze. Droga: {path}',
  },
  'model-livelock': {
    en: 'Expected every run to be able to end but one goes on for ever. The way there: {path}',
    pl: 'Sprawa może krążyć bez końca. Droga: {path}',
  },
  'improper-completion': {
    en: 'Expected this end to be reached once in a run but it can be reached more often: branches are not joined',
    pl: 'Ten koniec może zostać osiągnięty więcej niż raz w jednym przebiegu: gałęzie nie są złączone',
  },
  'flow-unsafe': {
    en: 'Expected one token on this flow but there can be two at once: what follows is done twice',
    pl: 'Tędy sprawa może pójść dwa razy naraz: to, co dalej, wykona się dwa razy',
  },
  'message-left': {
    en: 'Expected every message to be received but one of this flow can be left when all have ended',
    pl: 'Wiadomość tego przepływu może nigdy nie zostać odebrana',
  },
  'soundness-unknown': {
    en: 'Expected a model that can be explored but a bound was reached: {bound}',
    pl: 'Modelu nie sprawdzono do końca, osiągnięto ograniczenie: {bound}',
  },
};

export function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
}
