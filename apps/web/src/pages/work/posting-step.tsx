import { Button } from '@mantine/core';
import type { Me, RegisteredLetterView, WorkDetail } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import { Keys } from '../../layout/keys-of.tsx';
import { useKeys } from '../../layout/keys.ts';
import { PostingForm } from '../register/posting-form.tsx';
import { readDraft } from './drafts.ts';
import type { Completions } from './use-completions.ts';
import type { Hold } from './use-hold.ts';
import classes from './wrap-up-form.module.css';

interface PostingStepProps {
  readonly step: WorkDetail;
  readonly letter: RegisteredLetterView;
  readonly me: Me;
  readonly hold: Hold;
  readonly completions: Completions;
  readonly next: () => void;
}

/** The receipt of the post into the books; or the question comes again on the next business day. */
export function PostingStep({ step, letter, me, hold, completions, next }: PostingStepProps) {
  const { t } = useTranslation();
  const notPosted = async () => {
    const version = await hold.claim();
    if (version === null) return;
    const body = { outcome: 'notPosted', version, variables: {} };
    completions.complete({ id: step.id, title: step.debtorName ?? step.title }, body, readDraft(me.id, step.id));
    next();
  };
  useKeys(t('desk.stepKeys'), [
    { key: '1', label: t('desk.outcomes.posted'), run: () => numberField()?.focus() },
    { key: '2', label: t('desk.outcomes.notPosted'), run: () => void notPosted() },
    { key: 'Ctrl+Enter', label: t('register.confirm'), run: submit, inFields: true },
  ]);
  if (!me.permissions.includes('letters.post')) return null;
  return (
    <div className={classes['form']}>
      <PostingForm
        id={FORM}
        letter={letter}
        autofocus={false}
        justify="flex-start"
        done={() => {
          completions.note(step.id);
          next();
        }}
        beside={
          <>
            <Keys of="Ctrl+Enter" />
            <Button
              ml="auto"
              variant="default"
              leftSection={<Keys of="2" />}
              title={t('desk.duty.notPostedHint')}
              onClick={() => void notPosted()}
            >
              {t('desk.duty.notPosted')}
            </Button>
          </>
        }
      />
      <p className={classes['quiet']}>
        {t('desk.duty.starts')} {t('desk.duty.notPosted')}: {t('desk.duty.notPostedHint')}
      </p>
    </div>
  );
}

const FORM = 'posting';

function formOf(): HTMLFormElement | null {
  const found = document.getElementById(FORM);
  return found instanceof HTMLFormElement ? found : null;
}

function numberField(): HTMLElement | null {
  const found = formOf()?.querySelector('[name=number]');
  return found instanceof HTMLElement ? found : null;
}

function submit(): void {
  formOf()?.requestSubmit();
}
