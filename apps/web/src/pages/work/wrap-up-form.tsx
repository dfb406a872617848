import { Button, Textarea, TextInput } from '@mantine/core';
import type { Me, WorkDetail } from '@krok/contracts/schemas';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Keys } from '../../layout/keys-of.tsx';
import { useKeys } from '../../layout/keys.ts';
import { firstDraft, isEmpty, keepDraft } from './drafts.ts';
import { InvoiceResults } from './invoice-results.tsx';
import { OutcomeChoice } from './outcome-choice.tsx';
import { readDay } from '../../dates/read-day.ts';
import type { EarlyKeys } from './use-early-keys.ts';
import type { Completions } from './use-completions.ts';
import type { Hold } from './use-hold.ts';
import classes from './wrap-up-form.module.css';
import { bodyOf, needs, outcomesOf, type WrapUpDraft, type WrapUpErrors } from './wrap-up.ts';

const StepForm = lazy(async () => ({ default: (await import('./step-form.tsx')).StepForm }));

interface WrapUpProps {
  readonly step: WorkDetail;
  readonly me: Me;
  readonly hold: Hold;
  readonly early: EarlyKeys;
  readonly completions: Completions;
  readonly next: () => void;
}

/** What came of it: the outcome, then only the fields that it needs. One submit for all of it. */
export function WrapUp({ step, me, hold, early, completions, next }: WrapUpProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() => firstDraft(me.id, step));
  const [errors, setErrors] = useState<WrapUpErrors>({});
  const form = useRef<HTMLFormElement>(null);
  const refused = completions.refusals.get(step.id)?.problem?.errors ?? [];
  const outcomes = outcomesOf(step);
  const change = (changes: Partial<WrapUpDraft>) => {
    const changed = { ...draft, ...changes };
    setDraft(changed);
    keepDraft(me.id, step.id, changed);
    // Whoever begins to write has it; who was slower is told at once.
    void hold.claim();
  };
  const focus = (name: string) => requestAnimationFrame(() => fieldOf(form.current, name)?.focus());
  const choose = (outcome: string) => {
    // At once: what is typed next is meant for the field, and not for another outcome.
    flushSync(() => change({ outcome }));
    if (FIRST_FIELD[outcome]) fieldOf(form.current, FIRST_FIELD[outcome])?.focus();
  };
  const chooseByKey = (outcome: string) => {
    if (!early.goesOn()) choose(outcome);
  };
  const submit = async () => {
    const made = bodyOf(draft, step);
    if ('errors' in made) {
      setErrors(made.errors);
      const [first] = Object.keys(made.errors);
      if (first !== undefined) focus(first);
      return;
    }
    const version = await hold.claim();
    if (version === null) return;
    const place = step.mayBeDenied ? step.cases[0] : undefined;
    completions.complete(
      {
        id: step.id,
        title: step.debtorName ?? step.title,
        place: place && { caseId: place.caseId, elementId: place.elementId },
      },
      { ...made.body, version },
      draft,
    );
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    next();
  };
  useKeys(t('desk.stepKeys'), [
    ...outcomes.map((outcome, index) => ({
      key: String(index + 1),
      label: t(`desk.outcomes.${outcome}`),
      run: () => chooseByKey(outcome),
    })),
    ...(outcomes.includes('promise')
      ? [{ key: 'p', label: t('desk.help.promise'), run: () => chooseByKey('promise') }]
      : []),
    { key: 'n', label: t('desk.help.note'), run: () => focus('note') },
    { key: 'Ctrl+Enter', label: t('desk.help.complete'), run: () => void submit(), inFields: true },
  ]);
  useEffect(() => setErrors({}), [draft]);
  if (!me.permissions.includes('work.do')) return null;
  return (
    <form
      ref={form}
      className={classes['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {step.form && (
        <Suspense fallback={<p role="status">{t('desk.form.loading')}</p>}>
          <StepForm
            schema={step.form.schema}
            data={{ ...step.form.data, ...draft.form }}
            zone={step.zone}
            refused={refused}
            onChange={(values) => change({ form: values })}
          />
        </Suspense>
      )}
      {(outcomes.length > 1 || step.duty !== null) && (
        <OutcomeChoice
          label={t(step.channel === 'call' ? 'desk.outcome' : 'desk.taskOutcome')}
          outcomes={outcomes}
          chosen={draft.outcome}
          choose={choose}
          error={errors['outcome'] && t('desk.error.outcome')}
        />
      )}
      <Fields draft={draft} step={step} change={change} errors={errors} />
      {step.channel === 'call' && <InvoiceResults step={step} draft={draft} change={change} errors={errors} />}
      <NoteField draft={draft} step={step} change={change} errors={errors} />
      <footer className={classes['foot']}>
        <Button type="submit" size="sm">
          {t('desk.complete')}
        </Button>
        <Keys of="Ctrl+Enter" />
        {!isEmpty(draft) && <small>{t('desk.draftKept')}</small>}
      </footer>
    </form>
  );
}

interface FieldsProps {
  readonly draft: WrapUpDraft;
  readonly step: WorkDetail;
  readonly change: (changes: Partial<WrapUpDraft>) => void;
  readonly errors: WrapUpErrors;
}

function Fields({ draft, step, change, errors }: FieldsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const textOf = (field: string) => errors[field] && t(`desk.error.${errors[field]}`);
  const shown = (text: string) => {
    const day = readDay(text, step.today);
    return day === null ? null : format.weekday(day);
  };
  return (
    <>
      {needs(draft, step, 'promise') && (
        <TextInput
          className={classes['short'] ?? ''}
          name="day"
          label={t('desk.day')}
          description={shown(draft.day) ?? t('desk.dayHint')}
          value={draft.day}
          onChange={(event) => change({ day: event.currentTarget.value })}
          error={textOf('day')}
          autoComplete="off"
          withAsterisk
        />
      )}
      {needs(draft, step, 'callback') && (
        <div className={classes['pair']}>
          <TextInput
            name="callbackTime"
            label={t('desk.callbackTime')}
            description={t('desk.callbackTimeHint')}
            value={draft.callbackTime}
            onChange={(event) => change({ callbackTime: event.currentTarget.value })}
            error={textOf('callbackTime')}
            autoComplete="off"
            withAsterisk
          />
          <TextInput
            name="callbackDay"
            label={t('desk.callbackDay')}
            description={(draft.callbackDay !== '' && shown(draft.callbackDay)) || t('desk.callbackDayHint')}
            value={draft.callbackDay}
            onChange={(event) => change({ callbackDay: event.currentTarget.value })}
            error={textOf('callbackDay')}
            autoComplete="off"
          />
        </div>
      )}
    </>
  );
}

function NoteField({ draft, step, change, errors }: FieldsProps) {
  const { t } = useTranslation();
  const disputes = needs(draft, step, 'dispute');
  return (
    <Textarea
      name="note"
      label={t(disputes ? 'desk.disputeReason' : 'desk.note')}
      placeholder={t(disputes ? 'desk.disputePlaceholder' : 'desk.notePlaceholder')}
      value={draft.note}
      onChange={(event) => change({ note: event.currentTarget.value })}
      error={errors['note'] && t(`desk.error.${errors['note']}`)}
      withAsterisk={disputes}
      autosize
      minRows={2}
      maxRows={8}
      maxLength={1000}
    />
  );
}

/** Where the hands go once an outcome is chosen. */
const FIRST_FIELD: Partial<Record<string, string>> = { promise: 'day', callback: 'callbackTime', dispute: 'note' };

function fieldOf(form: HTMLFormElement | null, name: string): HTMLElement | null {
  const found = form?.querySelector(`[name="${CSS.escape(name)}"]`);
  return found instanceof HTMLElement ? found : null;
}
